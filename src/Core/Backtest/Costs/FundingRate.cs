namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>One payment between longs and shorts.</summary>
/// <param name="UnixMs">When it is due, milliseconds since 1970 UTC.</param>
/// <param name="Rate">Share of the position's notional that a long pays and a short receives; negative the other way.</param>
public readonly record struct FundingRate(long UnixMs, double Rate);
