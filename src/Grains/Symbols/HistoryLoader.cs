using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>
/// Fills a strategy window before live bars begin: from stored bars that the ledger proves complete, else from the
/// venue's own history where that carries the taker split, else from what is stored. Safe for concurrent use.
/// </summary>
internal sealed class HistoryLoader(IBarStore store, IVenueHistory venue, BarWriter writer, ILogger<HistoryLoader> logger) : IDisposable
{
    // Venues count requests per address: a restart of thousands of symbols must not be a burst.
    private readonly SemaphoreSlim _asking = new(4);

    public void Dispose() => _asking.Dispose();

    /// <summary>Bars of all markets of a symbol in <c>[from, to)</c>.</summary>
    public async Task<SymbolHistory> LoadAsync(
        IReadOnlyList<TrackedMarket> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        var loaded = new List<(FollowedMarket Market, IReadOnlyList<Bar> Bars)>();
        string? error = null;
        var isProven = true;
        foreach (var market in markets.Where(m => QuoteCurrency.IsUsdLike(m.Instrument.Quote)))
        {
            var bars = await StoredAsync(market.Market, timeframe, fromUnixMs, toUnixMs, cancellationToken);
            try
            {
                bars = await CompleteAsync(market, bars, timeframe, fromUnixMs, toUnixMs, cancellationToken);
                isProven &= venue.Covers(market.Instrument);
            }
            catch (IOException e)
            {
                HistoryLog.Failed(logger, market.Market, e);
                error = e.Message;
            }

            loaded.Add((FollowedMarket.Of(market.Instrument, market.Proof, timeframe), bars));
        }

        return new(SymbolBars.Merge(loaded), isProven && error is null, error);
    }

    private async Task<IReadOnlyList<Bar>> StoredAsync(MarketId market, Timeframe timeframe, long from, long to, CancellationToken cancellationToken)
    {
        if (Timeframe.Stored.Contains(timeframe))
        {
            return await store.ReadAsync(market, timeframe, from, to, cancellationToken);
        }

        var part = Timeframe.Stored.Last(t => timeframe.Milliseconds % t.Milliseconds == 0);
        return BarFold.Fold(await store.ReadAsync(market, part, from, to, cancellationToken), part, timeframe);
    }

    private async Task<IReadOnlyList<Bar>> CompleteAsync(
        TrackedMarket market, IReadOnlyList<Bar> stored, Timeframe timeframe, long from, long to, CancellationToken cancellationToken)
    {
        if (!venue.Covers(market.Instrument))
        {
            return stored;
        }

        var runs = await store.ReadLedgerAsync(market.Market, from, to, cancellationToken);
        var proven = stored.Where(b => IsProven(b.OpenUnixMs, timeframe, runs)).ToDictionary(b => b.OpenUnixMs);
        if (proven.Count * timeframe.Milliseconds == to - from)
        {
            return stored;
        }

        await _asking.WaitAsync(cancellationToken);
        try
        {
            var asked = await venue.ReadAsync(market.Instrument, timeframe, from, to, cancellationToken);
            var imported = asked.Where(b => !proven.ContainsKey(b.OpenUnixMs)).ToList();
            if (Timeframe.Stored.Contains(timeframe))
            {
                writer.Add([.. imported.Select(b => new BarRow(market.Market, timeframe, b, true))], [], []);
            }

            var known = imported.Select(b => b.OpenUnixMs).ToHashSet();
            return [.. stored.Where(b => !known.Contains(b.OpenUnixMs)).Concat(imported).OrderBy(b => b.OpenUnixMs)];
        }
        finally
        {
            _asking.Release();
        }
    }

    private static bool IsProven(long open, Timeframe timeframe, IReadOnlyList<LedgerRun> runs) =>
        runs.Any(r => r.State == LedgerState.Complete && r.FromUnixMs <= open && r.ToUnixMs >= open + timeframe.Milliseconds) &&
        !runs.Any(r => r.State == LedgerState.Partial && r.FromUnixMs < open + timeframe.Milliseconds && r.ToUnixMs > open);
}
