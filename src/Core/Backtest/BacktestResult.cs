namespace SqueezeFlow.Core.Backtest;

/// <summary>What a back-test ended with.</summary>
/// <param name="Orders">All fills in time order.</param>
/// <param name="Bars">Bars that were read.</param>
/// <param name="Evaluations">Times the strategy was asked.</param>
/// <param name="CashUsd">Cash at the end, USD.</param>
/// <param name="EquityUsd">Cash, margin and open profit at the end, USD.</param>
/// <param name="ExposureUsd">Margin of the position that is still open, USD.</param>
/// <param name="Metrics">Totals over the closed trades.</param>
/// <param name="Curve">Equity over time, at most about a thousand points.</param>
public sealed record BacktestResult(
    IReadOnlyList<ExecutedOrder> Orders,
    int Bars,
    int Evaluations,
    double CashUsd,
    double EquityUsd,
    double ExposureUsd,
    BacktestMetrics Metrics,
    IReadOnlyList<EquityPoint> Curve);
