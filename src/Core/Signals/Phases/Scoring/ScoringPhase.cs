using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Phases.Divergence;

namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>Phase 4: what the divergence is worth, and whether that is enough for an entry.</summary>
internal static class ScoringPhase
{
    /// <summary>Points for the change of open interest at most.</summary>
    public const double OpenInterestWeight = 2.0;

    private const double ResetBonus = 1.2;
    private const double MaxScore = 10;

    public static ScoreResult Evaluate(in ScoreInput input)
    {
        if (!input.Divergence.HasDivergence)
        {
            return default;
        }

        var bonus = input.Reset.Detected ? ResetBonus : 1;
        var deceleration = FlowScores.Deceleration(input) * bonus;
        var absorption = CandleScores.Absorption(input) * bonus;
        var breakdown = CandleScores.FailedBreakdown(input) * bonus;
        var bias = FlowScores.DirectionalBias(input) * bonus;
        var openInterest = OpenInterestScore(input);
        var total = deceleration + absorption + breakdown + bias + openInterest;
        if (input.Rules.IsCorrected)
        {
            total = Math.Clamp(total, 0, MaxScore);
        }

        var quality = QualityOf(total);
        return new()
        {
            Total = total,
            CvdDeceleration = deceleration,
            Absorption = absorption,
            FailedBreakdown = breakdown,
            DirectionalBias = bias,
            OpenInterest = openInterest,
            Quality = quality,
            Confidence = ConfidenceOf(quality),
            Direction = DirectionOf(input, total),
            ShouldTrade = total >= input.Options.MinEntryScore,
        };
    }

    private static double OpenInterestScore(in ScoreInput input) => input.OpenInterestChangePercent switch
    {
        null => 0,
        >= 10 => OpenInterestWeight,
        >= 5 => 1.5,
        _ => -1.0,
    };

    private static SignalQuality QualityOf(double total) => total switch
    {
        >= 8 => SignalQuality.Premium,
        >= 6 => SignalQuality.High,
        >= 4 => SignalQuality.Medium,
        _ => SignalQuality.Insufficient,
    };

    private static double ConfidenceOf(SignalQuality quality) => quality switch
    {
        SignalQuality.Premium => 0.9,
        SignalQuality.High => 0.75,
        SignalQuality.Medium => 0.6,
        _ => 0,
    };

    private static TradeDirection DirectionOf(in ScoreInput input, double total) => input.Divergence.Setup switch
    {
        TradeSetup.LongSetup => TradeDirection.Long,
        TradeSetup.ShortSetup => TradeDirection.Short,
        _ when total < input.Options.MinEntryScore => TradeDirection.None,
        _ => input.Context.Bias == MarketBias.Bearish ? TradeDirection.Short : TradeDirection.Long,
    };
}
