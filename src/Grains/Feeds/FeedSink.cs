using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>Hands the trades of one connection to the router. Called on the connection's thread.</summary>
internal sealed class FeedSink : IFeedListener
{
    private readonly Dictionary<MarketId, MarketBuffer> _buffers;
    private readonly Action<FeedState, string?> _changed;

    /// <summary>Opens the way of every market before the first trade.</summary>
    public FeedSink(string feedId, long epoch, FeedAssignment assignment, IExchangeAdapter adapter, TradeRouter router, Action<FeedState, string?> changed)
    {
        _changed = changed;
        _buffers = assignment.Markets.ToDictionary(
            m => m.Market,
            m =>
            {
                var buffer = router.Open(m.BaseCoin, new(m, adapter.ProofOf(m, assignment.TradeStream)), feedId);
                buffer.Epoch = assignment.IsRedundant ? 0 : epoch;
                return buffer;
            });
    }

    public void Add(MarketSlot slot, in Trade trade)
    {
        var buffer = slot.Tag as MarketBuffer;
        if (buffer is null)
        {
            slot.Tag = buffer = _buffers[slot.Market];
        }

        buffer.Add(trade);
    }

    public void OnStateChanged(FeedState state, string? reason)
    {
        if (state == FeedState.Connected)
        {
            foreach (var buffer in _buffers.Values)
            {
                buffer.Resume();
            }
        }

        _changed(state, reason);
    }
}
