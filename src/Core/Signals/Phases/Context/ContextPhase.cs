using SqueezeFlow.Core.Signals.Measures;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases.Context;

/// <summary>Phase 1: who carries the flow, and what the market favours.</summary>
internal static class ContextPhase
{
    /// <summary>Rows per side below which nothing is decided.</summary>
    public static int WarmupRows(StrategyRules rules) => rules.IsOneSecondMode ? 60 : rules.Parameters.Context.WarmupBars;

    public static ContextResult Evaluate(BarWindow window, StrategyRules rules)
    {
        var rows = Math.Min(window.Spot.Count, window.Perp.Count);
        if (rows == 0 || window.Bars == 0)
        {
            return new() { Stage = ContextStage.Error };
        }

        if (rows < WarmupRows(rules))
        {
            return new() { Stage = ContextStage.Warmup, Trend = VolumeTrend.WarmupPeriod };
        }

        if (rules.IsOneSecondMode)
        {
            // Its doubly scaled look-backs never fit into the window.
            return new() { Duration = SqueezeDuration.LowDuration };
        }

        var result = MeasureVolume(window, rules, rows, out var isFlat);
        result = MeasureEnvironment(window, rules, result, ref isFlat);
        return isFlat ? new() { Stage = ContextStage.Error } : result;
    }

    private static ContextResult MeasureVolume(BarWindow window, StrategyRules rules, int rows, out bool isFlat)
    {
        isFlat = false;
        var parameters = rules.Parameters.Context;
        var lookback = Math.Max(parameters.VolumeMinBars, Math.Min(parameters.VolumeMaxBars, rows / 2));
        if (lookback >= rows)
        {
            lookback = Math.Max(2, rows - 1);
            if (lookback < parameters.VolumeMinBars)
            {
                return new() { Trend = VolumeTrend.WarmupPeriod, Duration = SqueezeDuration.LowDuration };
            }
        }

        isFlat = IsFlat(window, rules, lookback);
        var spot = Math.Abs(Accumulated(window.Spot, rules, lookback));
        var perp = Math.Abs(Accumulated(window.Perp, rules, lookback));
        var share = spot + perp > 0 ? spot / (spot + perp) : 0.5;
        var strength = Math.Max(share, 1 - share);
        return new()
        {
            SpotDominance = share,
            FuturesDominance = spot + perp > 0 ? perp / (spot + perp) : 0.5,
            Strength = strength,
            Trend = share > parameters.DominantShare ? VolumeTrend.SpotDominated
                : 1 - share > parameters.DominantShare ? VolumeTrend.FuturesDominated
                : VolumeTrend.Balanced,
            Duration = strength > parameters.LongShare ? SqueezeDuration.HighDuration
                : strength > parameters.MediumShare ? SqueezeDuration.MediumDuration
                : SqueezeDuration.LowDuration,
        };
    }

    private static ContextResult MeasureEnvironment(
        BarWindow window, StrategyRules rules, in ContextResult volume, ref bool isFlat)
    {
        var rows = Math.Min(Math.Min(window.Spot.Count, window.Perp.Count), window.Bars);
        var parameters = rules.Parameters.Context;
        var lookback = Math.Max(parameters.TrendMinBars, Math.Min(parameters.TrendMaxBars, rows / 2));
        if (lookback >= rows)
        {
            return volume;
        }

        isFlat |= IsFlat(window, rules, lookback);
        var move = Momentum.DirectionalMove(window, rules, lookback);
        var spot = Move(window.Spot, rules, lookback);
        var perp = Move(window.Perp, rules, lookback);
        var recent = Statistics.Mean(window.Divergence.Tail(Math.Min(parameters.DivergenceBars, window.Divergence.Count)));
        var environment = move > parameters.EnvironmentMove && spot > perp && recent > 0 ? SqueezeEnvironment.LongSqueeze
            : move < -parameters.EnvironmentMove && perp > spot && recent < 0 ? SqueezeEnvironment.ShortSqueeze
            : SqueezeEnvironment.Neutral;
        return volume with
        {
            Environment = environment,
            Bias = environment switch
            {
                SqueezeEnvironment.LongSqueeze => MarketBias.Bullish,
                SqueezeEnvironment.ShortSqueeze => MarketBias.Bearish,
                _ => MarketBias.Neutral,
            },
            TrendBars = lookback,
            PriceMove = move,
            SpotMove = spot,
            PerpMove = perp,
            RecentDivergence = recent,
        };
    }

    private static double Accumulated(CvdSeries side, StrategyRules rules, int lookback) =>
        rules.IsCorrected ? side.Change(lookback)
        : side.Levels.Last == 0 ? 0
        : Move(side, rules, lookback) * side.Levels.Last;

    private static double Move(CvdSeries side, StrategyRules rules, int lookback)
    {
        if (rules.IsCorrected)
        {
            return side.Change(lookback);
        }

        var from = side.Levels.Back(lookback + 1);
        return from == 0 ? 0 : (side.Levels.Last - from) / from;
    }

    // The reference system divides by the variation of each side and gives up when there is none.
    private static bool IsFlat(BarWindow window, StrategyRules rules, int lookback) =>
        !rules.IsCorrected &&
        (Statistics.HasNoDeviation(window.Spot.Levels.Tail(lookback)) ||
         Statistics.HasNoDeviation(window.Perp.Levels.Tail(lookback)));
}
