namespace SqueezeFlow.Core.Views;

/// <summary>One symbol at a glance.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="SpotMarkets">Spot markets followed.</param>
/// <param name="PerpMarkets">Perpetual markets followed.</param>
/// <param name="Price">Latest price of the reference market, USD; null before the first trade.</param>
/// <param name="MarketTime">Market time that all its markets have reached; null before the first trade.</param>
/// <param name="SpotCvd">Cumulative volume delta of spot since tracking began, USD.</param>
/// <param name="PerpCvd">Cumulative volume delta of perpetuals since tracking began, USD.</param>
/// <param name="WindowSpotCvd">Spot volume delta over the strategy window, USD.</param>
/// <param name="WindowPerpCvd">Perpetual volume delta over the strategy window, USD.</param>
/// <param name="Bars">Strategy bars in the window.</param>
/// <param name="Decision">Decision of the latest evaluation; null before the first.</param>
/// <param name="Score">Score of the latest evaluation, 0 to 10.</param>
/// <param name="FirstFailure">Why the latest evaluation gave no order; null when it did.</param>
/// <param name="EvaluatedAt">Bar close of the latest evaluation, market time; null before the first.</param>
/// <param name="PendingSignals">Signals in the outbox.</param>
/// <param name="Trades">Prints counted since the start.</param>
public sealed record SymbolView(
    string Symbol,
    int SpotMarkets,
    int PerpMarkets,
    double? Price,
    DateTimeOffset? MarketTime,
    double SpotCvd,
    double PerpCvd,
    double WindowSpotCvd,
    double WindowPerpCvd,
    int Bars,
    string? Decision,
    double Score,
    string? FirstFailure,
    DateTimeOffset? EvaluatedAt,
    int PendingSignals,
    long Trades)
{
    /// <summary>Close of the earliest strategy bar that waits for its evaluation, market time; null when none does.</summary>
    public DateTimeOffset? WaitingBar { get; init; }

    /// <summary>Exchange time of the latest trade of all its markets; null before the first.</summary>
    public DateTimeOffset? LastTradeAt { get; init; }

    /// <summary>Why the window lacks bars of the time before trades were counted, in words; null when it lacks none or none was needed yet.</summary>
    public string? HistoryProblem { get; init; }

    /// <summary>Why no entry may rest on the window now, in words: too many trades are missing in it, or its history could not be loaded; null when nothing is in the way.</summary>
    public string? HoldReason { get; init; }
}
