using System.Text.Json.Serialization;

namespace SqueezeFlow.Core.Views;

/// <summary>Open interest of one coin on one venue.</summary>
/// <param name="Exchange">Venue id.</param>
/// <param name="OpenInterestUsd">Value, USD; null before the first reading that counts.</param>
/// <param name="OpenInterestCoin">Coins; null before the first reading that counts.</param>
/// <param name="ReadAt">When the youngest of its values was read; null before the first.</param>
/// <param name="ChangePercent24h">Move over 24 hours of the same markets, percent; null when it cannot be told.</param>
/// <param name="Markets">Markets summed.</param>
/// <param name="IsFresh">Whether each is young enough to count; other programs know it as <c>stands</c>.</param>
/// <param name="Error">Why the last poll failed; null when it did not.</param>
public sealed record OpenInterestVenueView(
    string Exchange,
    double? OpenInterestUsd,
    double? OpenInterestCoin,
    DateTimeOffset? ReadAt,
    double? ChangePercent24h,
    int Markets,
    [property: JsonPropertyName("stands")] bool IsFresh,
    string? Error);
