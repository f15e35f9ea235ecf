namespace SqueezeFlow.Core.Completeness;

/// <summary>A print that a venue lists and that could not be counted.</summary>
/// <param name="Id">Its id; 0 where the venue has none.</param>
/// <param name="UnixMs">Its exchange time, milliseconds since 1970 UTC; 0 when that could not be read.</param>
public readonly record struct UncountedTrade(long Id, long UnixMs);
