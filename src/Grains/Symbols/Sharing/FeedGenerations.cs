using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Symbols.Sharing;

/// <summary>The latest generation of each feed of which trades of a market have come. Not thread-safe.</summary>
internal sealed class FeedGenerations
{
    private readonly Dictionary<(MarketId Market, string FeedId), long> _epochs = [];

    /// <summary>The latest generation, this one included.</summary>
    public long Latest(MarketId market, string feedId, long epoch)
    {
        var key = (market, feedId);
        return _epochs[key] = Math.Max(epoch, _epochs.GetValueOrDefault(key, epoch));
    }
}
