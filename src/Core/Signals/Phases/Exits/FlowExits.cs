using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Measures;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>The exit checks that rest on flow.</summary>
internal static class FlowExits
{
    public static FlowReversalCheck Reversal(BarWindow window, StrategyRules rules, OpenPosition position)
    {
        var parameters = rules.Parameters.Exit;
        if (window.Spot.Count < parameters.FlowBars)
        {
            return default;
        }

        var (spot, perp) = SinceEntry(window, rules, position);
        var levels = window.Spot.Levels.Tail(parameters.FlowBars);
        var noise = DeviationOfChanges(levels);
        noise = noise == 0 ? 1 : noise;
        var moved = Math.Abs(spot) > parameters.ReversalNoise * noise || Math.Abs(perp) > parameters.ReversalNoise * noise;
        var against = position.Side == PositionSide.Long ? spot < 0 && perp > 0 : spot > 0 && perp < 0;
        if (!moved || !against)
        {
            return new(true, false, ReversalSeverity.None, spot, perp, parameters.ReversalNoise * noise);
        }

        var distance = Math.Abs(spot - perp) / Statistics.SampleDeviationOfKnown(levels);
        var severity = distance > parameters.SevereDeviations ? ReversalSeverity.High
            : distance > parameters.MediumDeviations ? ReversalSeverity.Medium
            : ReversalSeverity.Low;
        return new(true, true, severity, spot, perp, parameters.ReversalNoise * noise);
    }

    public static InvalidationCheck Invalidation(BarWindow window, StrategyRules rules, OpenPosition position)
    {
        var parameters = rules.Parameters.Exit;
        if (window.Spot.Count < parameters.FlowBars)
        {
            return default;
        }

        var back = Reference(window, rules);
        var spot = Change(window.Spot, back);
        var perp = Change(window.Perp, back);
        var spotRecent = Change(window.Spot, parameters.RecentBars);
        var perpRecent = Change(window.Perp, parameters.RecentBars);
        var kind = position.Side == PositionSide.Long
            ? spot < 0 && perp < 0 && spotRecent < 0 && perpRecent < 0 ? CvdInvalidation.CvdDeclining : CvdInvalidation.None
            : spot > 0 && perp > 0 && spotRecent > 0 && perpRecent > 0 ? CvdInvalidation.CvdRising : CvdInvalidation.None;
        return new(true, kind, spot, perp, spotRecent, perpRecent);
    }

    // Levels kept at the entry are those that were never reset; the reference system compares them with windowed ones.
    private static (double Spot, double Perp) SinceEntry(BarWindow window, StrategyRules rules, OpenPosition position)
    {
        var back = Reference(window, rules);
        var spotNow = rules.IsCorrected ? window.Spot.Total : window.Spot.Levels.Last;
        var perpNow = rules.IsCorrected ? window.Perp.Total : window.Perp.Levels.Last;
        return (
            position.SpotCvdAtEntry is { } spot ? spotNow - spot : Change(window.Spot, back),
            position.PerpCvdAtEntry is { } perp ? perpNow - perp : Change(window.Perp, back));
    }

    private static int Reference(BarWindow window, StrategyRules rules) => Math.Min(rules.Parameters.Exit.ReferenceBars, window.Spot.Count / 2);

    /// <summary>Change against the k-th newest row, the newest being the first.</summary>
    private static double Change(CvdSeries side, int k) => side.Count < k ? 0 : side.Change(k - 1);

    private static double DeviationOfChanges(ReadOnlySpan<double> levels)
    {
        Span<double> changes = stackalloc double[levels.Length - 1];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = levels[i + 1] - levels[i];
        }

        return Statistics.SampleDeviationOfKnown(changes);
    }
}
