namespace SqueezeFlow.Core.Backtest;

/// <summary>Value of the account at a bar's close.</summary>
/// <param name="BarOpenUnixMs">Open of the bar, milliseconds since 1970 UTC.</param>
/// <param name="EquityUsd">Cash, margin and open profit, USD.</param>
public readonly record struct EquityPoint(long BarOpenUnixMs, double EquityUsd);
