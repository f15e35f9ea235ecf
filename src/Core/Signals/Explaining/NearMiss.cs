namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>An evaluation whose score came near what an entry needs, and did not reach it.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="BarCloseUnixMs">Close of the evaluated bar, milliseconds since 1970 UTC.</param>
/// <param name="Score">Phase 4 total.</param>
/// <param name="Needed">What an entry needs.</param>
/// <param name="Setup">What it would have been, as phase 2 names it; empty where that is not told.</param>
/// <param name="FirstFailure">The first condition that failed, in words with its numbers; null where none is told.</param>
public sealed record NearMiss(string Symbol, long BarCloseUnixMs, double Score, double Needed, string Setup, string? FirstFailure)
{
    /// <summary>Points below the entry that still are near.</summary>
    public const double Within = 1;

    // Sums of doubles: 3.0 of 4.0 is within 1.0.
    private const double Rounding = 1e-9;

    /// <summary>The near miss that an evaluation was; null when it was none.</summary>
    public static NearMiss? Of(Explanation explanation) =>
        explanation.ScoreNeeded is { } needed && explanation.Score < needed && needed - explanation.Score <= Within + Rounding
            ? new(
                explanation.Symbol,
                explanation.BarCloseUnixMs,
                explanation.Score,
                needed,
                explanation.Steps.FirstOrDefault(step => step is { Phase: 2, Name: "setup" })?.Actual ?? "",
                explanation.FirstFailure)
            : null;
}
