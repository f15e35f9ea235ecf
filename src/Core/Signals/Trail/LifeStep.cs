namespace SqueezeFlow.Core.Signals.Trail;

/// <summary>One step in the life of a signal, as it is shown.</summary>
/// <param name="At">Wall time.</param>
/// <param name="MarketTime">Market time.</param>
/// <param name="AfterSeconds">Wall seconds since the step before it; null for the first.</param>
/// <param name="Kind">What has happened.</param>
/// <param name="Words">The same in words, with its figures.</param>
/// <param name="Rule">Name of the rule that refused it; null when none did.</param>
/// <param name="TradeId">The account's id of the position; null when there is none to name.</param>
/// <param name="OtherId">Id of the other signal that has a part in it: the exit of this entry; null when none has.</param>
/// <param name="Figures">Its figures by name.</param>
public sealed record LifeStep(
    DateTimeOffset At,
    DateTimeOffset MarketTime,
    double? AfterSeconds,
    StepKind Kind,
    string Words,
    string? Rule,
    string? TradeId,
    string? OtherId,
    IReadOnlyDictionary<string, double> Figures);
