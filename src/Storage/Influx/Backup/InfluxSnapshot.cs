using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>
/// What markets did up to a time, and everything else from the local store. The database has no transaction over several questions: gaps are read first, then the
/// ledger, then the bars, against the order in which they are written, so that whatever one of them speaks of is in the next.
/// </summary>
/// <param name="reading">The database; disposed with this.</param>
/// <param name="measurements">What it has.</param>
/// <param name="local">The local store; disposed with this.</param>
/// <param name="early">Gaps and ledger, as they were before the mark.</param>
/// <param name="ends">How far bars are taken.</param>
/// <param name="at">The mark: bars that close by then are taken.</param>
internal sealed class InfluxSnapshot(
    InfluxReading reading, OwnMeasurements measurements, IStoreSnapshot local, EarlyRows early, LedgerEnds ends, DateTimeOffset at) : IStoreSnapshot
{
    private const long DayMs = 86_400_000;

    // What longer bars add to the rows of the shortest.
    private const double LongerBars = 1.05;

    private readonly long _end = at.ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public SnapshotMark Mark { get; } = new("influxdb", at);

    /// <inheritdoc/>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var rows = await local.CountAsync(cancellationToken).ConfigureAwait(false);
        var shortest = reading.Frames.All[0];
        var place = $"{InfluxQl.Name(shortest.Policy)}.{InfluxQl.Name(shortest.Measurement)}";
        var first = await reading.Query.ListAsync($"SELECT first(\"close\") FROM {place}", row => row.Time, cancellationToken).ConfigureAwait(false);
        for (var from = first.Count == 0 ? _end : first[0]; from < _end; from += DayMs)
        {
            var statement = $"SELECT count(\"close\") FROM {place} WHERE time >= {InfluxQl.Time(from)} AND time < {InfluxQl.Time(Math.Min(from + DayMs, _end))}";
            rows += (long)(LongerBars * (await reading.Query.ListAsync(statement, row => row.Int64(1), cancellationToken).ConfigureAwait(false)).Sum());
        }

        return rows;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Timeframe>> ReadTimeframesAsync(CancellationToken cancellationToken) => measurements.ReadLengthsAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<BarRow> ReadBarsAsync(Timeframe timeframe, CancellationToken cancellationToken)
    {
        var end = timeframe.Floor(_end);
        return reading.Frames.Find(timeframe) is { Source: not null }
            ? ReadMadeAsync(timeframe, Math.Clamp(reading.SettledToUnixMs(timeframe), 0, end), end, cancellationToken)
            : reading.Bars.ReadAllAsync(timeframe, 0, end, cancellationToken).Where(IsTakenAsync);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LedgerRun> ReadLedgerAsync(CancellationToken cancellationToken) => early.Ledger.ToAsyncEnumerable();

    /// <inheritdoc/>
    public IAsyncEnumerable<Gap> ReadGapsAsync(CancellationToken cancellationToken) => early.Gaps.ToAsyncEnumerable();

    /// <inheritdoc/>
    public IAsyncEnumerable<OpenInterestRow> ReadOpenInterestAsync(CancellationToken cancellationToken) => reading.OpenInterest.ReadAllAsync(0, _end, cancellationToken);

    /// <summary>What policies delete. A length that has no place has no rows: whoever reads it is to look at the shorter ones.</summary>
    public async IAsyncEnumerable<KeptMark> ReadKeptAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await reading.RefreshAsync(cancellationToken).ConfigureAwait(false);
        foreach (var timeframe in Timeframe.Stored)
        {
            var kept = reading.Frames.Find(timeframe) is { } frame ? reading.Kept.KeptFromUnixMs(frame.Policy) : _end;
            if (kept > long.MinValue)
            {
                yield return new(timeframe.ToString(), kept);
            }
        }

        if (reading.Kept.KeptFromUnixMs(InfluxFrames.LedgerPolicy) is > long.MinValue and var ledger)
        {
            yield return new(KeptMark.Ledger, ledger);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<JsonObject> ReadRecordsAsync(string kind, CancellationToken cancellationToken) => local.ReadRecordsAsync(kind, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        reading.Dispose();
        await local.DisposeAsync().ConfigureAwait(false);
    }

    // The database makes longer bars some time after the shorter ones: the last of them are made here, as a reader of the service would see them.
    private async IAsyncEnumerable<BarRow> ReadMadeAsync(Timeframe timeframe, long settled, long end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var late = await ReadLateAsync(timeframe, settled, end, cancellationToken).ConfigureAwait(false);
        await foreach (var row in reading.Bars.ReadAllAsync(timeframe, 0, settled, cancellationToken).ConfigureAwait(false))
        {
            while (late.TryPeek(out var next) && next.Market.CompareTo(row.Market) < 0)
            {
                yield return late.Dequeue();
            }

            yield return row;
        }

        foreach (var row in late)
        {
            yield return row;
        }
    }

    private async Task<Queue<BarRow>> ReadLateAsync(Timeframe timeframe, long settled, long end, CancellationToken cancellationToken)
    {
        MarketId[] markets = [.. (await reading.Bars.ReadMarketsAsync(cancellationToken).ConfigureAwait(false)).Select(market => market.Market)];
        var own = await reading.Bars.ReadAllAsync(timeframe, settled, end, cancellationToken)
            .ToDictionaryAsync(row => (row.Market, row.Bar.OpenUnixMs), cancellationToken: cancellationToken).ConfigureAwait(false);
        var bars = await reading.Bars.ReadFoldedAsync(markets, timeframe, settled, end, cancellationToken).ConfigureAwait(false);
        Queue<BarRow> late = [];
        foreach (var (market, bar) in markets.Zip(bars).SelectMany(pair => pair.Second.Select(bar => (pair.First, bar))))
        {
            if (own.TryGetValue((market, bar.OpenUnixMs), out var row) && row.IsImported && row.Bar.Volume >= bar.Volume)
            {
                late.Enqueue(row);
            }
            else if (await WithinLedgerAsync(market, timeframe, bar, cancellationToken).ConfigureAwait(false) is { } counted)
            {
                late.Enqueue(new(market, timeframe, counted));
            }
        }

        return late;
    }

    private async ValueTask<bool> IsTakenAsync(BarRow row, CancellationToken cancellationToken) =>
        row.IsImported || ends.Reaches(row.Market, row.Bar.OpenUnixMs + 1) || row.Bar.OpenUnixMs < await ends.ReadAsync(row.Market, cancellationToken).ConfigureAwait(false);

    // A bar that closes beyond the ledger, without the seconds beyond.
    private async Task<Bar?> WithinLedgerAsync(MarketId market, Timeframe timeframe, Bar bar, CancellationToken cancellationToken)
    {
        var close = timeframe.Close(bar.OpenUnixMs);
        if (ends.Reaches(market, close))
        {
            return bar;
        }

        var seconds = await reading.Bars.ReadAsync(market, Timeframe.S1, bar.OpenUnixMs, close, cancellationToken).ConfigureAwait(false);
        if (seconds.All(second => ends.Reaches(market, second.OpenUnixMs + 1)))
        {
            return bar;
        }

        var end = await ends.ReadAsync(market, cancellationToken).ConfigureAwait(false);
        if (end == long.MaxValue)
        {
            return bar;
        }

        Bar[] within = [.. BarFold.Fold(seconds.Where(second => second.OpenUnixMs < end), Timeframe.S1, timeframe)];
        return within.Length == 0 ? null : within[0];
    }
}
