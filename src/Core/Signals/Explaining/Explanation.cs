using System.Text.Json.Serialization;

namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>Why an evaluation ended as it did: every condition that was looked at, in order, with its numbers.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="BarCloseUnixMs">Close of the evaluated bar, milliseconds since 1970 UTC.</param>
/// <param name="Profile">Reading of the strategy.</param>
/// <param name="Bars">Bars in the window.</param>
/// <param name="Decision"><c>LONG</c>, <c>SHORT</c>, <c>CLOSE</c>, <c>HOLD</c> or <c>NONE</c>.</param>
/// <param name="Score">Phase 4 total, 0 to 10.</param>
/// <param name="FirstFailure">The first condition that failed, in words with its numbers; null when an order was given.</param>
/// <param name="Steps">All conditions in the order of evaluation.</param>
public sealed record Explanation(
    string Symbol,
    long BarCloseUnixMs,
    StrategyProfile Profile,
    int Bars,
    string Decision,
    double Score,
    string? FirstFailure,
    IReadOnlyList<ExplanationStep> Steps)
{
    /// <summary>Score that an entry needs; null where the evaluation did not come to the score.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ScoreNeeded { get; init; }
}
