using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.OpenInterest;

namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>Open interest of one coin: takes readings, sums and stores them cycle by cycle. Runs on the grain's scheduler.</summary>
internal sealed class OpenInterestDesk(
    string symbol, IReadOnlyList<string> exchanges, TimeSpan interval, IOpenInterestStore store, OpenInterestClock time, TimeProvider clock, ILogger logger)
{
    // A store that is down for long loses the oldest rows, never the present.
    private const int MostPending = 20_000;

    private static readonly long HistoryMs = (long)TimeSpan.FromHours(26).TotalMilliseconds;
    private static readonly TimeSpan FirstCycles = TimeSpan.FromSeconds(5);

    private readonly OpenInterestBook _book = new(symbol, exchanges);
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);
    private readonly HashSet<OpenInterestScope> _waiting = [];
    private readonly Dictionary<MarketId, OpenInterestDoubt> _doubts = [];
    private List<OpenInterestRow> _pending = [];
    private (double Price, DateTimeOffset At)? _price;
    private DateTimeOffset _nextCycle;
    private bool _isRestored;
    private bool _isSummed;

    /// <summary>The price that a venue told last, USD; null when that is too long ago.</summary>
    public double? Price => _price is { } known && clock.GetUtcNow() - known.At <= OpenInterestBook.CarryFor ? known.Price : null;

    /// <summary>Takes what polling a venue brought.</summary>
    public async Task AddAsync(OpenInterestAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Error is { } error)
        {
            _errors[answer.Exchange] = error;
            return;
        }

        _errors.Remove(answer.Exchange);
        if (answer.Price is { } price)
        {
            _price = (price, clock.GetUtcNow());
        }

        if (!_isRestored && answer.Readings.Count > 0)
        {
            await RestoreAsync(answer.Readings.Max(reading => reading.UnixMs), cancellationToken);
        }

        if (answer.Listed is { } listed)
        {
            _book.List(answer.Exchange, listed);
        }

        foreach (var reading in answer.Readings)
        {
            _book.Add(reading);
        }
    }

    /// <summary>Ends the cycle when it is time: sums, and stores what was read and summed.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _nextCycle || _book.LatestUnixMs is not { } latest)
        {
            return;
        }

        if (time.Now(latest) is { } unixMs)
        {
            Take(_book.Close(unixMs), unixMs);
        }

        // Until there is a first sum nobody should have to wait a whole cycle for a venue that is late by a second.
        _nextCycle = now + (_isSummed || interval < FirstCycles ? interval : FirstCycles);
        await StoreAsync(cancellationToken);
    }

    /// <summary>Move of the total over the two hours before a time, percent; null when it cannot be told.</summary>
    public double? ChangePercent(long atUnixMs) => _book.ChangeOverTwoHours(atUnixMs)?.ChangePercent;

    /// <summary>Everything at a glance.</summary>
    public OpenInterestView View() =>
        _book.View(time.Now(_book.LatestUnixMs) ?? clock.GetUtcNow().ToUnixTimeMilliseconds(), _errors);

    private async Task RestoreAsync(long firstUnixMs, CancellationToken cancellationToken)
    {
        _isRestored = true;
        try
        {
            _book.Restore(await store.ReadAsync(symbol, firstUnixMs - HistoryMs, firstUnixMs, cancellationToken));
        }
        catch (IOException e)
        {
            OpenInterestMetrics.StoreFailures.Add(1);
            OpenInterestLog.HistoryFailed(logger, symbol, e);
        }
    }

    private void Take(IReadOnlyList<OpenInterestRow> rows, long unixMs)
    {
        foreach (var row in rows)
        {
            _isSummed |= row.Scope == OpenInterestScope.Total;
            if (row.Scope == OpenInterestScope.Market)
            {
                LogDoubt(row);
            }
        }

        _pending.AddRange(rows);
        foreach (var scope in (OpenInterestScope[])[OpenInterestScope.Futures, OpenInterestScope.Total])
        {
            LogMissing(scope, unixMs);
        }
    }

    // Once when it begins: a market may answer zero for hours.
    private void LogDoubt(OpenInterestRow row)
    {
        var market = new MarketId(row.Exchange, row.Market);
        if (row.Flag == OpenInterestDoubt.None)
        {
            _doubts.Remove(market);
            return;
        }

        OpenInterestMetrics.Doubted.Add(1, new KeyValuePair<string, object?>("exchange", row.Exchange));
        if (_doubts.GetValueOrDefault(market) != row.Flag)
        {
            _doubts[market] = row.Flag;
            OpenInterestLog.Doubted(logger, row.Flag == OpenInterestDoubt.Unpriced ? LogLevel.Debug : LogLevel.Warning, symbol, market, row.Coins, row.Flag);
        }
    }

    private void LogMissing(OpenInterestScope scope, long unixMs)
    {
        var missing = _book.Missing(scope, unixMs);
        var name = scope == OpenInterestScope.Futures ? OpenInterestScopes.FuturesName : OpenInterestScopes.TotalName;
        if (missing.Count > 0 && _isSummed && _waiting.Add(scope))
        {
            OpenInterestLog.Missing(logger, symbol, name, string.Join(", ", missing));
        }
        else if (missing.Count == 0 && _waiting.Remove(scope))
        {
            OpenInterestLog.Summed(logger, symbol, name);
        }
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        if (_pending.Count == 0)
        {
            return;
        }

        try
        {
            await store.WriteAsync(_pending, cancellationToken);
            _pending = [];
        }
        catch (IOException e)
        {
            _pending.RemoveRange(0, Math.Max(0, _pending.Count - MostPending));
            OpenInterestMetrics.StoreFailures.Add(1);
            OpenInterestLog.StoreFailed(logger, symbol, _pending.Count, e);
        }
    }
}
