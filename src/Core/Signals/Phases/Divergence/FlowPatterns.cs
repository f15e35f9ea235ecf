using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases.Divergence;

/// <summary>How the deltas of spot and perpetuals over the look-back stand to each other.</summary>
internal static class FlowPatterns
{
    public static DivergenceResult Measure(BarWindow window, StrategyRules rules, in DivergenceResult result)
    {
        var parameters = rules.Parameters.Divergence;
        var lookback = Math.Max(1, Math.Min(parameters.FlowBars * rules.Scale, window.Spot.Count - 1));
        var spot = Change(window.Spot, lookback);
        var perp = Change(window.Perp, lookback);
        var spotThreshold = Threshold(window.SpotTurnover, lookback, rules);
        var perpThreshold = Threshold(window.PerpTurnover, lookback, rules);
        var pattern = Math.Abs(spot) > spotThreshold || Math.Abs(perp) > perpThreshold
            ? PatternOf(spot, perp, spotThreshold, perpThreshold, parameters.LeadRatio)
            : FlowPattern.Balanced;
        var (spotDirection, perpDirection) = DirectionsOf(pattern);
        return result with
        {
            LookbackBars = lookback,
            SpotChange = spot,
            PerpChange = perp,
            SpotThreshold = spotThreshold,
            PerpThreshold = perpThreshold,
            Pattern = pattern,
            SpotDirection = spotDirection,
            PerpDirection = perpDirection,
        };
    }

    private static double Change(CvdSeries side, int lookback) => side.Count > lookback ? side.Change(lookback) : 0;

    private static double Threshold(Series turnover, int lookback, StrategyRules rules)
    {
        var parameters = rules.Parameters.Divergence;
        if (!rules.IsCorrected)
        {
            return parameters.FlowThresholdUsd;
        }

        var sum = 0.0;
        foreach (var value in turnover.Tail(lookback))
        {
            sum += value;
        }

        return Math.Min(parameters.FlowThresholdUsd, parameters.FlowThresholdShare * sum);
    }

    private static FlowPattern PatternOf(double spot, double perp, double spotThreshold, double perpThreshold, double lead)
    {
        if (spot > spotThreshold && perp < -perpThreshold)
        {
            return FlowPattern.SpotUpFuturesDown;
        }

        if (spot < -spotThreshold && perp > perpThreshold)
        {
            return FlowPattern.SpotDownFuturesUp;
        }

        return (spot, perp) switch
        {
            ( > 0, > 0) => spot > lead * perp ? FlowPattern.SpotLeadingUp
                : perp > lead * spot ? FlowPattern.FuturesLeadingUp
                : FlowPattern.BothUpBalanced,
            ( < 0, < 0) => -spot > lead * -perp ? FlowPattern.SpotLeadingDown
                : -perp > lead * -spot ? FlowPattern.FuturesLeadingDown
                : FlowPattern.BothDownBalanced,
            _ => FlowPattern.Balanced,
        };
    }

    private static (double Spot, double Perp) DirectionsOf(FlowPattern pattern) => pattern switch
    {
        FlowPattern.SpotUpFuturesDown => (1, -1),
        FlowPattern.SpotDownFuturesUp => (-1, 1),
        FlowPattern.SpotLeadingUp => (1, 0.5),
        FlowPattern.FuturesLeadingUp => (0.5, 1),
        FlowPattern.BothUpBalanced => (1, 1),
        FlowPattern.SpotLeadingDown => (-1, -0.5),
        FlowPattern.FuturesLeadingDown => (-0.5, -1),
        FlowPattern.BothDownBalanced => (-1, -1),
        _ => (0, 0),
    };
}
