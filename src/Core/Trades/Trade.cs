namespace SqueezeFlow.Core.Trades;

/// <summary>One public print after normalising.</summary>
/// <param name="Id">The venue's id of the print within its market; 0 where the venue has none.</param>
/// <param name="UnixMs">Exchange time, milliseconds since 1970 UTC.</param>
/// <param name="Price">Quote units per base unit; greater than zero, finite.</param>
/// <param name="Size">Base units; greater than zero, finite.</param>
/// <param name="Notional">Quote units: price × size, or the contract value itself on inverse contracts.</param>
/// <param name="Count">Fills that this print stands for; at least 1.</param>
/// <param name="Side">Side of the taker.</param>
/// <param name="Kind">Market flow, a liquidation report, or both.</param>
public readonly record struct Trade(
    long Id,
    long UnixMs,
    double Price,
    double Size,
    double Notional,
    int Count,
    AggressorSide Side,
    TradeKind Kind = TradeKind.Market)
{
    /// <summary>
    /// Ids directly before <see cref="Id"/> that the print accounts for: fills merged into it, prints that are no market flow. None of them is missing.
    /// </summary>
    public ushort IdsBefore { get; init; }
}
