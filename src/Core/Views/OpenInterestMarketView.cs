using System.Text.Json.Serialization;

namespace SqueezeFlow.Core.Views;

/// <summary>Open interest of one market.</summary>
/// <param name="Market">The market.</param>
/// <param name="OpenInterestUsd">Value, USD; null when it cannot be told.</param>
/// <param name="OpenInterestCoin">Coins; null when it cannot be told.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="ChangePercent24h">Move over 24 hours, percent; null when it cannot be told.</param>
/// <param name="IsFresh">Whether the value is young enough to count; other programs know it as <c>stands</c>.</param>
/// <param name="Note">What is wrong with the last reading; null when nothing is.</param>
public sealed record OpenInterestMarketView(
    string Market,
    double? OpenInterestUsd,
    double? OpenInterestCoin,
    DateTimeOffset? ReadAt,
    double? ChangePercent24h,
    [property: JsonPropertyName("stands")] bool IsFresh,
    string? Note);
