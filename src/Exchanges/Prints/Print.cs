using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Prints;

/// <summary>A trade as the frame states it, before it is checked and its size turned into base units.</summary>
/// <param name="Id">The venue's id of the print; 0 where it has none.</param>
/// <param name="UnixMs">Exchange time, milliseconds since 1970 UTC, truncated; 0 when missing.</param>
/// <param name="Price">Quote units per base unit; NaN when missing or no number.</param>
/// <param name="RawSize">Size in the venue's own units, absolute; NaN when missing or no number.</param>
/// <param name="Count">Fills that the print stands for.</param>
/// <param name="Side">Side of the taker.</param>
/// <param name="Kind">Market flow, a liquidation report, or both.</param>
public readonly record struct Print(
    long Id,
    long UnixMs,
    double Price,
    double RawSize,
    int Count,
    AggressorSide Side,
    TradeKind Kind = TradeKind.Market)
{
    /// <summary>Ids directly before <see cref="Id"/> that the print accounts for, see <see cref="Trade.IdsBefore"/>.</summary>
    public ushort IdsBefore { get; init; }

    /// <summary>Base units where the venue states them beside the size; 0 where it does not, NaN where it should have.</summary>
    public double StatedBaseSize { get; init; }

    /// <summary>Quote units where the venue states them beside the size; 0 where it does not, NaN where it should have.</summary>
    public double StatedNotional { get; init; }

    /// <summary>Base units: as stated, else as the instrument tells; NaN when neither does.</summary>
    public double BaseSize(Instrument? instrument) =>
        StatedBaseSize != 0 ? StatedBaseSize : instrument?.BaseSize(RawSize, Price) ?? double.NaN;

    /// <summary>Quote units: as stated, else as the instrument tells; NaN when neither does.</summary>
    public double Notional(Instrument? instrument) =>
        StatedNotional != 0 ? StatedNotional : instrument?.Notional(RawSize, Price) ?? double.NaN;
}
