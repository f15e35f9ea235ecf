using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Completeness;

/// <summary>
/// Whether one market's trades are all there, and each once: repeated and missing trades, breaks of the market, the gaps and the ledger that
/// follow from them, and what a search over REST brings. A trade is booked when it is kept in a bar, never before. Not thread-safe.
/// </summary>
internal abstract class Continuity
{
    /// <summary>Market time from which a hole is long, milliseconds: trades after it wait for those in it.</summary>
    public const long LongHoleMs = 240_000;

    /// <summary>Market time up to which a hole is short, milliseconds: it marks its minute instead of getting a row of its own.</summary>
    public const long ShortHoleMs = 2_000;

    private Gap? _announced;
    private long _lateMinute = long.MinValue;

    /// <summary>Starts empty.</summary>
    protected Continuity(MarketId market, ProofKind proof)
    {
        Market = market;
        Gaps = new(market);
        Proof = proof;
        Ledger = new(market, proof, IsInDoubt);
    }

    /// <summary>The rows that tell minute by minute what is known.</summary>
    public MarketLedger Ledger { get; }

    /// <summary>Ids known to be missing.</summary>
    public abstract long Missing { get; }

    /// <summary>Ids that are missing and may still come, the earliest first.</summary>
    public virtual IReadOnlyList<IdRange> Holes => [];

    /// <summary>Whether readers hand over once more what they keep, each at its own pace: what one of them has not brought yet is not missing.</summary>
    public bool IsSettling { get; private set; }

    /// <summary>Every reader has handed over what it keeps.</summary>
    public void EndSettling() => IsSettling = false;

    /// <summary>Gaps known.</summary>
    public abstract int OpenGaps { get; }

    /// <summary>Market time missing in all open gaps, milliseconds.</summary>
    public long HoleMs => Gaps.HoleMs;

    /// <summary>Gaps that may still be filled.</summary>
    public IReadOnlyList<Gap> Unfilled => Gaps.Open;

    /// <summary>How often ids have begun anew.</summary>
    public int Sequences { get; protected set; }

    /// <summary>The market.</summary>
    protected MarketId Market { get; }

    /// <summary>The gaps for the record.</summary>
    protected GapLog Gaps { get; }

    /// <summary>What the evidence is; with <see cref="ProofKind.Ids"/> ids follow the order of trades.</summary>
    public ProofKind Proof { get; }

    /// <summary>For a market with this proof.</summary>
    public static Continuity Of(MarketId market, ProofKind proof, long correctionMs) => proof == ProofKind.Ids
        ? new NumberedContinuity(market)
        : new ListenedContinuity(market, proof, correctionMs);

    /// <summary>Goes on after stored trades.</summary>
    /// <param name="lastRun">The latest ledger row.</param>
    /// <param name="end">Where the stored trades end.</param>
    /// <param name="continuation">
    /// What was missing there, where readers have gone on without a break: everything after the stored trades is handed over, so nothing is missing by itself. Null where nobody
    /// was listening.
    /// </param>
    public void Restore(LedgerRun lastRun, in StoredEnd end, Continuation? continuation = null)
    {
        Ledger.Restore(lastRun, end.Open, continuation?.Rows ?? []);
        IsSettling = continuation is not null;
        if (continuation is null)
        {
            Gaps.Expect(Gap.Restart);
            GoOn(lastRun, end);
        }
        else
        {
            Continue(lastRun, end, continuation);
        }
    }

    /// <summary>Goes on after a break.</summary>
    protected abstract void GoOn(LedgerRun lastRun, in StoredEnd end);

    /// <summary>Goes on without one.</summary>
    protected abstract void Continue(LedgerRun lastRun, in StoredEnd end, Continuation continuation);

    /// <summary>The latest ids counted, while several read the market.</summary>
    public CountedTail Tail { get; } = new();

    /// <summary>Whether readers of which the stored rows contain something have not brought it once more yet.</summary>
    public virtual bool AreAwaited => false;

    /// <summary>Times of the first and last trade that wait until it is known if they were counted; null when none do.</summary>
    public virtual (long FromUnixMs, long ThroughUnixMs)? Untold => null;

    /// <summary>The trades that follow come from a reader, the first of them of a time.</summary>
    public virtual void ReadBy(string reader, long firstUnixMs, long lastUnixMs)
    {
    }

    /// <summary>A trade of that reader comes once more that the stored rows contain.</summary>
    public virtual void Remember(in Trade trade)
    {
    }

    /// <summary>A reader has handed over once more what the stored rows contain of it; answers trades of others that can be judged now.</summary>
    public virtual IReadOnlyList<Trade> Return(string reader) => [];

    /// <summary>Readers that have not returned are waited for no longer: what waited for them cannot be told, and is on record.</summary>
    public virtual void EndAwaiting()
    {
    }

    /// <summary>The reader had to drop trades.</summary>
    public virtual void Overflow()
    {
        Gaps.Expect("overflow");
        Resume();
    }

    /// <summary>The market was not listened to for a while before the next trade.</summary>
    public abstract void Resume();

    /// <summary>Whether a trade was not counted before. Changes nothing.</summary>
    public abstract bool IsNew(in Trade trade);

    /// <summary>Whether it cannot be told if a trade was counted before.</summary>
    public virtual bool IsAmbiguous(in Trade trade) => false;

    /// <summary>A trade was refused as repeated: where that cannot be known for sure, its time stays in doubt. Answers false when it will be known later.</summary>
    public virtual bool Refuse(in Trade trade)
    {
        if (IsAmbiguous(trade))
        {
            Lose(trade.UnixMs);
        }

        return true;
    }

