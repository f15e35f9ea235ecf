using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Phases.Divergence;

namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>Phase 4: what the divergence is worth, and whether that is enough for an entry.</summary>
internal static class ScoringPhase
{
    public static ScoreResult Evaluate(in ScoreInput input)
    {
        if (!input.Divergence.HasDivergence)
        {
            return default;
        }

        var entry = input.Rules.Parameters.Entry;
        var bonus = input.Reset.Detected ? entry.ResetBonus : 1;
        var deceleration = FlowScores.Deceleration(input) * bonus;
        var absorption = CandleScores.Absorption(input) * bonus;
        var breakdown = CandleScores.FailedBreakdown(input) * bonus;
        var bias = FlowScores.DirectionalBias(input) * bonus;
        var openInterest = OpenInterestScore(input);
        var total = deceleration + absorption + breakdown + bias + openInterest;
        if (input.Rules.IsCorrected)
        {
            total = Math.Clamp(total, 0, entry.MaxScore);
        }

        var quality = QualityOf(total, entry);
        return new()
        {
            Total = total,
            CvdDeceleration = deceleration,
            Absorption = absorption,
            FailedBreakdown = breakdown,
            DirectionalBias = bias,
            OpenInterest = openInterest,
            Quality = quality,
            Confidence = ConfidenceOf(quality, entry),
            Direction = DirectionOf(input, total),
            ShouldTrade = total >= entry.MinScore,
        };
    }

    private static double OpenInterestScore(in ScoreInput input)
    {
        if (input.OpenInterestChangePercent is not { } change)
        {
            return 0;
        }

        var parameters = input.Rules.Parameters.OpenInterest;
        return change >= parameters.StrongPercent ? parameters.StrongPoints
            : change >= parameters.PresentPercent ? parameters.PresentPoints
            : parameters.OtherPoints;
    }

    private static SignalQuality QualityOf(double total, EntryParameters entry) =>
        total >= entry.PremiumScore ? SignalQuality.Premium
        : total >= entry.HighScore ? SignalQuality.High
        : total >= entry.MediumScore ? SignalQuality.Medium
        : SignalQuality.Insufficient;

    private static double ConfidenceOf(SignalQuality quality, EntryParameters entry) => quality switch
    {
        SignalQuality.Premium => entry.PremiumConfidence,
        SignalQuality.High => entry.HighConfidence,
        SignalQuality.Medium => entry.MediumConfidence,
        _ => 0,
    };

    private static TradeDirection DirectionOf(in ScoreInput input, double total) => input.Divergence.Setup switch
    {
        TradeSetup.LongSetup => TradeDirection.Long,
        TradeSetup.ShortSetup => TradeDirection.Short,
        _ when total < input.Rules.Parameters.Entry.MinScore => TradeDirection.None,
        _ => input.Context.Bias == MarketBias.Bearish ? TradeDirection.Short : TradeDirection.Long,
    };
}
