using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Symbols.Sharing;

/// <summary>Which silos have brought trades of a market: where one reads it no longer, another may. Not thread-safe.</summary>
internal sealed class MarketReaders
{
    private readonly Dictionary<MarketId, HashSet<string>> _senders = [];

    /// <summary>A sender brings trades of a market.</summary>
    public void Note(string sender, MarketId market)
    {
        if (!_senders.TryGetValue(market, out var senders))
        {
            _senders[market] = senders = new(StringComparer.Ordinal);
        }

        senders.Add(sender);
    }

    /// <summary>A sender reads markets no longer; answers those that nobody else reads.</summary>
    /// <param name="sender">The sender.</param>
    /// <param name="markets">The markets.</param>
    /// <param name="isKnown">Whether a sender is still heard of.</param>
    public IReadOnlyList<MarketId> End(string sender, IEnumerable<MarketId> markets, Func<string, bool> isKnown)
    {
        var left = new List<MarketId>();
        foreach (var market in markets)
        {
            if (!_senders.TryGetValue(market, out var senders))
            {
                left.Add(market);
                continue;
            }

            senders.Remove(sender);
            if (!senders.Any(isKnown))
            {
                _senders.Remove(market);
                left.Add(market);
            }
        }

        return left;
    }
}
