namespace SqueezeFlow.Core.Views.Figures;

/// <summary>Open interest of one coin over time, summed over the same venues at each point. Values are null where they could not be told.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="Name"><c>FUTURES_AGG</c>, <c>TOTAL_AGG</c> or a venue.</param>
/// <param name="UnixMs">When each was summed, milliseconds since 1970 UTC, rising.</param>
/// <param name="OpenInterestUsd">Value of each, USD.</param>
/// <param name="OpenInterestCoin">Coins of each.</param>
public sealed record OpenInterestHistoryView(
    string Symbol,
    string Name,
    IReadOnlyList<long> UnixMs,
    IReadOnlyList<double> OpenInterestUsd,
    IReadOnlyList<double> OpenInterestCoin);
