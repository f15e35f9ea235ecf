namespace SqueezeFlow.Core.Backtest.Measures;

/// <summary>
/// What the initial balance would have become in the coin itself, of several symbols an equal part of it in each: bought at the first open, held, sold at
/// the last close, a fee each time.
/// </summary>
/// <param name="EntryPrice">First open, quote units; null of several symbols.</param>
/// <param name="ExitPrice">Last close, quote units; null of several symbols.</param>
/// <param name="EquityUsd">Value at the end after both fees, USD.</param>
/// <param name="ReturnPercent">Gain after both fees, percent of the initial balance.</param>
/// <param name="MaxDrawdownPercent">Largest fall of its value from its peak, bar closes only, percent of the peak.</param>
public sealed record BuyAndHold(double? EntryPrice, double? ExitPrice, double EquityUsd, double ReturnPercent, double MaxDrawdownPercent);
