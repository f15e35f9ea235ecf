namespace SqueezeFlow.Core.Bars;

/// <summary>
/// Trades of one market over <c>[open, open + timeframe)</c>. Liquidations do not move prices; a bar that holds only
/// liquidation reports has NaN prices.
/// </summary>
/// <param name="OpenUnixMs">Start of the bucket, milliseconds since 1970 UTC.</param>
/// <param name="Open">Price of the first trade, quote units.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Price of the last trade.</param>
/// <param name="BuyNotional">Quote notional of aggressor buys (<c>vbuy</c>).</param>
/// <param name="SellNotional">Quote notional of aggressor sells (<c>vsell</c>).</param>
/// <param name="BuyCount">Fills of aggressor buys (<c>cbuy</c>).</param>
/// <param name="SellCount">Fills of aggressor sells (<c>csell</c>).</param>
/// <param name="BuyLiquidation">Quote notional of forced buys (<c>lbuy</c>): shorts closed.</param>
/// <param name="SellLiquidation">Quote notional of forced sells (<c>lsell</c>): longs closed.</param>
public readonly record struct Bar(
    long OpenUnixMs,
    double Open,
    double High,
    double Low,
    double Close,
    double BuyNotional,
    double SellNotional,
    long BuyCount,
    long SellCount,
    double BuyLiquidation,
    double SellLiquidation)
{
    /// <summary>
    /// Whether something of the bucket is known to be missing from the bar. Said by whoever reads stored bars. A bucket that is still forming is not partial for that.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>Volume delta, quote notional: buys minus sells.</summary>
    public double Delta => BuyNotional - SellNotional;

    /// <summary>Turnover, quote notional: buys plus sells.</summary>
    public double Volume => BuyNotional + SellNotional;

    /// <summary>Whether a trade set the prices.</summary>
    public bool HasPrice => !double.IsNaN(Open);
}
