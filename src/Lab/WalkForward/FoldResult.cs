using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Lab.WalkForward;

/// <summary>What a fold chose, and what came of it.</summary>
/// <param name="Fold">Its times.</param>
/// <param name="Chosen">The best candidate of the training; null when none was ranked, and then nothing is traded in the test.</param>
/// <param name="Choice">How it was chosen.</param>
/// <param name="Test">The test; null without a candidate.</param>
public sealed record FoldResult(WalkForwardFold Fold, SweepEntry? Chosen, Choice Choice, BacktestRun? Test)
{
    /// <summary>All candidates of the training by their number.</summary>
    public IReadOnlyList<SweepEntry> Entries { get; init; } = [];
}
