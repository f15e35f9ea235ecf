using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
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
    /// <exception cref="IOException">The store cannot be read.</exception>
    public async Task RestoreAsync(MarketFlow flow, CancellationToken cancellationToken)
    {
        var last = (await ReadAsync(cancellationToken)).GetValueOrDefault(flow.Market);
        if (last == 0)
        {
            return;
        }

        var day = Timeframe.D1.Floor(last);
        var ledger = await store.ReadLedgerAsync(flow.Market, day - Timeframe.D1.Milliseconds, long.MaxValue, cancellationToken);
        if (ledger.Count == 0)
        {
            return;
        }

        var end = ledger.MaxBy(r => r.ToUnixMs)! with { LastId = ledger.Max(r => r.LastId) };
        var minute = Timeframe.M1.Floor(end.ToUnixMs - 1);
        var seconds = await store.ReadAsync(flow.Market, Timeframe.S1, end.ToUnixMs - MarketFlow.CorrectionMs, end.ToUnixMs, cancellationToken);
        var minutes = await store.ReadAsync(flow.Market, Timeframe.M1, day, minute, cancellationToken);
        var closed = Timeframe.S1.Floor(end.ToUnixMs);
        var present = seconds.Where(b => b.OpenUnixMs >= minute && b.OpenUnixMs < closed).ToList();
        flow.Restore(seconds, present.Count == 0 ? minutes : [.. minutes, BarFold.Fold(minute, present, Timeframe.S1)], end);
    }

    private async Task<Dictionary<MarketId, long>> ReadAsync(CancellationToken cancellationToken)
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

            return _lastBars;
        }
        finally
        {
            _reading.Release();
        }
    }
}
