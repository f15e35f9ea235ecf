using SqueezeFlow.Core.Signals.Measures;
using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases.Reset;

/// <summary>Phase 3: whether the imbalance resolves.</summary>
internal static class ResetPhase
{
    public static ResetResult Evaluate(BarWindow window, StrategyRules rules)
    {
        var scale = rules.Scale;
        var parameters = rules.Parameters.Reset;
        var convergence = Convergence.Measure(window, rules);
        var exhaustion = Momentum.Absolute(window, rules, [parameters.TiringBars1 * scale * scale, parameters.TiringBars2 * scale * scale, parameters.TiringBars3 * scale * scale]);
        var explosion = Momentum.Absolute(window, rules, [parameters.ExplosionBars1 * scale, parameters.ExplosionBars2 * scale, parameters.ExplosionBars3 * scale]);
        var alignment = convergence.Converging ? convergence.Strength : 0;
        var levels = Math.Min(parameters.LevelBars, window.Bars);
        var result = MeasureDominance(window, rules) with
        {
            Convergence = convergence,
            Exhaustion = exhaustion,
            Explosion = explosion,
            HasVolatilitySpike = !explosion.Exhausted && explosion.Trend == MomentumTrend.Strong,
            HasPriceSpike = explosion.Score > parameters.SpikeMove,
            HasCvdSupport = HasCvdSupport(window.Divergence, parameters),
            SpikeMagnitude = explosion.Score / parameters.ExplosiveMove,
            Alignment = alignment,
            IsAligned = alignment > parameters.AlignedShare,
            Low = Statistics.Min(window.Low.Tail(levels)),
            High = Statistics.Max(window.High.Tail(levels)),
        };
        var type = TypeOf(result, rules);
        return result with
        {
            Type = type,
            Equilibrium = type != ResetType.None ? Equilibrium.EquilibriumRestored
                : convergence.Converging ? Equilibrium.SeekingEquilibrium
                : Equilibrium.Imbalanced,
        };
    }

    private static ResetType TypeOf(in ResetResult result, StrategyRules rules)
    {
        var parameters = rules.Parameters.Reset;
        var convergence = result.Convergence;
        var closes = rules.IsCorrected ? convergence.Rate > 0 : convergence.Rate < 0;
        var isA = (convergence.Converging && convergence.Strength > parameters.ConvergedShare) ||
            (result.Exhaustion.Exhausted && convergence.Strength > parameters.TiredShare) ||
            (result.Exhaustion.Decelerating && closes);
        var isB = (result.HasVolatilitySpike && (result.HasPriceSpike || result.HasCvdSupport)) ||
            result.Explosion.Score > parameters.ExplosiveMove;
        return (isA, isB) switch
        {
            (true, true) => ResetType.Both,
            (true, false) => ResetType.TypeA,
            (false, true) => ResetType.TypeB,
            _ => ResetType.None,
        };
    }

    private static bool HasCvdSupport(Series divergence, ResetParameters parameters) =>
        divergence.Count > parameters.SupportBars &&
        Math.Abs(divergence.Last) > parameters.SupportRatio * Statistics.MeanAbs(divergence.Tail(parameters.SupportBars + 1)[..parameters.SupportBars]);

    private static ResetResult MeasureDominance(BarWindow window, StrategyRules rules)
    {
        var parameters = rules.Parameters.Reset;
        var rows = Math.Min(parameters.DominanceBars * rules.Scale, Math.Min(window.Spot.Count, window.Perp.Count) - 1);
        var spot = Math.Abs(Rate(window.Spot.Levels.Tail(rows), rules));
        var perp = Math.Abs(Rate(window.Perp.Levels.Tail(rows), rules));
        var spotShare = spot + perp > 0 ? spot / (spot + perp) : 0.5;
        var perpShare = spot + perp > 0 ? perp / (spot + perp) : 0.5;
        return new()
        {
            SpotDominance = spotShare,
            PerpDominance = perpShare,
            MomentumStrength = spot + perp,
            Dominance = spotShare > parameters.DominantShare ? FlowDominance.SpotDominated
                : perpShare > parameters.DominantShare ? FlowDominance.PerpDominated
                : FlowDominance.Balanced,
        };
    }

    private static double Rate(ReadOnlySpan<double> values, StrategyRules rules)
    {
        if (rules.IsCorrected)
        {
            return (values[^1] - values[0]) / (values.Length - 1);
        }

        var sum = 0.0;
        var count = 0;
        for (var i = 1; i < values.Length; i++)
        {
            var change = (values[i] - values[i - 1]) / (values[i - 1] + 1e-8);
            if (double.IsFinite(change))
            {
                sum += change;
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }
}
