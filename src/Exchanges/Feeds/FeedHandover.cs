using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>
/// Stands between a loop and its listener: while two connections overlap, both hand on trades, but only one speaks for the feed.
/// </summary>
internal sealed class FeedHandover(IFeedListener listener) : IFeedListener
{
    private volatile bool _speaks;

    /// <summary>Whether changes of state are handed on.</summary>
    public bool Speaks
    {
        get => _speaks;
        set => _speaks = value;
    }

    public void Add(MarketSlot slot, in Trade trade) => listener.Add(slot, trade);

    public void OnMissed() => listener.OnMissed();

    public void OnMissed(MarketSlot slot) => listener.OnMissed(slot);

    public void OnReadCompleted(long receivedUnixMs) => listener.OnReadCompleted(receivedUnixMs);

    public void OnStateChanged(FeedState state, string? reason)
    {
        if (_speaks)
        {
            listener.OnStateChanged(state, reason);
        }
    }
}
