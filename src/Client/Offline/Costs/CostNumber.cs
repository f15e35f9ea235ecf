using System.Globalization;
using SqueezeFlow.Core.Backtest.Costs;

namespace SqueezeFlow.Client.Offline.Costs;

/// <summary>One number of what trading costs, as files and options name it.</summary>
/// <param name="Name">Name in a file, with its group where it has one.</param>
/// <param name="Option">Name of the option.</param>
/// <param name="Minimum">Smallest value allowed.</param>
/// <param name="Maximum">Largest value allowed.</param>
/// <param name="Example">A value for messages and help.</param>
/// <param name="Meaning">What it is, for help.</param>
/// <param name="Apply">Puts it in.</param>
internal sealed record CostNumber(
    string Name, string Option, double Minimum, double Maximum, double Example, string Meaning, Func<TradingCosts, double, TradingCosts> Apply)
{
    /// <summary>All numbers; fees are told by venue too and stand by themselves.</summary>
    public static IReadOnlyList<CostNumber> All { get; } =
    [
        new("slippage.fixed", "--slippage", 0, 0.1, 0.0002, "Slippage of each fill as a share of the price: 0.0002 or 0.02%", (costs, value) => Slipping(costs, costs.Slippage with { FixedShare = value })),
        new("slippage.spread", "--spread", 0, 0.1, 0.0001, "Quoted spread as a share of the price; a fill pays half of it", (costs, value) => Slipping(costs, costs.Slippage with { SpreadShare = value })),
        new("slippage.range", "--range-slippage", 0, 1, 0.05, "Slippage as a part of the range of the bar that fills", (costs, value) => Slipping(costs, costs.Slippage with { RangeShare = value })),
        new("slippage.impact", "--impact", 0, 10, 1, "Factor of the square-root impact by volatility and turnover", (costs, value) => Slipping(costs, costs.Slippage with { ImpactFactor = value })),
        new("slippage.impactBars", "--impact-bars", 2, 500, 20, "Bars before the fill that the impact is measured over", (costs, value) => Slipping(costs, costs.Slippage with { ImpactBars = (int)value })) { IsWhole = true },
        new("maintenanceMargin", "--maintenance-margin", 0, 0.5, 0.005, "Lever positions on isolated margin, and liquidate them at this maintenance margin", (costs, value) => costs with { Margin = new(value) }),
        new("latencyBars", "--latency", 0, 1_000, 1, "Bars between sending an order and its fill", (costs, value) => costs with { LatencyBars = (int)value }) { IsWhole = true },
        new("stop", "--stop", 0.0001, 0.99, 0.08, "Move against a position that stops it, as a share of its entry price", (costs, value) => costs with { StopShare = value }),
        new("target", "--target", 0.0001, 10, 0.1, "Move with a position that closes it, as a share of its entry price", (costs, value) => costs with { TargetShare = value }),
    ];

    /// <summary>Whether only whole numbers are allowed.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What is allowed, for messages.</summary>
    public string Allowed => string.Create(CultureInfo.InvariantCulture, $"{(IsWhole ? "a whole number" : "a number")} from {Minimum} to {Maximum}");

    /// <summary>Whether a value is allowed.</summary>
    public bool Allows(double value) => value >= Minimum && value <= Maximum && (!IsWhole || double.IsInteger(value));

    private static TradingCosts Slipping(TradingCosts costs, Slippage slippage) => costs with { Slippage = slippage };
}
