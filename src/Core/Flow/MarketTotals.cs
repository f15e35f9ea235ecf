using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Numerics;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Flow;

/// <summary>Sums over everything counted of one market, and what is still owed to bars that were handed over before it came. Not thread-safe.</summary>
internal sealed class MarketTotals
{
    private CompensatedSum _buy;
    private CompensatedSum _sell;
    private CompensatedSum _carriedBuy;
    private CompensatedSum _carriedSell;
    private long _handedThrough = long.MinValue;

    /// <summary>Prints counted.</summary>
    public long Trades { get; private set; }

    /// <summary>Quote notional of aggressor buys counted.</summary>
    public double BuyNotional => _buy.Value;

    /// <summary>Quote notional of aggressor sells counted.</summary>
    public double SellNotional => _sell.Value;

    /// <summary>Exchange time of the latest trade; <see cref="long.MinValue"/> before the first.</summary>
    public long LatestUnixMs { get; private set; } = long.MinValue;

    /// <summary>Price of the latest trade; NaN before the first.</summary>
    public double LatestPrice { get; private set; } = double.NaN;

    /// <summary>Whether flow of bars handed over waits for the next one.</summary>
    public bool HasCarried => _carriedBuy.Value != 0 || _carriedSell.Value != 0;

    /// <summary>Adds a trade; reports of liquidations are no flow.</summary>
    public void Add(in Trade trade)
    {
        if (trade.Kind == TradeKind.LiquidationReport)
        {
            return;
        }

        Trades++;
        var carried = trade.UnixMs < _handedThrough ? trade.Notional : 0;
        if (trade.Side == AggressorSide.Buy)
        {
            _buy.Add(trade.Notional);
            _carriedBuy.Add(carried);
        }
        else
        {
            _sell.Add(trade.Notional);
            _carriedSell.Add(carried);
        }

        if (trade.UnixMs >= LatestUnixMs)
        {
            LatestUnixMs = trade.UnixMs;
            LatestPrice = trade.Price;
        }
    }

    /// <summary>Bars that end at or before a time are handed over: flow that comes of them later is carried into the next.</summary>
    public void HandOver(long throughUnixMs) => _handedThrough = throughUnixMs;

    /// <summary>A bar with what was carried; null when there is neither.</summary>
    /// <param name="openUnixMs">Open time of the bar.</param>
    /// <param name="bar">The bar; null when it had no trade.</param>
    public Bar? WithCarried(long openUnixMs, Bar? bar)
    {
        if (!HasCarried)
        {
            return bar;
        }

        var whole = bar ?? new Bar(openUnixMs, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 0, 0);
        whole = whole with { BuyNotional = whole.BuyNotional + _carriedBuy.Value, SellNotional = whole.SellNotional + _carriedSell.Value };
        _carriedBuy = _carriedSell = default;
        return whole;
    }
}
