using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Measures;
using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Phase 5: whether an open position is to be closed.</summary>
internal static class ExitPhase
{
    public static ExitResult Evaluate(BarWindow window, StrategyRules rules, OpenPosition position)
    {
        var isLong = position.Side == PositionSide.Long;
        var price = window.Bars == 0 ? double.NaN : window.Close.Last;
        var parameters = rules.Parameters.Exit;
        var (low, high) = RangeOf(window, parameters, position);
        var profit = ProfitOf(rules, position, price);
        return new()
        {
            IsLong = isLong,
            FlowReversal = FlowExits.Reversal(window, rules, position),
            RangeBreak = isLong && price < low ? RangeBreak.BelowResetLow
                : !isLong && price > high ? RangeBreak.AboveResetHigh
                : RangeBreak.None,
            RangeLow = low,
            RangeHigh = high,
            Invalidation = FlowExits.Invalidation(window, rules, position),
            Structure = StructureOf(window, rules, isLong, price),
            ProfitPercent = profit,
            Health = profit > parameters.HealthyPercent ? PositionHealth.Healthy
                : profit > 0 ? PositionHealth.Positive
                : profit > parameters.UnhealthyPercent ? PositionHealth.Neutral
                : PositionHealth.Unhealthy,
            CloseSide = CloseSideOf(rules, position),
        };
    }

    private static (double Low, double High) RangeOf(BarWindow window, ExitParameters parameters, OpenPosition position)
    {
        if (window.Bars < parameters.RangeMinBars)
        {
            return (double.NaN, double.NaN);
        }

        var rows = Math.Min(parameters.RangeBars, window.Bars);
        return (
            position.ResetLow ?? Statistics.QuantileOfKnown(window.Low.Tail(rows), parameters.LowQuantile),
            position.ResetHigh ?? Statistics.QuantileOfKnown(window.High.Tail(rows), parameters.HighQuantile));
    }

    private static StructureCheck StructureOf(BarWindow window, StrategyRules rules, bool isLong, double price)
    {
        var parameters = rules.Parameters.Exit;
        if (window.Bars < parameters.SwingBars)
        {
            return default;
        }

        var before = rules.IsCorrected ? 1 : 0;
        var rows = Math.Min(parameters.SwingBars + before, window.Bars);
        var swingHigh = Statistics.MaxOfKnown(window.High.Tail(rows)[..(rows - before)]);
        var swingLow = Statistics.MinOfKnown(window.Low.Tail(rows)[..(rows - before)]);
        var isOutside = isLong ? price < swingLow : price > swingHigh;
        if (!isOutside)
        {
            return new(true, false, swingHigh, swingLow, double.NaN);
        }

        var typical = TypicalRange(window, parameters.TypicalBars);
        var isBroken = isLong ? price < swingLow - (parameters.BreakDistance * typical) : price > swingHigh + (parameters.BreakDistance * typical);
        return new(true, isBroken, swingHigh, swingLow, typical);
    }

    private static double TypicalRange(BarWindow window, int bars)
    {
        var rows = Math.Min(bars, window.Bars);
        var high = window.High.Tail(rows);
        var low = window.Low.Tail(rows);
        Span<double> ranges = stackalloc double[rows];
        for (var i = 0; i < rows; i++)
        {
            ranges[i] = high[i] - low[i];
        }

        return Statistics.QuantileOfKnown(ranges, 0.5);
    }

    private static double ProfitOf(StrategyRules rules, OpenPosition position, double price)
    {
        // The reference system knows a profit only for the labels BUY and SELL.
        var isKnown = rules.IsCorrected || position.SideLabel is null || IsOrderWord(position.SideLabel.ToUpperInvariant());
        if (position.EntryPrice <= 0 || !isKnown)
        {
            return 0;
        }

        var move = (price - position.EntryPrice) / position.EntryPrice * 100;
        return position.Side == PositionSide.Long ? move : -move;
    }

    private static bool IsOrderWord(string label) => label is "BUY" or "SELL";

    // The reference system compares the label as written, so that a lower-case long is closed by a purchase.
    private static OrderSide CloseSideOf(StrategyRules rules, OpenPosition position)
    {
        var isLong = rules.IsCorrected || position.SideLabel is null
            ? position.Side == PositionSide.Long
            : position.SideLabel is "BUY" or "LONG";
        return isLong ? OrderSide.Sell : OrderSide.Buy;
    }
}
