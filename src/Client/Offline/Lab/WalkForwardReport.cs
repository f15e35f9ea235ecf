using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.Verdicts;
using SqueezeFlow.Lab.WalkForward;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>A walk-forward that was made.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Folds">What each fold chose, and what came of it.</param>
/// <param name="Chosen">All tests together.</param>
/// <param name="Evidence">What speaks for and against an edge of the chosen.</param>
/// <param name="Base">The parameters that the search began from, over the same tests.</param>
/// <param name="BaseEvidence">What speaks for and against an edge of those.</param>
internal sealed record WalkForwardReport(
    LabRequest Request, IReadOnlyList<FoldResult> Folds, OutOfSample Chosen, Evidence Evidence, OutOfSample Base, Evidence BaseEvidence)
{
    /// <summary>How time was divided.</summary>
    public required WalkForwardOptions Options { get; init; }

    /// <summary>The same folds with tests of the parameters that the search began from.</summary>
    public required IReadOnlyList<FoldResult> Unchanged { get; init; }

    /// <summary>The verdict on the chosen.</summary>
    public EdgeVerdict Verdict => EdgeVerdict.Of(Evidence);

    /// <summary>Runs all folds.</summary>
    /// <exception cref="DataFormatException">No fold has bars in both of its windows.</exception>
    public static WalkForwardReport Run(LabRequest request, WalkForwardOptions options, int cores, Action<long> progress, CancellationToken cancellationToken)
    {
        var folds = WalkForwardPlan.Of(options, request.Bars[request.WindowBars].OpenUnixMs, request.EndUnixMs);
        var results = new WalkForwardRun(request.Plan, request.Space, request.Options, request.OpenInterest) { Progress = progress }.Run(folds, request.Bars, cores, cancellationToken);
        if (results.Count == 0)
        {
            throw new DataFormatException(request.Inputs.Perp.Name, "rows", "no fold with bars in training and test", "bars without gaps as long as a test");
        }

        var draws = new EvidenceOptions { Seed = request.Plan.Seed };
        var chosen = OutOfSample.Of(results);
        List<FoldResult> same = [.. results.Select(fold => fold with { Test = TestUnchanged(request, fold) })];
        var unchanged = OutOfSample.Of(same);
        var start = LabChecks.Add(request, request.Pair.Parameters, unchanged.ToEvidence(draws));
        return new(request, results, chosen, chosen.ToEvidence(draws) with { LookAhead = start.LookAhead, WarmUp = start.WarmUp }, unchanged, start) { Options = options, Unchanged = same };
    }

    private static BacktestRun TestUnchanged(LabRequest request, FoldResult fold) => BacktestRun.Of(
        request.Options, BarStretch.Of(request.Bars, fold.Fold.TestFromUnixMs, fold.Fold.TestToUnixMs, request.WindowBars)!, request.OpenInterest);
}
