namespace SqueezeFlow.Core.Views;

/// <summary>Open interest of one market.</summary>
/// <param name="Market">The market.</param>
/// <param name="OpenInterestUsd">Value, USD; null when it cannot be told.</param>
/// <param name="OpenInterestCoin">Coins; null when it cannot be told.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="ChangePercent24h">Move over 24 hours, percent; null when it cannot be told.</param>
/// <param name="Stands">Whether the value counts.</param>
/// <param name="Note">What is wrong with the last reading; null when nothing is.</param>
public sealed record OpenInterestMarketView(
    string Market,
    double? OpenInterestUsd,
    double? OpenInterestCoin,
    DateTimeOffset? ReadAt,
    double? ChangePercent24h,
    bool Stands,
    string? Note);
