using SqueezeFlow.Core.Signals.Phases.Scoring;

namespace SqueezeFlow.Core.Signals;

/// <summary>Turns a score into stake and leverage: one table for all who ask.</summary>
public static class EntrySizing
{
    /// <summary>Share of the base risk for a phase 4 total: 0 below 4, then 0.5, 1 from 6, 1.5 from 8.</summary>
    public static double FactorOf(double score) => score switch { >= 8 => 1.5, >= 6 => 1.0, >= 4 => 0.5, _ => 0 };

    /// <summary>Leverage for a phase 4 total: 0 below 4, then 2, 3 from 6, 5 from 8.</summary>
    public static int LeverageOf(double score) => score switch { >= 8 => 5, >= 6 => 3, >= 4 => 2, _ => 0 };

    /// <summary>Makes an entry of a scored evaluation when its score, direction and stake allow one.</summary>
    internal static void Apply(ref Evaluation evaluation, double baseStakeUsd)
    {
        var scoring = evaluation.Scoring;
        evaluation.Score = scoring.Total;
        evaluation.Confidence = scoring.Confidence;
        var factor = FactorOf(scoring.Total);
        var stake = baseStakeUsd * factor;
        if (!scoring.ShouldTrade || scoring.Direction == TradeDirection.None || !(stake > 0) || !(evaluation.Price > 0))
        {
            return;
        }

        evaluation.Decision = scoring.Direction == TradeDirection.Long ? StrategyDecision.Long : StrategyDecision.Short;
        evaluation.PositionSizeFactor = factor;
        evaluation.StakeUsd = stake;
        evaluation.Leverage = LeverageOf(scoring.Total);
        evaluation.Quantity = stake / evaluation.Price;
    }
}
