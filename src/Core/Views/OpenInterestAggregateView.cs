namespace SqueezeFlow.Core.Views;

/// <summary>Open interest summed over venues: the latest sum that could be made.</summary>
/// <param name="Name"><c>FUTURES_AGG</c> or <c>TOTAL_AGG</c>.</param>
/// <param name="OpenInterestUsd">Value, USD; null before the first sum.</param>
/// <param name="OpenInterestCoin">Coins; null before the first sum.</param>
/// <param name="SummedAt">When; null before the first sum.</param>
/// <param name="ChangePercent24h">Move over 24 hours of the same venues, percent; null when it cannot be told.</param>
/// <param name="Venues">Venues that went in.</param>
/// <param name="Missing">Venues that the next sum waits for.</param>
public sealed record OpenInterestAggregateView(
    string Name,
    double? OpenInterestUsd,
    double? OpenInterestCoin,
    DateTimeOffset? SummedAt,
    double? ChangePercent24h,
    IReadOnlyList<string> Venues,
    IReadOnlyList<string> Missing);
