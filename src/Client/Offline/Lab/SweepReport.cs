using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>A search that was made.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Entries">All candidates by number.</param>
/// <param name="Ranking">Those that are ranked, best first.</param>
/// <param name="Unchanged">The parameters that the search began from.</param>
/// <param name="Best">The best once more; null when none is ranked.</param>
/// <param name="Evidence">What speaks for and against the best; null when none is ranked.</param>
internal sealed record SweepReport(
    LabRequest Request, IReadOnlyList<SweepEntry> Entries, IReadOnlyList<SweepEntry> Ranking, BacktestRun Unchanged, BacktestRun? Best, Evidence? Evidence)
{
    /// <summary>Measures of the parameters that the search began from.</summary>
    public MeasureSet Base { get; } = Unchanged.ToMeasures();

    /// <summary>What was given up early.</summary>
    public int Stopped => Entries.Count(entry => entry.IsStopped);

    /// <summary>The verdict on the best.</summary>
    public EdgeVerdict Verdict => Evidence is null
        ? new(false, [$"none of {Entries.Count} candidates has an objective and keeps to the constraints"])
        : EdgeVerdict.Of(Evidence);
}
