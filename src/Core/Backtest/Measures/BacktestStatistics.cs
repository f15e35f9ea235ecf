namespace SqueezeFlow.Core.Backtest.Measures;

/// <summary>Measures over the whole run, with the account marked to market at every close, in both profiles alike.</summary>
public sealed record BacktestStatistics
{
    /// <summary>Returns of UTC days below which no ratio is given.</summary>
    public const int MinDays = 7;

    /// <summary>Returns of UTC days; the first and the last day may be parts.</summary>
    public required int Days { get; init; }

    /// <summary>Mean daily return over its standard deviation, times the root of 365; null with fewer than <see cref="MinDays"/> days or without any change.</summary>
    public required double? SharpeRatio { get; init; }

    /// <summary>The same over the root mean square of the losing days alone; null with too few days or without a losing one.</summary>
    public required double? SortinoRatio { get; init; }

    /// <summary>Largest fall of the marked account from its peak, percent of the peak.</summary>
    public required double MaxDrawdownPercent { get; init; }

    /// <summary>Share of the bars at whose close a position was open, 0 to 1.</summary>
    public required double ExposureShare { get; init; }

    /// <summary>Cash, margin and open gain at the last known close, USD.</summary>
    public required double MarkedEquityUsd { get; init; }

    /// <summary>How long closed trades were held; null without one.</summary>
    public required HoldingTimes? Holding { get; init; }

    /// <summary>The coin itself over the same time; null without a price.</summary>
    public required BuyAndHold? BuyAndHold { get; init; }
}
