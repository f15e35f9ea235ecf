namespace SqueezeFlow.Core.Views.Accounts;

/// <summary>A coin that is left alone after a loss.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="UntilUnixMs">Market time from which it may be entered again, milliseconds since 1970 UTC.</param>
/// <param name="LostUsd">What the position lost, USD; greater than zero.</param>
public sealed record CoolDownView(string Symbol, long UntilUnixMs, decimal LostUsd);
