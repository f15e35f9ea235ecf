using System.Runtime.InteropServices;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>Trades of one market between two hand-overs of one connection. Not thread-safe.</summary>
/// <param name="buffer">Where they go.</param>
internal sealed class GatheredTrades(MarketBuffer buffer)
{
    private readonly List<Trade> _trades = new(4);

    /// <summary>Where they go.</summary>
    public MarketBuffer Buffer { get; } = buffer;

    /// <summary>Takes a trade; whether it is the first since the last hand-over.</summary>
    public bool Add(in Trade trade)
    {
        _trades.Add(trade);
        return _trades.Count == 1;
    }

    /// <summary>Hands everything over.</summary>
    public void HandOver()
    {
        if (_trades.Count > 0)
        {
            Buffer.Add(CollectionsMarshal.AsSpan(_trades));
            _trades.Clear();
        }
    }
}
