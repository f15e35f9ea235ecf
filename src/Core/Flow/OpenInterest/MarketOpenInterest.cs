using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>One reading of one market.</summary>
/// <param name="Market">The market.</param>
/// <param name="Worth">What was read, units made alike.</param>
/// <param name="UnixMs">When it was read, milliseconds since 1970 UTC.</param>
/// <param name="VenueUnixMs">The venue's own time; 0 when it states none.</param>
public readonly record struct MarketOpenInterest(MarketId Market, OpenInterestWorth Worth, long UnixMs, long VenueUnixMs = 0);
