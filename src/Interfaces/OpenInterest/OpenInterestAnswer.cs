using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Interfaces.OpenInterest;

/// <summary>What polling one venue brought for one coin.</summary>
/// <param name="Exchange">Venue id.</param>
/// <param name="Listed">Markets of the coin that the venue lists; null when its list could not be had.</param>
/// <param name="Readings">What was read; empty when the poll failed.</param>
/// <param name="Price">Price of the coin that the venue told with it, USD; null when it told none.</param>
/// <param name="Error">Why the poll failed; null when it did not.</param>
public sealed record OpenInterestAnswer(
    string Exchange, IReadOnlyList<MarketId>? Listed, IReadOnlyList<MarketOpenInterest> Readings, double? Price, string? Error);
