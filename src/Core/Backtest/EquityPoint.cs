namespace SqueezeFlow.Core.Backtest;

/// <summary>Value of the account at a bar's close, marked to market in both profiles.</summary>
/// <param name="BarOpenUnixMs">Open of the bar, milliseconds since 1970 UTC.</param>
/// <param name="EquityUsd">Cash, margin and open gain, USD.</param>
/// <param name="HeldInCoinUsd">What the initial balance held in the coin would be worth, USD.</param>
public readonly record struct EquityPoint(long BarOpenUnixMs, double EquityUsd, double HeldInCoinUsd);
