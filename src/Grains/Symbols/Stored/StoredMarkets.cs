using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Grains.Storage;

namespace SqueezeFlow.Grains.Symbols.Stored;

/// <summary>Brings a market back to where its stored rows end. One per silo; safe for concurrent use.</summary>
public sealed class StoredMarkets(IBarStore store, BarWriter writer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1);
    private Dictionary<MarketId, long> _lastBars = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    /// <summary>Restores flows from the store, those of markets that the store knows: all of a symbol with a few questions.</summary>
    /// <param name="flows">The flows, empty.</param>
    /// <param name="isShared">Whether other silos write to the store too, and tell which batches their rows contain.</param>
    /// <param name="whole">Markets of which everything that was written is known to be stored.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the restored rows contain, of those markets of which that is known.</returns>
    /// <exception cref="IOException">The store cannot be read; no flow was restored.</exception>
    public async Task<IReadOnlyList<StoredPosition>> RestoreAsync(
        IReadOnlyList<MarketFlow> flows, bool isShared, IReadOnlySet<MarketId> whole, CancellationToken cancellationToken)
    {
        var positions = (isShared ? await store.ReadPositionsAsync([.. flows.Select(flow => flow.Market)], whole, cancellationToken) : []).ToDictionary(position => position.Market);
        var found = new List<FoundMarket>();
        foreach (var flow in flows)
        {
            // Rows that have a position are there, and it says about where they end: of all markets together only the others are asked, since that takes long where many come at once.
            var position = positions.GetValueOrDefault(flow.Market);
            var last = position?.ReachesUnixMs ?? await FindLastBarAsync(flow.Market, cancellationToken);
            if (last != 0 || position is not null)
            {
                found.Add(new(flow, position, last));
            }
        }

        await ReadLedgerAsync(found, cancellationToken);
        found.RemoveAll(static market => market.Ledger.Count == 0);
        await ReadSecondsAsync(found, cancellationToken);
        await ReadMinutesAsync(found, cancellationToken);
        foreach (var market in found.Where(market => market.Position is not null))
        {
            market.Continuation = await ContinueAsync(market.Position!, market.Ledger, cancellationToken);
        }

        found.ForEach(static market => market.Restore());
        return [.. found.Select(market => market.Position).OfType<StoredPosition>()];
    }

    /// <summary>Takes stored bars back, so that trades at or after a time can be added to them.</summary>
    /// <exception cref="IOException">The store cannot be written or read.</exception>
    public async Task ReopenAsync(MarketFlow flow, long fromUnixMs, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        var bar = Math.Min(Timeframe.D1.Floor(fromUnixMs), flow.Strategy.Timeframe.Floor(fromUnixMs));
        var end = Math.Max(flow.ClosedThroughUnixMs, fromUnixMs) + Timeframe.M1.Milliseconds;
        var seconds = await store.ReadAsync(flow.Market, Timeframe.S1, Timeframe.M1.Floor(fromUnixMs), end, cancellationToken);
        var minutes = await store.ReadFoldedAsync(flow.Market, Timeframe.M1, bar, end, cancellationToken);
        flow.Reopen(seconds, minutes, fromUnixMs);
    }

    private async Task ReadLedgerAsync(List<FoundMarket> found, CancellationToken cancellationToken)
    {
        foreach (var sameDay in found.GroupBy(static market => Timeframe.D1.Floor(market.LastUnixMs)).Select(Enumerable.ToArray))
        {
            var from = Timeframe.D1.Floor(sameDay[0].LastUnixMs) - Timeframe.D1.Milliseconds;
            var rows = await store.ReadLedgerAsync([.. sameDay.Select(market => market.Flow.Market)], from, long.MaxValue, cancellationToken);
            Array.ForEach([.. sameDay.Zip(rows)], static pair => pair.First.Ledger = pair.Second);
        }
    }

    // Those that end about the same time are read together. Where the venue's clock is behind ours seconds lie behind the ledger's end.
    private async Task ReadSecondsAsync(List<FoundMarket> found, CancellationToken cancellationToken)
    {
        foreach (var together in found.GroupBy(static market => Timeframe.M15.Floor(market.End.ToUnixMs)).Select(Enumerable.ToArray))
        {
            var from = together.Min(static market => FoundMarket.OldestSecond(market.End.ToUnixMs));
            var to = together.Max(static market => Math.Max(market.End.ToUnixMs, market.LastUnixMs)) + Timeframe.H1.Milliseconds;
            var bars = await store.ReadAsync([.. together.Select(market => market.Flow.Market)], Timeframe.S1, from, to, cancellationToken);
            Array.ForEach([.. together.Zip(bars)], static pair => pair.First.Take(pair.Second));
        }
    }

    private async Task ReadMinutesAsync(List<FoundMarket> found, CancellationToken cancellationToken)
    {
        foreach (var sameDay in found.GroupBy(static market => (market.MinutesFromUnixMs, Timeframe.D1.Floor(market.MinutesToUnixMs))).Select(Enumerable.ToArray))
        {
            var to = sameDay.Max(static market => market.MinutesToUnixMs);
            var bars = await store.ReadFoldedAsync([.. sameDay.Select(market => market.Flow.Market)], Timeframe.M1, sameDay[0].MinutesFromUnixMs, to, cancellationToken);
            Array.ForEach([.. sameDay.Zip(bars)], static pair => pair.First.Minutes = [.. pair.Second.Where(minute => minute.OpenUnixMs < pair.First.MinutesToUnixMs)]);
        }
    }

    private async Task<Continuation> ContinueAsync(StoredPosition position, IReadOnlyList<LedgerRun> ledger, CancellationToken cancellationToken)
    {
        var holes = position.Holes;
        IReadOnlyList<Gap> gaps = holes.Count == 0 ? [] : await store.ReadGapsAsync(position.Market, holes.Min(hole => hole.FromUnixMs), long.MaxValue, cancellationToken);
        Gap[] open = [.. gaps.Where(gap => gap.FilledBy is null)];
        return new(holes, open, position.Ids, position.Sources.Keys.ToHashSet(StringComparer.Ordinal), position.Readers)
        {
            Untold = position.Untold,
            Rows = [.. ledger.Where((row, i) => row.State == LedgerState.Partial ? MayHeal(row, holes, open) : i == ledger.Count - 1)],
        };
    }

    // A row in which nothing is missing but what may still come.
    private static bool MayHeal(LedgerRun row, IReadOnlyList<IdRange> holes, Gap[] open)
    {
        bool Touches(long beforeUnixMs, long afterUnixMs) => beforeUnixMs < row.ToUnixMs && afterUnixMs >= row.FromUnixMs;
        return holes.Any(hole => Touches(hole.FromUnixMs, hole.ThroughUnixMs)) &&
            !Array.Exists(open, gap => Touches(gap.BeforeUnixMs, gap.AfterUnixMs) && !holes.Any(hole => hole.FirstId > gap.BeforeId && hole.LastId < gap.AfterId));
    }

    private async Task<long> FindLastBarAsync(MarketId market, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() - _readAt > Fresh)
            {
                await writer.FlushAsync(cancellationToken);
                _lastBars = (await store.ReadMarketsAsync(cancellationToken)).ToDictionary(m => m.Market, m => m.LastBarUnixMs);
                _readAt = clock.GetUtcNow();
            }

            return _lastBars.GetValueOrDefault(market);
        }
        finally
        {
            _reading.Release();
        }
    }
}
