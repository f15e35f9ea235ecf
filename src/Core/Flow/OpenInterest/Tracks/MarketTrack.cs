using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Flow.OpenInterest.Tracks;

/// <summary>
/// Readings of one market, and which of them count. The first counts as it is. A reading more than half away from the last
/// counted one counts only when the next agrees with it, so that a slip of one reading moves nothing. A reading of zero
/// never counts, however often it is repeated: venues have been seen to answer zero for ten hours on end for a market that
/// traded all the while, and a market without positions adds nothing to a sum anyway. The market then is as good as silent:
/// its last value is carried for a while, after that it is missing.
/// </summary>
internal sealed class MarketTrack(MarketId market)
{
    private const double LargestStep = 0.5;

    private MarketOpenInterest? _suspect;

    /// <summary>The market.</summary>
    public MarketId Market { get; } = market;

    /// <summary>The last reading that counts.</summary>
    public MarketOpenInterest? Counted { get; private set; }

    /// <summary>The last reading of any kind.</summary>
    public MarketOpenInterest? Latest { get; private set; }

    /// <summary>What is wrong with <see cref="Latest"/>.</summary>
    public OpenInterestDoubt Flag { get; private set; }

    /// <summary>Counted values over time.</summary>
    public OpenInterestTrack Past { get; } = new();

    /// <summary>Takes a reading; false when it is older than the last.</summary>
    public bool Take(in MarketOpenInterest reading)
    {
        if (Latest is { } latest && reading.UnixMs < latest.UnixMs)
        {
            return false;
        }

        Flag = Judge(reading);
        Latest = reading;
        if (Flag == OpenInterestDoubt.None)
        {
            (Counted, _suspect) = (reading, null);
        }
        else
        {
            _suspect = Flag == OpenInterestDoubt.Jump ? Suspect(reading) : null;
        }

        return true;
    }

    /// <summary>Takes a reading of an earlier life that was counted then.</summary>
    public void Restore(in MarketOpenInterest reading)
    {
        (Latest, Counted, Flag, _suspect) = (reading, reading, OpenInterestDoubt.None, null);
        Past.Add(reading.UnixMs, reading.Worth.Usd, Market.Symbol);
    }

    /// <summary>Whether a value stands for the market at a time.</summary>
    public bool IsFresh(long nowUnixMs) => Counted is { } counted && nowUnixMs - counted.UnixMs <= OpenInterestBook.CarryFor.TotalMilliseconds;

    private static bool IsStep(in OpenInterestWorth from, in OpenInterestWorth to) => IsStep(from.Usd, to.Usd) || IsStep(from.Coins, to.Coins);

    private static bool IsStep(double from, double to) => Math.Abs(to - from) > LargestStep * from;

    private OpenInterestDoubt Judge(in MarketOpenInterest reading)
    {
        var worth = reading.Worth;
        if (double.IsNaN(worth.Usd) != double.IsNaN(worth.Coins))
        {
            return OpenInterestDoubt.Unpriced;
        }

        if (!double.IsFinite(worth.Usd) || !double.IsFinite(worth.Coins) || worth.Usd < 0 || worth.Coins < 0)
        {
            return OpenInterestDoubt.Invalid;
        }

        if (worth.Usd == 0 || worth.Coins == 0)
        {
            return OpenInterestDoubt.Zero;
        }

        if (reading.VenueUnixMs > 0 && reading.UnixMs - reading.VenueUnixMs > OpenInterestBook.CarryFor.TotalMilliseconds)
        {
            return OpenInterestDoubt.Stale;
        }

        return Counted is { } counted && IsStep(counted.Worth, worth) && !IsConfirmed(reading) ? OpenInterestDoubt.Jump : OpenInterestDoubt.None;
    }

    // The same answer given again, by the venue's own time, confirms nothing.
    private bool IsConfirmed(in MarketOpenInterest reading) =>
        _suspect is { } suspect && !IsRepeat(suspect, reading) && !IsStep(suspect.Worth, reading.Worth);

    private MarketOpenInterest Suspect(in MarketOpenInterest reading) =>
        _suspect is { } suspect && IsRepeat(suspect, reading) ? suspect : reading;

    private static bool IsRepeat(in MarketOpenInterest first, in MarketOpenInterest second) =>
        first.VenueUnixMs > 0 && first.VenueUnixMs == second.VenueUnixMs;
}
