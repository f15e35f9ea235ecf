using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>Trades of one market between two hand-overs of one connection. Not thread-safe.</summary>
/// <param name="buffer">Where they go.</param>
/// <param name="hold">May keep them back; null when nothing does.</param>
internal sealed class GatheredTrades(MarketBuffer buffer, FeedHold? hold)
{
    private Trade[] _trades = new Trade[4];
    private int _count;

    /// <summary>Where they go.</summary>
    public MarketBuffer Buffer { get; } = buffer;

    /// <summary>Whether none is in hand.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Takes a trade; whether it is the first since the last hand-over.</summary>
    public bool Add(in Trade trade)
    {
        if (_count == _trades.Length)
        {
            Array.Resize(ref _trades, _count * 2);
        }

        _trades[_count++] = trade;
        return _count == 1;
    }

    /// <summary>Hands everything over.</summary>
    public void HandOver()
    {
        if (_count > 0)
        {
            var trades = _trades.AsSpan(0, _count);
            _count = 0;
            if (hold?.TryKeep(Buffer, trades) != true)
            {
                Buffer.Add(trades);
            }
        }
    }
}
