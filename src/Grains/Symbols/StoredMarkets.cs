using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Grains.Storage;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>Brings a market back to where its stored rows end. One per silo; safe for concurrent use.</summary>
public sealed class StoredMarkets(IBarStore store, BarWriter writer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1);
    private Dictionary<MarketId, long> _lastBars = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    /// <summary>Restores a flow from the store, if the store knows the market.</summary>
    /// <param name="flow">The flow, empty.</param>
    /// <param name="isShared">Whether other silos write to the store too, and tell which batches their rows contain.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the restored rows contain; null when that is not known.</returns>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public async Task<StoredPosition?> RestoreAsync(MarketFlow flow, bool isShared, CancellationToken cancellationToken)
    {
        var position = isShared ? await store.ReadPositionAsync(flow.Market, cancellationToken) : null;
        var last = await FindLastBarAsync(flow.Market, position is not null, cancellationToken);
        if (last == 0)
        {
            return null;
        }

        var day = Timeframe.D1.Floor(last);
        var ledger = await store.ReadLedgerAsync(flow.Market, day - Timeframe.D1.Milliseconds, long.MaxValue, cancellationToken);
        if (ledger.Count == 0)
        {
            return null;
        }

        // Ids may have begun anew: the latest row that has one tells, not the largest.
        var end = ledger.MaxBy(r => r.ToUnixMs)! with { LastId = ledger.Where(r => r.LastId > 0).MaxBy(r => r.ToUnixMs)?.LastId ?? 0 };
        var through = Math.Max(end.ToUnixMs, last + Timeframe.S1.Milliseconds);

        // A late trade is added to all bars that hold its time: each must be there whole, those of yesterday too.
        var oldest = through - Timeframe.S1.Milliseconds - MarketFlow.CorrectionMs;
        var seconds = await store.ReadAsync(flow.Market, Timeframe.S1, Timeframe.M1.Floor(oldest), through, cancellationToken);
        var minutes = await store.ReadFoldedAsync(flow.Market, Timeframe.M1, Timeframe.D1.Floor(oldest), Timeframe.M1.Floor(through - 1), cancellationToken);
        flow.Restore(seconds, minutes, end, position is null ? null : await ContinueAsync(position, ledger, cancellationToken));
        return position;
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

    // What another silo has begun to store is not in an older list.
    private async Task<long> FindLastBarAsync(MarketId market, bool isStored, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(isAnew: false, cancellationToken);
        if (isStored && !known.ContainsKey(market))
        {
            known = await ReadAsync(isAnew: true, cancellationToken);
        }

        return known.GetValueOrDefault(market);
    }

    private async Task<Dictionary<MarketId, long>> ReadAsync(bool isAnew, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (isAnew || clock.GetUtcNow() - _readAt > Fresh)
            {
                await writer.FlushAsync(cancellationToken);
                _lastBars = (await store.ReadMarketsAsync(cancellationToken)).ToDictionary(m => m.Market, m => m.LastBarUnixMs);
                _readAt = clock.GetUtcNow();
            }

            return _lastBars;
        }
        finally
        {
            _reading.Release();
        }
    }
}
