namespace SqueezeFlow.Core.Markets;

/// <summary>A price at a time.</summary>
/// <param name="UnixMs">Market time, milliseconds since 1970 UTC.</param>
/// <param name="Price">USD per base unit.</param>
public readonly record struct PricePoint(long UnixMs, double Price);
