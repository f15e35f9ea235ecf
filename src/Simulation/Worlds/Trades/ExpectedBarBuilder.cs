using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Numerics;

namespace SqueezeFlow.Simulation.Worlds.Trades;

/// <summary>A bar in the making.</summary>
internal sealed class ExpectedBarBuilder
{
    private double _open;
    private double _high;
    private double _low;
    private double _close;
    private CompensatedSum _buys;
    private CompensatedSum _sells;
    private long _buyCount;
    private long _sellCount;

    /// <summary>Whether it holds no trade.</summary>
    public bool IsEmpty => _buyCount + _sellCount == 0;

    /// <summary>Adds a print as the default stream shows it: fill by fill on spot, whole on a perpetual.</summary>
    public void Add(WorldMarket market, MinuteBlock block, in AggregateTrade print)
    {
        var price = market.Price(print.Ticks);
        (_open, _high, _low) = IsEmpty
            ? (price, price, price)
            : (_open, Math.Max(_high, price), Math.Min(_low, price));
        _close = price;
        ref var sum = ref print.IsSell ? ref _sells : ref _buys;
        if (market.Kind == MarketKind.Spot)
        {
            foreach (var lots in block.FillLots.Slice(print.FirstFill, print.Fills))
            {
                sum.Add(price * market.Size(lots));
            }
        }
        else
        {
            sum.Add(price * market.Size(print.Lots));
        }

        (_buyCount, _sellCount) = print.IsSell ? (_buyCount, _sellCount + print.Fills) : (_buyCount + print.Fills, _sellCount);
    }

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        (_buys, _sells) = (default, default);
        (_buyCount, _sellCount) = (0, 0);
    }

    /// <summary>The bar so far; NaN prices when empty.</summary>
    public Bar ToBar(long openUnixMs)
    {
        var (open, high, low, close) = IsEmpty ? (double.NaN, double.NaN, double.NaN, double.NaN) : (_open, _high, _low, _close);
        return new(openUnixMs, open, high, low, close, _buys.Value, _sells.Value, _buyCount, _sellCount, 0, 0);
    }
}
