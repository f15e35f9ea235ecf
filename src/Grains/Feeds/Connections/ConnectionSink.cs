using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Grains.Tracing;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>
/// Gathers what one read of a connection brings and hands it to the markets' buffers together: a lock for each market and read, not for each
/// trade. Called on the connection's thread alone.
/// </summary>
internal sealed class ConnectionSink(FeedSink feed) : ITradeSink
{
    private readonly List<GatheredTrades> _touched = [];

    public void Add(MarketSlot slot, in Trade trade)
    {
        // With trades in hand its buffer was looked at a moment ago: the usual trade touches its own list alone. A market that was away may have
        // another buffer since.
        var gathered = slot is { FollowsBreak: false, Tag: GatheredTrades { IsEmpty: false } known } ? known : Of(slot);
        if (slot.FollowsBreak)
        {
            // Its connection was there all the time, the subscription was not.
            slot.FollowsBreak = false;
            gathered.HandOver();
            feed.OnMissed(gathered.Buffer);
        }

        if (gathered.Add(trade))
        {
            _touched.Add(gathered);
        }
    }

    public void OnMissed(MarketSlot slot)
    {
        var gathered = Of(slot);
        gathered.HandOver();
        feed.OnMissed(gathered.Buffer);
    }

    public void OnMissed()
    {
        HandOver();
        feed.OnMissed();
    }

    public void OnReadCompleted(long receivedUnixMs) => HandOver();

    private void HandOver()
    {
        var followed = FlowTracing.Here();
        foreach (var gathered in _touched)
        {
            if (followed != default)
            {
                gathered.Buffer.Follow(followed);
            }

            gathered.HandOver();
        }

        _touched.Clear();
    }

    private GatheredTrades Of(MarketSlot slot)
    {
        if (slot.Tag is not GatheredTrades { Buffer.IsEnded: false } gathered)
        {
            // A market that was taken away and came back has another way.
            (slot.Tag as GatheredTrades)?.HandOver();
            slot.Tag = gathered = new(feed.BufferOf(slot.Market), feed.Hold);
        }

        return gathered;
    }
}
