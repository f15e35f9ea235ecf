using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Signals.Messages;

/// <summary>Makes the signal of an evaluation.</summary>
public static class SignalFactory
{
    /// <summary>The signal of an entry or exit; null when the evaluation gives no order.</summary>
    /// <param name="baseSymbol">Base coin, e.g. <c>BTC</c>; the pair is that with <c>USDT</c>.</param>
    /// <param name="evaluation">The decision.</param>
    /// <param name="position">The position that an exit closes; null on entries.</param>
    public static Signal? Create(string baseSymbol, in Evaluation evaluation, OpenPosition? position = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(baseSymbol);
        if (!evaluation.HasOrder)
        {
            return null;
        }

        var pair = BaseCoin.TradingPair(baseSymbol);
        var action = evaluation.Decision switch
        {
            StrategyDecision.Long => SignalAction.Long,
            StrategyDecision.Short => SignalAction.Short,
            _ => SignalAction.Close,
        };
        var isEntry = action != SignalAction.Close;
        return new()
        {
            Id = Signal.IdOf(pair, evaluation.BarCloseUnixMs, action),
            Pair = pair,
            BaseSymbol = baseSymbol,
            Action = action,
            BarCloseUnixMs = evaluation.BarCloseUnixMs,
            Score = evaluation.Score,
            PositionSizeFactor = evaluation.PositionSizeFactor,
            Leverage = evaluation.Leverage,
            EntryPrice = evaluation.Price,
            Confidence = evaluation.Confidence,
            Reasoning = ReasonOf(evaluation),
            PositionId = isEntry ? null : position?.PositionId,
            TradeId = isEntry ? null : position?.TradeId,
            SpotCvd = evaluation.SpotCvd,
            PerpCvd = evaluation.PerpCvd,
            ResetLow = isEntry ? evaluation.Reset.Low : null,
            ResetHigh = isEntry ? evaluation.Reset.High : null,
        };
    }

    /// <summary>What an entry or exit rests on, with its numbers.</summary>
    internal static string ReasonOf(in Evaluation evaluation) =>
        evaluation.Decision == StrategyDecision.Close ? ExitReason(evaluation) : EntryReason(evaluation);

    private static string EntryReason(in Evaluation evaluation)
    {
        var score = evaluation.Scoring;
        var flow = evaluation.Divergence;
        return $"{flow.Pattern}: spot {TraderText.Usd(flow.SpotChange)}, perpetuals {TraderText.Usd(flow.PerpChange)}; " +
            $"deceleration {TraderText.Plain(score.CvdDeceleration)}, absorption {TraderText.Plain(score.Absorption)}, " +
            $"failed breakdown {TraderText.Plain(score.FailedBreakdown)}, bias {TraderText.Plain(score.DirectionalBias)}";
    }

    private static string ExitReason(in Evaluation evaluation)
    {
        var exit = evaluation.Exit;
        var reasons = new List<string>(4);
        if (exit.FlowReversal.Detected)
        {
            reasons.Add($"flow reversal {exit.FlowReversal.Severity}");
        }

        if (exit.RangeBreak != RangeBreak.None)
        {
            var level = exit.RangeBreak == RangeBreak.BelowResetLow ? exit.RangeLow : exit.RangeHigh;
            reasons.Add($"{exit.RangeBreak} {TraderText.Price(level)}");
        }

        if (exit.Invalidation.Kind != CvdInvalidation.None)
        {
            reasons.Add(exit.Invalidation.Kind.ToString());
        }

        if (exit.Structure.IsBroken)
        {
            reasons.Add("structure break");
        }

        return string.Join(", ", reasons);
    }
}
