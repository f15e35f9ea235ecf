using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest;

/// <summary>An account of a back-test between two bars.</summary>
/// <param name="CashUsd">Cash, USD.</param>
/// <param name="LastTradeId">Number of the last trade; 0 before the first.</param>
/// <param name="Position">The open position; null when flat.</param>
/// <param name="Leverage">Leverage of the last entry.</param>
/// <param name="MarginUsd">What the open position ties up, USD.</param>
/// <param name="EntryFeeUsd">Fee of its entry, USD.</param>
/// <param name="FundingUsd">Funding paid on it, USD.</param>
public sealed record AccountBooks(
    double CashUsd, int LastTradeId, OpenPosition? Position, int Leverage, double MarginUsd, double EntryFeeUsd, double FundingUsd);
