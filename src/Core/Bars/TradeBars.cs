using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Bars;

/// <summary>One-second bars of one market's trades, given in any order. Of trades at the same time the one that was given first is the earlier. Not thread-safe.</summary>
public sealed class TradeBars
{
    private readonly SortedDictionary<long, BarBuilder> _seconds = [];

    /// <summary>Adds a trade.</summary>
    public void Add(in Trade trade)
    {
        var opens = Timeframe.S1.Floor(trade.UnixMs);
        if (!_seconds.TryGetValue(opens, out var second))
        {
            _seconds[opens] = second = new();
            second.Reset(opens);
        }

        second.Add(trade);
    }

    /// <summary>The bars, in time order; seconds without a trade have none.</summary>
    public IReadOnlyList<Bar> ToBars() => [.. _seconds.Values.Select(second => second.ToBar())];
}
