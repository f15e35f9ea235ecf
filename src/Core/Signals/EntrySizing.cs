using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Phases.Scoring;

namespace SqueezeFlow.Core.Signals;

/// <summary>Turns a score into stake and leverage: one table for all who ask.</summary>
internal static class EntrySizing
{
    /// <summary>Makes an entry of a scored evaluation when its score, direction and stake allow one.</summary>
    internal static void Apply(ref Evaluation evaluation, EntryParameters parameters, double accountUsd)
    {
        var scoring = evaluation.Scoring;
        evaluation.Score = scoring.Total;
        evaluation.Confidence = scoring.Confidence;
        var (factor, leverage) = SizeOf(scoring.Total, parameters);
        var stake = accountUsd * parameters.RiskShare * factor;
        if (!scoring.ShouldTrade || scoring.Direction == TradeDirection.None || !(stake > 0) || !(evaluation.Price > 0))
        {
            return;
        }

        evaluation.Decision = scoring.Direction == TradeDirection.Long ? StrategyDecision.Long : StrategyDecision.Short;
        evaluation.PositionSizeFactor = factor;
        evaluation.StakeUsd = stake;
        evaluation.Leverage = leverage;
        evaluation.Quantity = stake / evaluation.Price;
    }

    private static (double Factor, int Leverage) SizeOf(double score, EntryParameters parameters) =>
        score >= parameters.PremiumScore ? (parameters.PremiumFactor, parameters.PremiumLeverage)
        : score >= parameters.HighScore ? (parameters.HighFactor, parameters.HighLeverage)
        : score >= parameters.MediumScore ? (parameters.MediumFactor, parameters.MediumLeverage)
        : (0, 0);
}
