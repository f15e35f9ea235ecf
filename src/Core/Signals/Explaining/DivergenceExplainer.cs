using System.Globalization;
using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Phases.Divergence;
using static SqueezeFlow.Core.Signals.Explaining.TraderText;

namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>Phase 2 in words.</summary>
internal static class DivergenceExplainer
{
    public static void Explain(StepList steps, StrategyOptions options, in DivergenceResult flow)
    {
        ExplainFlow(steps, flow);
        steps.Note(2, "pattern", flow.Pattern.ToString());
        if (options.Profile == StrategyProfile.Corrected && flow.IsOpposite)
        {
            ExplainPrice(steps, options, flow);
        }
        else
        {
            steps.Note(2, PriceOver(options), $"{Percent(flow.Momentum.Score)}, {flow.Movement}");
        }

        ExplainSize(steps, options.Parameters.Divergence, flow);
        steps.Note(2, "setup", flow.Setup.ToString());
    }

    // The side that moved names the direction that the other one would have to take.
    private static void ExplainFlow(StepList steps, in DivergenceResult flow)
    {
        var spotMoved = Math.Abs(flow.SpotChange) > flow.SpotThreshold;
        var needsSpotUp = spotMoved ? flow.SpotChange > 0 : flow.PerpChange < 0;
        var spotRequired = needsSpotUp ? $"> {Usd(flow.SpotThreshold)}" : $"< {Usd(-flow.SpotThreshold)}";
        var perpRequired = needsSpotUp ? $"< {Usd(-flow.PerpThreshold)}" : $"> {Usd(flow.PerpThreshold)}";
        var perpMoved = needsSpotUp ? flow.PerpChange < -flow.PerpThreshold : flow.PerpChange > flow.PerpThreshold;
        var bars = flow.LookbackBars.ToString(CultureInfo.InvariantCulture);
        steps.Check(2, $"spot delta over {bars} bars", Usd(flow.SpotChange), spotRequired, spotMoved);
        steps.Check(2, $"perpetual delta over {bars} bars", Usd(flow.PerpChange), perpRequired, perpMoved);
    }

    private static void ExplainPrice(StepList steps, StrategyOptions options, in DivergenceResult flow)
    {
        var isLong = flow.Pattern == FlowPattern.SpotUpFuturesDown;
        var limit = isLong ? $"> {Percent(-flow.MovementThreshold)}" : $"< {Percent(flow.MovementThreshold)}";
        steps.Check(2, PriceOver(options), Percent(flow.Momentum.Score), limit, flow.Setup != TradeSetup.NoSetup);
    }

    private static void ExplainSize(StepList steps, DivergenceParameters parameters, in DivergenceResult flow)
    {
        var size = flow.Size;
        steps.Check(
            2, "size of the divergence", $"{Plain(size.Multiplier)} times the mean, {Plain(size.ZScore)} deviations",
            $">= {Plain(parameters.SizeRatio)} times {Amount(size.RecentMean)}, above {Plain(parameters.PeakRatio)} times {Amount(size.RecentMax)}, or more than {Deviations(parameters.SizeDeviations)}",
            size.IsSignificant);
        steps.Check(
            2, parameters.SmallRatio == 0.5 ? "divergence against half its mean" : $"divergence against {Plain(parameters.SmallRatio)} of its mean", Amount(Math.Abs(flow.CurrentDivergence)), $">= {Amount(parameters.SmallRatio * size.RecentMean)}",
            !(Math.Abs(flow.CurrentDivergence) < parameters.SmallRatio * size.RecentMean));
    }

    private static string PriceOver(StrategyOptions options) =>
        string.Create(CultureInfo.InvariantCulture, $"price over {options.Parameters.Divergence.PriceBars} bars");

    private static string Deviations(double count) => $"{Plain(count)} {(count == 1 ? "deviation" : "deviations")}";
}
