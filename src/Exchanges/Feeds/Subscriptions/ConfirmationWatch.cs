using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>Since when each wanted market of a feed has been without a confirmed subscription, over all its connects. Safe for concurrent use.</summary>
internal sealed class ConfirmationWatch(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MarketId, long> _since = [];

    /// <summary>These are wanted and not confirmed: from now on, unless they are known to be so already.</summary>
    public void MarkUnconfirmed(IEnumerable<MarketId> markets)
    {
        lock (_gate)
        {
            foreach (var market in markets)
            {
                _since.TryAdd(market, clock.GetTimestamp());
            }
        }
    }

    /// <summary>The venue confirmed it, or it is no longer wanted.</summary>
    public void Clear(MarketId market)
    {
        lock (_gate)
        {
            _since.Remove(market);
        }
    }

    /// <summary>What is lacking here has been so since it began to be lacking there.</summary>
    public void Inherit(ConfirmationWatch earlier)
    {
        var known = earlier.Copy();
        lock (_gate)
        {
            foreach (var (market, since) in known)
            {
                if (_since.TryGetValue(market, out var own))
                {
                    _since[market] = Math.Min(own, since);
                }
            }
        }
    }

    /// <summary>Markets that have lacked a confirmation for so long, in order.</summary>
    public IReadOnlyList<MarketId> UnconfirmedFor(TimeSpan time) =>
        [.. Copy().Where(item => clock.GetElapsedTime(item.Value) >= time).Select(item => item.Key).Order()];

    private KeyValuePair<MarketId, long>[] Copy()
    {
        lock (_gate)
        {
            return [.. _since];
        }
    }
}
