using SqueezeFlow.Core.Signals.Measures;
using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases.Divergence;

/// <summary>Phase 2: whether spot and perpetual flow run against each other, and which way that points.</summary>
internal static class DivergencePhase
{
    public static DivergenceResult Evaluate(BarWindow window, StrategyRules rules, MarketBias bias)
    {
        var parameters = rules.Parameters.Divergence;
        var momentum = Momentum.Directional(window, rules, [parameters.PriceBars * rules.Scale]);
        var threshold = parameters.StableMove * Math.Sqrt(rules.Scale);
        var result = new DivergenceResult
        {
            Momentum = momentum,
            MovementThreshold = threshold,
            Movement = MovementOf(momentum.Score, threshold),
            Stability = rules.IsCorrected || momentum.Score > 0 ? 1 - Math.Min(parameters.StabilityFactor * Math.Abs(momentum.Score), 1) : 1,
        };
        result = FlowPatterns.Measure(window, rules, result);
        result = MeasureSignificance(window, rules, result);
        var setup = SetupOf(result, rules, bias);
        return result with
        {
            Setup = setup,
            HasDivergence = result.IsSignificant && result.IsOpposite && (!rules.IsCorrected || setup != TradeSetup.NoSetup),
            Imbalance = ImbalanceOf(result, parameters),
        };
    }

    private static PriceMovement MovementOf(double move, double threshold) =>
        Math.Abs(move) < threshold ? PriceMovement.Stable
        : move > threshold ? PriceMovement.Rising
        : PriceMovement.Falling;

    private static DivergenceResult MeasureSignificance(BarWindow window, StrategyRules rules, in DivergenceResult flow)
    {
        var divergence = window.Divergence;
        var parameters = rules.Parameters.Divergence;
        var current = rules.IsCorrected ? divergence.Last : window.Perp.Levels.Last - window.Spot.Levels.Last;
        var z = 0.0;
        if (divergence.Count > flow.LookbackBars)
        {
            var recent = divergence.Tail(flow.LookbackBars);
            var deviation = Statistics.SampleDeviationOfKnown(recent);
            z = deviation > 0 ? (current - Statistics.MeanOfKnown(recent)) / deviation : 0;
        }

        var size = SizeOf(divergence, rules);
        return flow with
        {
            CurrentDivergence = current,
            ZScore = z,
            Significance = z == 0 ? 0.5 : Math.Min(Math.Abs(z) / parameters.FullDeviations, 1),
            Size = size,
            IsSignificant = size.IsSignificant && !(Math.Abs(current) < parameters.SmallRatio * size.RecentMean),
        };
    }

    // An unusually small divergence counts as much as an unusually large one.
    private static DivergenceSize SizeOf(Series divergence, StrategyRules rules)
    {
        var parameters = rules.Parameters.Divergence;
        var rows = Math.Min(parameters.SizeBars * rules.Scale, divergence.Count - 1);
        var recent = divergence.Tail(rows + 1)[..rows];
        double sum = 0, max = double.NegativeInfinity;
        foreach (var value in recent)
        {
            sum += Math.Abs(value);
            max = Math.Max(max, Math.Abs(value));
        }

        var mean = sum / rows;
        var squares = 0.0;
        foreach (var value in recent)
        {
            squares += (Math.Abs(value) - mean) * (Math.Abs(value) - mean);
        }

        var current = Math.Abs(divergence.Last);
        var deviation = Math.Sqrt(squares / rows);
        var multiplier = mean > 0 ? current / mean : 0;
        var z = deviation > 0 ? (current - mean) / deviation : 0;
        var isSignificant = multiplier >= parameters.SizeRatio || current > parameters.PeakRatio * max || Math.Abs(z) > parameters.SizeDeviations;
        return new(isSignificant, current, mean, max, multiplier, z);
    }

    private static TradeSetup SetupOf(in DivergenceResult flow, StrategyRules rules, MarketBias bias)
    {
        var notFalling = flow.Movement != PriceMovement.Falling;
        var notRising = flow.Movement != PriceMovement.Rising;
        if (flow.Pattern == FlowPattern.SpotUpFuturesDown && notFalling)
        {
            return TradeSetup.LongSetup;
        }

        if (flow.Pattern == FlowPattern.SpotDownFuturesUp && notRising)
        {
            return TradeSetup.ShortSetup;
        }

        return rules.IsCorrected && flow.IsOpposite
            ? TradeSetup.NoSetup
            : OrdinarySetupOf(flow, bias, notFalling, notRising);
    }

    private static TradeSetup OrdinarySetupOf(in DivergenceResult flow, MarketBias bias, bool notFalling, bool notRising)
    {
        var spot = flow.SpotDirection;
        var perp = flow.PerpDirection;
        return spot > 0 && notFalling && bias != MarketBias.Bearish ? TradeSetup.LongSetup
            : spot < 0 && notRising && bias != MarketBias.Bullish ? TradeSetup.ShortSetup
            : bias == MarketBias.Bullish && notFalling ? TradeSetup.LongSetup
            : bias == MarketBias.Bearish && notRising ? TradeSetup.ShortSetup
            : Math.Abs(spot) > Math.Abs(perp) && spot > 0 ? TradeSetup.LongSetup
            : Math.Abs(perp) > Math.Abs(spot) && perp < 0 ? TradeSetup.ShortSetup
            : TradeSetup.NoSetup;
    }

    private static MarketImbalance ImbalanceOf(in DivergenceResult flow, DivergenceParameters parameters) =>
        flow.Pattern is not (FlowPattern.SpotLeadingUp or FlowPattern.FuturesLeadingUp) ? MarketImbalance.Balanced
        : Math.Abs(flow.CurrentDivergence) > parameters.ExtremeImbalanceUsd ? MarketImbalance.ExtremeImbalance
        : Math.Abs(flow.CurrentDivergence) > parameters.HighImbalanceUsd ? MarketImbalance.HighImbalance
        : MarketImbalance.ModerateImbalance;
}
