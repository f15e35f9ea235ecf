using System.Text.Json.Nodes;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>The evaluations of a back-test as the vectors list them: scores that are not zero, and every look at a position.</summary>
internal sealed class ReplayTrace : IBacktestObserver
{
    /// <summary>The list so far.</summary>
    public JsonArray Rows { get; } = [];

    public void Evaluated(in Evaluation evaluation)
    {
        var seconds = evaluation.BarOpenUnixMs / 1000;
        if (evaluation.Stage == EvaluationStage.Exit)
        {
            Rows.Add(new JsonArray(seconds, "P", new JsonArray(evaluation.Exit.ShouldExit)));
        }
        else if (evaluation.Scoring.Total != 0)
        {
            Rows.Add(new JsonArray(seconds, SnakeCase.Upper(evaluation.Scoring.Direction), evaluation.Scoring.Total));
        }
    }
}
