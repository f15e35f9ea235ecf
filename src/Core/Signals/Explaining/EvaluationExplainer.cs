using System.Globalization;
using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Phases.Scoring;
using static SqueezeFlow.Core.Signals.Explaining.TraderText;

namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>Puts an evaluation into words.</summary>
public static class EvaluationExplainer
{
    /// <summary>Every condition that was looked at, in order.</summary>
    public static Explanation Explain(string symbol, StrategyOptions options, in Evaluation evaluation)
    {
        var steps = new StepList();
        if (evaluation.Stage == EvaluationStage.Exit)
        {
            ExitExplainer.Explain(steps, evaluation);
        }
        else
        {
            ExplainEntry(steps, options, evaluation);
        }

        return new(
            symbol, evaluation.BarCloseUnixMs, options.Profile, evaluation.Bars, evaluation.Decision.ToString().ToUpperInvariant(),
            evaluation.Score, evaluation.HasOrder ? null : steps.FirstFailure, steps.Steps)
        {
            ScoreNeeded = evaluation.Stage == EvaluationStage.Scoring ? options.Parameters.Entry.MinScore : null,
        };
    }

    private static void ExplainEntry(StepList steps, StrategyOptions options, in Evaluation evaluation)
    {
        steps.Check(
            0, "bars in the window", evaluation.Bars.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $">= {options.MinDataPoints}"), evaluation.Stage != EvaluationStage.Data);
        if (evaluation.Stage == EvaluationStage.Data)
        {
            return;
        }

        ExplainContext(steps, options, evaluation);
        if (evaluation.Stage != EvaluationStage.Scoring)
        {
            return;
        }

        DivergenceExplainer.Explain(steps, options, evaluation.Divergence);
        ExplainReset(steps, evaluation);
        ExplainScore(steps, options, evaluation);
    }

    private static void ExplainContext(StepList steps, StrategyOptions options, in Evaluation evaluation)
    {
        var context = evaluation.Context;
        steps.Check(
            1, "flow of both sides",
            context.Stage switch
            {
                ContextStage.Ok => "enough bars",
                ContextStage.Warmup => "too few bars",
                _ => "missing or without any move",
            },
            $"prices, spot and perpetual flow of at least {options.Parameters.Context.WarmupBars} bars", context.Stage == ContextStage.Ok);
        if (context.Stage != ContextStage.Ok)
        {
            return;
        }

        steps.Note(1, "who carries the flow", $"{context.Trend}, spot {Percent(context.SpotDominance)} of both moves");
        steps.Note(1, $"price over {context.TrendBars} bars", Percent(context.PriceMove));
        steps.Note(1, "mean divergence of the last bars", Usd(context.RecentDivergence));
        steps.Note(1, "environment", $"{context.Environment}, bias {context.Bias}");
    }

    private static void ExplainReset(StepList steps, in Evaluation evaluation)
    {
        var reset = evaluation.Reset;
        steps.Note(3, "convergence", $"{Percent(reset.Convergence.Strength)} closed, {Usd(reset.Convergence.Rate)} a bar");
        steps.Note(3, "momentum", $"{Percent(reset.Exhaustion.Score)}{(reset.Exhaustion.Exhausted ? ", exhausted" : "")}");
        steps.Note(3, "reset", $"{reset.Type}, {reset.Equilibrium}");
        steps.Note(3, "range of the reset", $"{Price(reset.Low)} to {Price(reset.High)}");
    }

    private static void ExplainScore(StepList steps, StrategyOptions options, in Evaluation evaluation)
    {
        var score = evaluation.Scoring;
        var parameters = options.Parameters;
        steps.Note(4, "flow deceleration", Plain(score.CvdDeceleration), parameters.Deceleration.Weight);
        steps.Note(4, "absorption", Plain(score.Absorption), parameters.Absorption.Weight);
        steps.Note(4, "failed breakdowns", Plain(score.FailedBreakdown), parameters.Breakdown.Weight);
        steps.Note(4, "directional bias", Plain(score.DirectionalBias), parameters.Bias.Weight);
        steps.Note(4, "open interest", options.UseOpenInterest ? Plain(score.OpenInterest) : "not used", options.UseOpenInterest ? parameters.OpenInterest.StrongPoints : null);
        steps.Check(4, "score", Plain(score.Total), $">= {Plain(options.Parameters.Entry.MinScore)}", score.ShouldTrade);
        steps.Check(4, "direction", score.Direction.ToString(), "Long or Short", score.Direction != TradeDirection.None);
        if (score is { ShouldTrade: true } && score.Direction != TradeDirection.None)
        {
            steps.Check(4, "stake", Amount(evaluation.StakeUsd), "> $0", evaluation.StakeUsd > 0);
        }
    }
}
