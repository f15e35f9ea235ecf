namespace SqueezeFlow.Core.Bars;

/// <summary>
/// One bar of a symbol as the strategy sees it: prices of the reference market, flow summed over all spot and all
/// perpetual markets. NaN stands for a missing value.
/// </summary>
/// <param name="OpenUnixMs">Start of the bar, milliseconds since 1970 UTC.</param>
/// <param name="Open">First price of the reference market, quote units.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Turnover of all markets, USD.</param>
/// <param name="SpotBuy">Notional of aggressor buys on spot, USD.</param>
/// <param name="SpotSell">Notional of aggressor sells on spot, USD.</param>
/// <param name="PerpBuy">Notional of aggressor buys on perpetuals, USD.</param>
/// <param name="PerpSell">Notional of aggressor sells on perpetuals, USD.</param>
public readonly record struct SymbolBar(
    long OpenUnixMs,
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double SpotBuy,
    double SpotSell,
    double PerpBuy,
    double PerpSell);
