namespace SqueezeFlow.Core.Backtest;

/// <summary>A position that is open when a back-test ends, marked to the last known close.</summary>
/// <param name="TradeId">Number of the trade.</param>
/// <param name="Side">How it was opened.</param>
/// <param name="Quantity">Base units, leverage included.</param>
/// <param name="EntryPrice">Price of the entry, quote units.</param>
/// <param name="EntryBarOpenUnixMs">Open of the bar whose price filled the entry, milliseconds since 1970 UTC.</param>
/// <param name="Leverage">Leverage of the entry.</param>
/// <param name="MarginUsd">Cash that it ties up, USD: its whole notional at the entry, or that over its leverage.</param>
/// <param name="EntryFeeUsd">Fee of the entry, paid, USD.</param>
/// <param name="MarkPrice">Last known close, quote units.</param>
/// <param name="GainUsd">Gain at <see cref="MarkPrice"/> before funding and the fees of entry and exit, USD.</param>
/// <param name="ExitFeeUsd">Fee that closing it at <see cref="MarkPrice"/> would cost, not paid, USD.</param>
public sealed record OpenTrade(
    int TradeId,
    ExecutedSide Side,
    double Quantity,
    double EntryPrice,
    long EntryBarOpenUnixMs,
    int Leverage,
    double MarginUsd,
    double EntryFeeUsd,
    double MarkPrice,
    double GainUsd,
    double ExitFeeUsd)
{
    /// <summary>Price that liquidates it, quote units; null when it cannot be.</summary>
    public double? LiquidationPrice { get; init; }

    /// <summary>Funding paid since the entry, USD, negative when received.</summary>
    public double FundingUsd { get; init; }
}
