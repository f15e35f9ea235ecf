using System.Globalization;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>Numbers and names of a back-test as people read them.</summary>
internal static class BacktestWords
{
    private static readonly (ExitReasons Reason, string Name)[] Exits =
    [
        (ExitReasons.FlowReversal, "flow reversal"),
        (ExitReasons.RangeBreak, "range break"),
        (ExitReasons.CvdInvalidation, "CVD invalidation"),
        (ExitReasons.StructureBreak, "structure break"),
        (ExitReasons.StopLoss, "stop"),
        (ExitReasons.TakeProfit, "target"),
        (ExitReasons.Liquidation, "liquidation"),
    ];

    /// <summary>Money to the cent: <c>10,250.55</c>.</summary>
    public static string Money(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>Money as a term of a sum: <c>+ 12.50</c>, <c>- 3.00</c>.</summary>
    public static string Signed(double value) => (value < 0 ? "- " : "+ ") + Money(Math.Abs(value));

    /// <summary>Two places at most.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Two places at most; <c>-</c> when unknown.</summary>
    public static string Number(double? value) => value is { } known ? Number(known) : Figures.None;

    /// <summary>A share as a percentage: <c>0.1 %</c>.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.####", CultureInfo.InvariantCulture) + " %";

    /// <summary>A side as recorded results write it: <c>EXIT_SELL</c>.</summary>
    public static string Side(ExecutedSide side) => side switch
    {
        ExecutedSide.Buy => "BUY",
        ExecutedSide.Sell => "SELL",
        ExecutedSide.ExitSell => "EXIT_SELL",
        _ => "EXIT_BUY",
    };

    /// <summary>The checks that closed a position, joined by plus signs; empty for entries.</summary>
    public static string Of(ExitReasons reasons) =>
        string.Join(" + ", Exits.Where(exit => (reasons & exit.Reason) != 0).Select(exit => exit.Name));

    /// <summary>A rule that kept an order back.</summary>
    public static string Of(RefusalRule rule) => rule switch
    {
        RefusalRule.Gap => "gap",
        RefusalRule.Age => "age",
        RefusalRule.Slippage => "slippage",
        RefusalRule.NoPrice => "no price",
        RefusalRule.NoBarAfter => "no bar after",
        RefusalRule.PositionShare => "position limit",
        RefusalRule.ExposureShare => "exposure limit",
        RefusalRule.Positions => "open positions",
        RefusalRule.DailyLoss => "daily loss",
        RefusalRule.Cooldown => "cooldown",
        _ => "cash",
    };
}
