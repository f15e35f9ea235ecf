namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>Prices of one finer bar of the reference market.</summary>
/// <param name="OpenUnixMs">Start of the bar, milliseconds since 1970 UTC.</param>
/// <param name="Open">First price, quote units.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
public readonly record struct PriceBar(long OpenUnixMs, double Open, double High, double Low, double Close);