    /// <summary>A new trade goes into its bar: its id is taken, and what its coming tells is booked.</summary>
    public abstract void Book(in Trade trade);

    /// <summary>A trade can be in no bar, whatever comes: its minute has lost something for good.</summary>
    public void Lose(long unixMs)
    {
        var minute = Timeframe.M1.Floor(unixMs);
        if (minute != _lateMinute)
        {
            _lateMinute = minute;
            Record(new(Market, 0, minute, 0, minute + Timeframe.M1.Milliseconds - 1, null, "late"));
        }
    }

    /// <summary>What is counted in a stretch may be wrong: a gap that stays.</summary>
    public void Record(Gap gap)
    {
        Gaps.Record(gap);
        Ledger.GiveUp(Math.Min(gap.BeforeUnixMs, gap.AfterUnixMs), Math.Max(gap.BeforeUnixMs, gap.AfterUnixMs));
    }

    /// <summary>Time, after another, at which a hole settles; null when none does.</summary>
    public virtual long? SettlesUnixMs(long afterUnixMs) => null;

    /// <summary>Reports holes that have settled.</summary>
    public virtual void ReportHoles(long nowUnixMs)
    {
    }

    /// <summary>The long hole that would stand before a trade; null when there is none.</summary>
    public abstract Gap? LongHoleBefore(in Trade trade);

    /// <summary>Reports a gap before the trades after it are counted.</summary>
    public void Announce(Gap gap)
    {
        _announced = gap;
        Report(gap);
    }

    /// <summary>The trades after the gap that was announced are about to be counted.</summary>
    public void Proceed() => _announced = null;

    /// <summary>Whether a trade that a search has brought belongs to its gap.</summary>
    public abstract bool Belongs(Gap gap, in Trade trade);

    /// <summary>Whether a trade is missing still, its id known to be.</summary>
    public virtual bool IsMissing(in Trade trade) => false;

    /// <summary>The trades of a search follow.</summary>
    /// <param name="gap">What was searched for.</param>
    /// <param name="isCovered">Whether the venue's list holds everything of the gap.</param>
    /// <param name="by">The request, for the record.</param>
    public virtual void BeginRefill(Gap gap, bool isCovered, string by) => Gaps.FilledBy = by;

    /// <summary>The trades of a search have been counted, as far as they could be.</summary>
    /// <param name="gap">What was searched for.</param>
    /// <param name="isCovered">Whether the venue's list holds everything of the gap.</param>
    /// <param name="found">Its trades that belong to the gap, the earliest first.</param>
    /// <param name="left">What the list holds that could not be counted.</param>
    public void EndRefill(Gap gap, bool isCovered, IReadOnlyList<Trade> found, IReadOnlyCollection<UncountedTrade> left)
    {
        Settle(gap, isCovered, found, left);
        Gaps.FilledBy = GapLog.LateTrades;
        Ledger.Heal(Math.Min(gap.BeforeUnixMs, gap.AfterUnixMs), Math.Max(gap.BeforeUnixMs, gap.AfterUnixMs));
    }

    /// <summary>Whether something may be missing in a half-open range of time, in that of gaps on record too as long as they are remembered.</summary>
    public bool MayMiss(long fromUnixMs, long toUnixMs)
    {
        foreach (var gap in Gaps.Open)
        {
            if (Touches(gap.BeforeUnixMs, gap.AfterUnixMs, fromUnixMs, toUnixMs))
            {
                return true;
            }
        }

        return IsInDoubt(fromUnixMs, toUnixMs);
    }

    /// <summary>Gaps that changed since the last call.</summary>
    /// <param name="into">Takes them.</param>
    /// <param name="toldThroughUnixMs">Trades before this time are handed out.</param>
    public virtual void Collect(List<Gap> into, long toldThroughUnixMs) => Gaps.Collect(into);

    /// <summary>Whether a gap is announced, and nothing after it counted yet.</summary>
    protected bool IsAnnounced(Gap gap) => gap == _announced;

    /// <summary>Books what a search means for its gap.</summary>
    protected abstract void Settle(Gap gap, bool isCovered, IReadOnlyList<Trade> found, IReadOnlyCollection<UncountedTrade> left);

    /// <summary>Whether something may be missing in a half-open range of time.</summary>
    protected abstract bool IsInDoubt(long fromUnixMs, long toUnixMs);

    /// <summary>Reports a gap that may be filled.</summary>
    protected void Report(Gap gap)
    {
        if (Gaps.Report(gap) is { } settled)
        {
            Ledger.GiveUp(Math.Min(settled.BeforeUnixMs, settled.AfterUnixMs), Math.Max(settled.BeforeUnixMs, settled.AfterUnixMs));
        }
    }

    /// <summary>Something is missing between two trades.</summary>
    protected void NoteHole(long beforeUnixMs, long afterUnixMs)
    {
        Ledger.Doubt(Math.Min(beforeUnixMs, afterUnixMs), Math.Max(beforeUnixMs, afterUnixMs));
        if (afterUnixMs - beforeUnixMs > ShortHoleMs)
        {
            Ledger.BeginHole(beforeUnixMs, afterUnixMs);
        }
        else
        {
            Ledger.Miss();
        }
    }

    /// <summary>Whether a range with both ends included touches a half-open one.</summary>
    protected static bool Touches(long beforeUnixMs, long afterUnixMs, long fromUnixMs, long toUnixMs) =>
        Math.Min(beforeUnixMs, afterUnixMs) < toUnixMs && Math.Max(beforeUnixMs, afterUnixMs) >= fromUnixMs;
}
