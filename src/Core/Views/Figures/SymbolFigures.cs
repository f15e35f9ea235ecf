namespace SqueezeFlow.Core.Views.Figures;

/// <summary>What a table of symbols shows besides, and no event tells. Null is not known.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="ChangePercent1h">Move of the price over the last hour of market time, percent.</param>
/// <param name="CollectsOpenInterest">Whether its open interest is collected.</param>
/// <param name="OpenInterestChangePercent24h">Move of the total open interest over 24 hours, percent.</param>
/// <param name="CompleteShare">Part of the minutes of the strategy's last <paramref name="Bars"/> bars that is proven complete, over all markets, 0 to 1.</param>
/// <param name="OpenGaps">Gaps in those minutes that nothing has filled; null when the ledger cannot be read.</param>
/// <param name="Bars">Strategy bars looked at.</param>
/// <param name="FromUnixMs">Start of the first of them, milliseconds since 1970 UTC; null before the first.</param>
/// <param name="Divergence">Spot volume delta minus that of perpetuals, running over the last bars, USD.</param>
public sealed record SymbolFigures(
    string Symbol,
    double? ChangePercent1h,
    bool CollectsOpenInterest,
    double? OpenInterestChangePercent24h,
    double? CompleteShare,
    int? OpenGaps,
    int Bars,
    long? FromUnixMs,
    IReadOnlyList<double> Divergence);
