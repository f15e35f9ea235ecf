using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Backtest.Measures;

namespace SqueezeFlow.Core.Backtest;

/// <summary>What a back-test ended with.</summary>
/// <param name="Orders">All fills in time order.</param>
/// <param name="Bars">Bars that were read.</param>
/// <param name="Evaluations">Times the strategy was asked.</param>
/// <param name="CashUsd">Cash at the end, USD.</param>
/// <param name="EquityUsd">Cash, margin and (Corrected) open profit at the end, USD. Original values an open position at its entry.</param>
/// <param name="ExposureUsd">Margin of the position that is still open, USD.</param>
/// <param name="Metrics">Totals over the closed trades.</param>
/// <param name="Curve">The marked account over time, at most about 20,000 points.</param>
public sealed record BacktestResult(
    IReadOnlyList<ExecutedOrder> Orders,
    int Bars,
    int Evaluations,
    double CashUsd,
    double EquityUsd,
    double ExposureUsd,
    BacktestMetrics Metrics,
    IReadOnlyList<EquityPoint> Curve)
{
    /// <summary>Positions that are still open, marked to the last known close.</summary>
    public required IReadOnlyList<OpenTrade> OpenTrades { get; init; }

    /// <summary>Orders that were decided and not filled, in time order.</summary>
    public required IReadOnlyList<RefusedOrder> Refused { get; init; }

    /// <summary>What trading cost.</summary>
    public required CostTotals Costs { get; init; }

    /// <summary>Measures over the whole run.</summary>
    public required BacktestStatistics Statistics { get; init; }
}
