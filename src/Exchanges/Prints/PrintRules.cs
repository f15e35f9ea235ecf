using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Prints;

/// <summary>What a print must be to count as a trade.</summary>
public static class PrintRules
{
    /// <summary>Prices, sizes and notional at or above this are refused: no venue trades them, sums would lose their digits.</summary>
    public const double Implausible = 1e18;

    // The last millisecond of the year 9999: beyond it no calendar of ours goes.
    private const long LatestUnixMs = 253_402_300_799_999;

    /// <summary>The trade that a print is; else why it is none.</summary>
    internal static RejectReason? TryAccept(Instrument? instrument, in Print print, out Trade trade)
    {
        trade = default;
        if (FlawOf(print) is { } flaw)
        {
            return flaw;
        }

        if (instrument is null)
        {
            return RejectReason.Multiplier;
        }

        var size = print.BaseSize(instrument);
        var notional = print.Notional(instrument);
        if (!(size > 0 && size < Implausible && notional > 0 && notional < Implausible))
        {
            return RejectReason.Size;
        }

        trade = new(print.Id, print.UnixMs, print.Price, size, notional, print.Count, print.Side, print.Kind) { IdsBefore = print.IdsBefore };
        return null;
    }

    private static RejectReason? FlawOf(in Print print)
    {
        if (print.Side == AggressorSide.Unknown)
        {
            return RejectReason.Side;
        }

        // Written so that NaN fails.
        if (!(print.Price > 0 && print.Price < Implausible))
        {
            return RejectReason.Price;
        }

        if (!(print.RawSize > 0 && print.RawSize < Implausible))
        {
            return RejectReason.Size;
        }

        if (print.UnixMs is <= 0 or > LatestUnixMs)
        {
            return RejectReason.Time;
        }

        return print.Count < 1 ? RejectReason.Id : null;
    }
}
