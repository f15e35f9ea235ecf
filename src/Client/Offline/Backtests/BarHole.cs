namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>A stretch without bars between two bars.</summary>
/// <param name="FromUnixMs">Where bars are missing from, milliseconds since 1970 UTC.</param>
/// <param name="ToUnixMs">Opening of the next bar, milliseconds since 1970 UTC.</param>
/// <param name="Bars">Bars that are missing.</param>
internal readonly record struct BarHole(long FromUnixMs, long ToUnixMs, long Bars);
