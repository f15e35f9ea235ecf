using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Grains.Symbols.Stored;

/// <summary>A market that the store knows, while its rows are being read. Times are milliseconds since 1970 UTC. Not thread-safe.</summary>
/// <param name="flow">What is to go on after them, empty.</param>
/// <param name="position">What they contain; null when that is not known.</param>
/// <param name="lastUnixMs">Time to which they reach at least.</param>
internal sealed class FoundMarket(MarketFlow flow, StoredPosition? position, long lastUnixMs)
{
    private IReadOnlyList<Bar> _seconds = [];
    private long _throughUnixMs;

    public MarketFlow Flow => flow;

    public StoredPosition? Position => position;

    public long LastUnixMs => lastUnixMs;

    /// <summary>Its latest rows of the ledger, in time order.</summary>
    public IReadOnlyList<LedgerRun> Ledger { get; set; } = [];

    /// <summary>Its one-minute bars in <c>[<see cref="MinutesFromUnixMs"/>, <see cref="MinutesToUnixMs"/>)</c>.</summary>
    public IReadOnlyList<Bar> Minutes { get; set; } = [];

    /// <summary>What was missing; null when nobody told.</summary>
    public Continuation? Continuation { get; set; }

    /// <summary>The row that reaches furthest. Ids may have begun anew: the latest row that has one tells, not the largest.</summary>
    public LedgerRun End => Ledger.MaxBy(run => run.ToUnixMs)! with { LastId = Ledger.Where(run => run.LastId > 0).MaxBy(run => run.ToUnixMs)?.LastId ?? 0 };

    public long MinutesFromUnixMs => Timeframe.D1.Floor(OldestChanging(_throughUnixMs));

    public long MinutesToUnixMs => Timeframe.M1.Floor(_throughUnixMs - 1);

    /// <summary>Beginning of the minute of the oldest second that may still change. A late trade is added to all bars that hold its time: each must be there whole, those of yesterday too.</summary>
    public static long OldestSecond(long throughUnixMs) => Timeframe.M1.Floor(OldestChanging(throughUnixMs));

    /// <summary>Takes its latest one-second bars, those that cannot change any more among them.</summary>
    public void Take(IReadOnlyList<Bar> seconds)
    {
        _throughUnixMs = Math.Max(End.ToUnixMs, seconds.Count == 0 ? 0 : Timeframe.S1.Close(seconds[^1].OpenUnixMs));
        _seconds = [.. seconds.Where(second => second.OpenUnixMs >= OldestSecond(_throughUnixMs))];
    }

    /// <summary>The flow goes on after all of this.</summary>
    public void Restore() => flow.Restore(_seconds, Minutes, End, Continuation);

    private static long OldestChanging(long throughUnixMs) => throughUnixMs - Timeframe.S1.Milliseconds - MarketFlow.CorrectionMs;
}
