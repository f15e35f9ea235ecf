using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;

namespace SqueezeFlow.Core.Completeness;

/// <summary>Where the stored trades of a market end. Times are milliseconds since 1970 UTC.</summary>
/// <param name="Open">The second that the latest ledger row ends in the middle of, as far as it has come; null when it ends with a second.</param>
/// <param name="LastUnixMs">Time that the last stored trade has at least.</param>
/// <param name="CountedThroughUnixMs">Trades before this time may be in stored bars; none at or after it is.</param>
internal readonly record struct StoredEnd(Bar? Open, long LastUnixMs, long CountedThroughUnixMs)
{
    /// <summary>
    /// A row that ends in the middle of a second was left there; else, where the venue's clock is behind ours, seconds are stored before the row
    /// has come to their end.
    /// </summary>
    /// <param name="seconds">The latest one-second bars, in time order.</param>
    /// <param name="lastRun">The latest ledger row.</param>
    public static StoredEnd Of(IReadOnlyList<Bar> seconds, LedgerRun lastRun)
    {
        if (seconds.Count == 0)
        {
            return new(null, lastRun.ToUnixMs, lastRun.ToUnixMs);
        }

        var latest = seconds[^1];
        var isLeft = latest.OpenUnixMs == Timeframe.S1.Floor(lastRun.ToUnixMs) && latest.OpenUnixMs < lastRun.ToUnixMs;
        return isLeft
            ? new(latest, lastRun.ToUnixMs - 1, lastRun.ToUnixMs)
            : new(null, latest.OpenUnixMs, Math.Max(lastRun.ToUnixMs, Timeframe.S1.Close(latest.OpenUnixMs)));
    }
}
