using System.Text.Json.Nodes;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Phases.Divergence;
using SqueezeFlow.Core.Signals.Phases.Scoring;
using static SqueezeFlow.Client.Offline.Vectors.Suites.SnakeCase;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>An evaluation in the reference system's layout.</summary>
internal static class OriginalTree
{
    public static JsonObject Of(string symbol, in Evaluation evaluation)
    {
        var phases = new JsonObject { ["phase1_context"] = Context(evaluation.Context) };
        if (evaluation.Stage == EvaluationStage.Scoring)
        {
            phases["phase2_divergence"] = Divergence(evaluation.Divergence);
            phases["phase3_reset"] = OriginalResetTree.Of(evaluation.Reset);
            phases["phase4_scoring"] = Scoring(evaluation.Scoring);
        }

        return new()
        {
            ["phase_results"] = phases,
            ["orders"] = evaluation.HasOrder ? new JsonArray(Order(symbol, evaluation)) : [],
            ["error"] = false,
        };
    }

    /// <summary>The components of a score; empty without a divergence.</summary>
    public static JsonObject Breakdown(in ScoreResult scoring) => scoring.Quality == SignalQuality.None ? [] : new()
    {
        ["cvd_reset_deceleration"] = Number(scoring.CvdDeceleration),
        ["absorption_candle"] = Number(scoring.Absorption),
        ["failed_breakdown"] = Number(scoring.FailedBreakdown),
        ["directional_bias"] = Number(scoring.DirectionalBias),
        ["oi_confirmation"] = Number(scoring.OpenInterest),
    };

    private static JsonObject Context(in ContextResult context)
    {
        var volume = new JsonObject { ["trend"] = Upper(context.Trend), ["strength"] = Number(context.Strength) };
        if (context.Strength > 0)
        {
            volume["spot_dominance"] = Number(context.SpotDominance);
            volume["futures_dominance"] = Number(context.FuturesDominance);
        }

        var tree = new JsonObject
        {
            ["squeeze_environment"] = Upper(context.Environment),
            ["volume_analysis"] = volume,
            ["duration_potential"] = Upper(context.Duration),
            ["market_bias"] = Upper(context.Bias),
        };
        if (context.Stage == ContextStage.Error)
        {
            tree["error"] = true;
        }

        return tree;
    }

    private static JsonObject Divergence(in DivergenceResult flow) => new()
    {
        ["has_divergence"] = flow.HasDivergence,
        ["setup_type"] = Upper(flow.Setup),
        ["price_pattern"] = new JsonObject
        {
            ["movement"] = Upper(flow.Movement),
            ["stability"] = Number(flow.Stability),
            ["trend"] = Number(flow.Momentum.Score),
            ["exhausted"] = flow.Momentum.Exhausted,
            ["momentum_trend"] = Upper(flow.Momentum.Trend),
        },
        ["cvd_patterns"] = new JsonObject
        {
            ["pattern"] = Upper(flow.Pattern),
            ["spot_direction"] = flow.SpotDirection,
            ["futures_direction"] = flow.PerpDirection,
            ["spot_change"] = Number(flow.SpotChange),
            ["futures_change"] = Number(flow.PerpChange),
            ["recent_divergence"] = Number(flow.CurrentDivergence),
            ["significance"] = Number(flow.Significance),
            ["z_score"] = Number(flow.ZScore),
        },
        ["volume_significance"] = new JsonObject
        {
            ["is_significant"] = flow.Size.IsSignificant,
            ["multiplier"] = Number(flow.Size.Multiplier),
            ["recent_avg"] = Number(flow.Size.RecentMean),
            ["recent_max"] = Number(flow.Size.RecentMax),
            ["current"] = Number(flow.Size.Current),
            ["z_score"] = Number(flow.Size.ZScore),
        },
        ["is_significant"] = flow.IsSignificant,
        ["market_imbalance"] = Upper(flow.Imbalance),
        ["oi_data"] = new JsonObject(),
    };

    private static JsonObject Scoring(in ScoreResult scoring) => new()
    {
        ["total_score"] = Number(scoring.Total),
        ["score_breakdown"] = Breakdown(scoring),
        ["signal_quality"] = Upper(scoring.Quality),
        ["signal_type"] = scoring.Quality == SignalQuality.None ? "NO_DIVERGENCE" : scoring.Direction switch
        {
            TradeDirection.Long => "LONG_SQUEEZE",
            TradeDirection.Short => "SHORT_SQUEEZE",
            _ => "NEUTRAL",
        },
        ["confidence"] = scoring.Confidence,
        ["should_trade"] = scoring.ShouldTrade,
        ["direction"] = Upper(scoring.Direction),
    };

    private static JsonObject Order(string symbol, in Evaluation evaluation) => new()
    {
        ["symbol"] = symbol,
        ["side"] = evaluation.Decision == StrategyDecision.Long ? "BUY" : "SELL",
        ["quantity"] = evaluation.Quantity,
        ["price"] = evaluation.Price,
        ["leverage"] = evaluation.Leverage,
        ["signal_type"] = Upper(evaluation.Scoring.Quality),
        ["confidence"] = evaluation.Confidence,
        ["score"] = evaluation.Score,
        ["spot_cvd"] = evaluation.WindowSpotCvd,
        ["futures_cvd"] = evaluation.WindowPerpCvd,
    };
}
