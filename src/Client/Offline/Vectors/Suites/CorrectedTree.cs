using System.Text.Json.Nodes;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Context;
using static SqueezeFlow.Client.Offline.Vectors.Suites.SnakeCase;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>An evaluation as the flat summary of the vectors' <c>corrected</c>.</summary>
internal static class CorrectedTree
{
    public static JsonObject Of(in Evaluation evaluation)
    {
        var tree = new JsonObject
        {
            ["stage"] = evaluation.Context.Stage switch
            {
                ContextStage.Ok => "phase1_ok",
                ContextStage.Warmup => "phase1_warmup",
                _ => "phase1_error",
            },
            ["squeeze_environment"] = Upper(evaluation.Context.Environment),
            ["market_bias"] = Upper(evaluation.Context.Bias),
        };
        if (evaluation.Stage == EvaluationStage.Scoring)
        {
            AddPhases(tree, evaluation);
        }

        return tree;
    }

    private static void AddPhases(JsonObject tree, in Evaluation evaluation)
    {
        tree["movement"] = Upper(evaluation.Divergence.Movement);
        tree["pattern"] = Upper(evaluation.Divergence.Pattern);
        tree["spot_change"] = Number(evaluation.Divergence.SpotChange);
        tree["futures_change"] = Number(evaluation.Divergence.PerpChange);
        tree["setup_type"] = Upper(evaluation.Divergence.Setup);
        tree["is_significant"] = evaluation.Divergence.IsSignificant;
        tree["has_divergence"] = evaluation.Divergence.HasDivergence;
        tree["reset_detected"] = evaluation.Reset.Detected;
        tree["reset_type"] = Upper(evaluation.Reset.Type);
        tree["convergence_strength"] = Number(evaluation.Reset.Convergence.Strength);
        tree["exhausted"] = evaluation.Reset.Exhaustion.Exhausted;
        tree["reset_low"] = Number(evaluation.Reset.Low);
        tree["reset_high"] = Number(evaluation.Reset.High);
        tree["total_score"] = Number(evaluation.Scoring.Total);
        tree["score_breakdown"] = OriginalTree.Breakdown(evaluation.Scoring);
        tree["direction"] = Upper(evaluation.Scoring.Direction);
        tree["should_trade"] = evaluation.Scoring.ShouldTrade;
        tree["signal_quality"] = Upper(evaluation.Scoring.Quality);
        tree["orders"] = evaluation.HasOrder ? new JsonArray(Order(evaluation)) : [];
    }

    private static JsonObject Order(in Evaluation evaluation) => new()
    {
        ["side"] = evaluation.Decision == StrategyDecision.Long ? "BUY" : "SELL",
        ["quantity"] = evaluation.Quantity,
        ["price"] = evaluation.Price,
        ["leverage"] = evaluation.Leverage,
        ["score"] = evaluation.Score,
    };
}
