using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>What a print must be to count as a trade.</summary>
internal static class PrintRules
{
    // The last millisecond of the year 9999: beyond it no calendar of ours goes.
    private const long LatestUnixMs = 253_402_300_799_999;

    /// <summary>Why a print is refused; null when nothing is wrong with it.</summary>
    public static RejectReason? FlawOf(MarketSlot? slot, in Print print)
    {
        if (slot is null)
        {
            return RejectReason.Market;
        }

        if (print.Side == AggressorSide.Unknown)
        {
            return RejectReason.Side;
        }

        // Written so that NaN fails.
        if (!(print.Price > 0 && print.Price < FeedSession.Absurd))
        {
            return RejectReason.Price;
        }

        if (!(print.RawSize > 0 && print.RawSize < FeedSession.Absurd))
        {
            return RejectReason.Size;
        }

        if (print.UnixMs is <= 0 or > LatestUnixMs)
        {
            return RejectReason.Time;
        }

        return print.Count < 1 ? RejectReason.Id : slot.Instrument is null ? RejectReason.Multiplier : null;
    }
}
