using SqueezeFlow.Core.Signals.Phases.Exits;
using static SqueezeFlow.Core.Signals.Explaining.TraderText;

namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>Phase 5 in words: any condition that holds closes the position.</summary>
internal static class ExitExplainer
{
    public static void Explain(StepList steps, in Evaluation evaluation)
    {
        var exit = evaluation.Exit;
        var isLong = exit.IsLong;
        ExplainRange(steps, exit, isLong, evaluation.Price);
        ExplainReversal(steps, exit.FlowReversal, isLong);
        ExplainInvalidation(steps, exit.Invalidation, isLong);
        ExplainStructure(steps, exit.Structure, isLong, evaluation.Price);
        steps.Note(5, "open profit", $"{Percent(exit.ProfitPercent / 100)}, {exit.Health}");
    }

    private static void ExplainRange(StepList steps, in ExitResult exit, bool isLong, double price) => steps.Check(
        5, "price", Price(price),
        isLong ? $"< {Price(exit.RangeLow)}, the low of the reset" : $"> {Price(exit.RangeHigh)}, the high of the reset",
        exit.RangeBreak != RangeBreak.None);

    private static void ExplainReversal(StepList steps, in FlowReversalCheck check, bool isLong)
    {
        if (!check.Measured)
        {
            steps.Note(5, "flow since the entry", "too few bars");
            return;
        }

        steps.Check(
            5, "flow since the entry", $"spot {Usd(check.SpotChange)}, perpetuals {Usd(check.PerpChange)}",
            (isLong ? "spot sold and perpetuals bought" : "spot bought and perpetuals sold") + $", one by more than {Amount(check.Noise)}",
            check.Detected);
    }

    private static void ExplainInvalidation(StepList steps, in InvalidationCheck check, bool isLong)
    {
        if (!check.Measured)
        {
            steps.Note(5, "flow against the position", "too few bars");
            return;
        }

        steps.Check(
            5, "flow against the position",
            $"spot {Usd(check.SpotChange)}, lately {Usd(check.SpotRecent)}; perpetuals {Usd(check.PerpChange)}, lately {Usd(check.PerpRecent)}",
            isLong ? "all four < 0" : "all four > 0", check.Kind != CvdInvalidation.None);
    }

    private static void ExplainStructure(StepList steps, in StructureCheck check, bool isLong, double price)
    {
        if (!check.Measured)
        {
            steps.Note(5, "structure", "too few bars");
            return;
        }

        steps.Check(
            5, "price against the swing", Price(price),
            isLong ? $"a typical bar below {Price(check.SwingLow)}" : $"a typical bar above {Price(check.SwingHigh)}",
            check.IsBroken);
    }
}
