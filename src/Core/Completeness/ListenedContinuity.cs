using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Completeness;

/// <summary>
/// Continuity of a market whose ids say nothing of order, or that has none: every break of it is a gap until the venue's own list has shown
/// what was missed. Not thread-safe.
/// </summary>
internal sealed class ListenedContinuity(MarketId market, ProofKind proof, long correctionMs) : Continuity(market, proof)
{
    // Trades that wait at most: more come of a market only that is read anew from far back.
    private const int MostUntold = 4_000;

    private readonly RecentIds _recent = new(correctionMs);
    private readonly Dictionary<(long Id, long UnixMs), HashSet<long>> _counted = [];
    private (long Id, long UnixMs) _last;
    private readonly List<Trade> _untold = [];
    private readonly Dictionary<string, (long FirstUnixMs, long LastUnixMs)> _joining = [];
    private ReturningReaders? _returning;
    private string _reader = "";
    private bool _isContinued;

    // Trades before the one time may be in restored rows; of those after the other it is known.
    private long _restoredUnixMs = long.MinValue;
    private long _knownFromUnixMs = long.MinValue;
    private (long FromUnixMs, long ThroughUnixMs)? _unsure;
    private bool _isResumed;

    public override long Missing => 0;

    public override bool AreAwaited => _returning?.AreAwaited == true;

    public override (long FromUnixMs, long ThroughUnixMs)? Untold =>
        _untold.Count == 0 ? null : (_untold.Min(trade => trade.UnixMs), _untold.Max(trade => trade.UnixMs));

    public override int OpenGaps => Gaps.Open.Count + Gaps.Settled;

    protected override void GoOn(LedgerRun lastRun, in StoredEnd end)
    {
        _last = (0, end.Open is null ? end.CountedThroughUnixMs : end.LastUnixMs);
        _knownFromUnixMs = _restoredUnixMs = end.CountedThroughUnixMs;
        _isResumed = true;
        _unsure = UnsureOf(end);
        RecordUnsure();
    }

    // Where readers go on nothing is unsure, unless it turns out that they do not.
    protected override void Continue(LedgerRun lastRun, in StoredEnd end, Continuation continuation)
    {
        _last = (0, end.Open is null ? end.CountedThroughUnixMs : end.LastUnixMs);
        _knownFromUnixMs = _restoredUnixMs = end.CountedThroughUnixMs;
        _unsure = UnsureOf(end);
        foreach (var id in continuation.Ids)
        {
            _recent.Add(id, end.LastUnixMs);
        }

        if (continuation.Untold is { } untold)
        {
            Record(new(Market, 0, untold.FromUnixMs, 0, untold.ThroughUnixMs, null, "late"));
        }

        Tail.Restore(continuation.Readers, continuation.Ids, end.LastUnixMs);
        _returning = new(continuation, _restoredUnixMs);
        Tail.IsKept = AreAwaited;
    }

    public override void ReadBy(string reader, long firstUnixMs, long lastUnixMs)
    {
        if (!Tail.IsJoinedBy(reader))
        {
            Tail.Read(reader, lastUnixMs);
        }
        else if (AreAwaited)
        {
            // Not all is known that it may bring and was counted: what waits for it would not be whole.
            _joining[reader] = (_joining.TryGetValue(reader, out var began) ? began.FirstUnixMs : firstUnixMs, lastUnixMs);
        }
        else
        {
            Join(reader, firstUnixMs, lastUnixMs);
        }

        if (_returning is not null)
        {
            (_reader, _isContinued, _knownFromUnixMs) = (reader, _returning.IsSource(reader), _returning.KnownFrom(reader));
        }
    }

    // From the first of them on, what its reader brings is known by its ids.
    public override void Remember(in Trade trade)
    {
        _returning?.Note(_reader, trade.UnixMs);
        if (trade.Id > 0 && !_recent.Contains(trade.Id))
        {
            Remember(trade.Id, trade.UnixMs);
        }
    }

    public override IReadOnlyList<Trade> Return(string reader)
    {
        if (_returning?.Return(reader) != true)
        {
            return [];
        }

        (_reader, _isContinued, _knownFromUnixMs) = ("", false, _returning.KnownFrom(""));
        JoinAll();
        foreach (var trade in _untold)
        {
            if (trade.UnixMs < _knownFromUnixMs)
            {
                Lose(trade.UnixMs);
            }
        }

        return TakeUntold();
    }

    public override void EndAwaiting()
    {
        _returning?.GiveUp();
        _joining.Clear();
        Tail.IsKept = false;
        Array.ForEach(TakeUntold(), trade => Lose(trade.UnixMs));
    }

    public override bool Refuse(in Trade trade)
    {
        // What it may be a repetition of has not been heard of again yet.
        if (trade.Id > 0 && trade.UnixMs < _knownFromUnixMs && _untold.Count < MostUntold && _returning?.IsToldLater(_reader) == true && !_recent.Contains(trade.Id))
        {
            _untold.Add(trade);
            return false;
        }

        return base.Refuse(trade);
    }

    public override void Overflow()
    {
        base.Overflow();
        Ledger.Miss();
    }

    public override void Resume()
    {
        if (!_isResumed && _last.UnixMs > 0)
        {
            RecordUnsure();
            _isResumed = true;
            Gaps.ExpectIfNone("reconnect");
        }
    }

    public override bool IsNew(in Trade trade)
    {
        if (trade.Id <= 0)
        {
            return _isContinued || trade.UnixMs >= _restoredUnixMs;
        }

        // Nothing that an earlier connection had under way comes on this one: what is older is repeated by the venue.
        if (trade.UnixMs < _knownFromUnixMs || _recent.Contains(trade.Id))
        {
            return false;
        }

        return trade.UnixMs > _recent.ForgottenThroughUnixMs || (GapAt(trade.UnixMs) is { } gap && !IsCounted(gap, trade.Id));
    }

    // What an unbroken connection brings that is older than all ids that are known came late, or came again.
    public override bool IsAmbiguous(in Trade trade) =>
        trade.Id > 0 && !_recent.Contains(trade.Id) &&
        (trade.UnixMs < _knownFromUnixMs
            ? _returning is not null && !_isResumed
            : trade.UnixMs <= _recent.ForgottenThroughUnixMs && GapAt(trade.UnixMs) is null);

    public override void Book(in Trade trade)
    {
        if (_isResumed && trade.UnixMs > _last.UnixMs)
        {
            if (_last.UnixMs > 0)
            {
                NoteBreak(trade);
            }

            _isResumed = false;
        }

        _unsure = null;
        if (trade.Id > 0)
        {
            Remember(trade.Id, trade.UnixMs);
            Tail.Add(trade.Id, trade.UnixMs);
        }

        if (trade.UnixMs >= _last.UnixMs)
        {
            _last = (trade.Id, trade.UnixMs);
        }
    }

    public override Gap? LongHoleBefore(in Trade trade) =>
        _isResumed && _last.UnixMs > 0 && trade.UnixMs - _last.UnixMs > LongHoleMs
            ? new(Market, _last.Id, _last.UnixMs, trade.Id, trade.UnixMs, null, Gaps.TakeReason("reconnect"))
            : null;

    // Some venues' lists tell whole seconds only. Beyond the gap everything was counted as it came.
    public override bool Belongs(Gap gap, in Trade trade)
    {
        var isWholeSecond = trade.UnixMs == Timeframe.S1.Floor(trade.UnixMs);
        return trade.UnixMs >= (isWholeSecond ? Timeframe.S1.Floor(gap.BeforeUnixMs) : gap.BeforeUnixMs) && trade.UnixMs <= gap.AfterUnixMs;
    }

    public override void BeginRefill(Gap gap, bool isCovered, string by)
    {
        base.BeginRefill(gap, isCovered, by);
        if (IsAnnounced(gap))
        {
            _isResumed &= !isCovered;
        }
    }

    protected override void Settle(Gap gap, bool isCovered, IReadOnlyList<Trade> found, IReadOnlyCollection<UncountedTrade> left)
    {
        if (Gaps.Find(gap) is not { } open)
        {
            return;
        }

        var marks = left.Where(m => m.UnixMs == 0 || Encloses(gap, m.UnixMs)).ToArray();
        if (isCovered && marks.Length == 0)
        {
            Gaps.Close(open);
            _counted.Remove(KeyOf(open));
        }
        else if (isCovered && marks.All(m => m.UnixMs > 0))
        {
            // The beginning is the key: what is left reaches from there to the last print that could not be counted.
            Report(open with { AfterId = marks.MaxBy(m => m.UnixMs).Id, AfterUnixMs = marks.Max(m => m.UnixMs) });
        }
        else if (!isCovered && marks.Length == 0 && found is [var first, ..] && first.UnixMs < open.AfterUnixMs && found.Any(t => t.UnixMs >= open.AfterUnixMs || (t.Id > 0 && t.Id == open.AfterId)))
        {
            // A list that has come to the newer end holds everything after its oldest.
            Report(open with { AfterId = first.Id, AfterUnixMs = first.UnixMs });
        }
    }

    protected override bool IsInDoubt(long fromUnixMs, long toUnixMs)
    {
        foreach (var gap in Gaps.Open)
        {
            if (Touches(gap.BeforeUnixMs, gap.AfterUnixMs, fromUnixMs, toUnixMs))
            {
                return true;
            }
        }

        return false;
    }

    private void Join(string reader, long firstUnixMs, long lastUnixMs)
    {
        Tail.Seed(_recent.From(CountedTail.ReachOf(firstUnixMs)), Math.Max(_last.UnixMs, lastUnixMs));
        Tail.Read(reader, lastUnixMs);
    }

    private void JoinAll()
    {
        foreach (var (reader, (first, last)) in _joining)
        {
            Join(reader, first, last);
        }

        _joining.Clear();
        Tail.IsKept = false;
    }

    private Trade[] TakeUntold()
    {
        Trade[] untold = [.. _untold];
        _untold.Clear();
        return untold;
    }

    private static (long FromUnixMs, long ThroughUnixMs)? UnsureOf(in StoredEnd end) =>
        end.Open is null && end.LastUnixMs < end.CountedThroughUnixMs ? (end.LastUnixMs, end.CountedThroughUnixMs - 1) : null;

    // Nobody knows whether the last stored second had all of its trades when listening ended, and what is repeated of it cannot be told from what is new.
    private void RecordUnsure()
    {
        if (_unsure is { } second)
        {
            Record(new(Market, 0, second.FromUnixMs, 0, second.ThroughUnixMs, null, Gap.Restart));
            _unsure = null;
        }
    }

    private void NoteBreak(in Trade trade)
    {
        var gap = new Gap(Market, _last.Id, _last.UnixMs, trade.Id, trade.UnixMs, null, "reconnect");
        gap = gap with { Reason = Gaps.Find(gap)?.Reason ?? Gaps.TakeReason("reconnect") };
        Report(gap);
        _counted[KeyOf(gap)] = [.. _recent.From(Timeframe.S1.Floor(gap.BeforeUnixMs))];
        NoteHole(gap.BeforeUnixMs, gap.AfterUnixMs);
    }

    private void Remember(long id, long unixMs)
    {
        _recent.Add(id, unixMs);
        for (var i = 0; i < Gaps.Open.Count; i++)
        {
            if (Encloses(Gaps.Open[i], unixMs))
            {
                var key = KeyOf(Gaps.Open[i]);
                (_counted.TryGetValue(key, out var known) ? known : _counted[key] = []).Add(id);
            }
        }
    }

    private Gap? GapAt(long unixMs)
    {
        for (var i = 0; i < Gaps.Open.Count; i++)
        {
            if (Encloses(Gaps.Open[i], unixMs))
            {
                return Gaps.Open[i];
            }
        }

        return null;
    }

    private bool IsCounted(Gap gap, long id) => _counted.TryGetValue(KeyOf(gap), out var known) && known.Contains(id);

    // With the whole seconds on both sides: lists that tell no milliseconds have their trades there.
    private static bool Encloses(Gap gap, long unixMs) =>
        unixMs >= Timeframe.S1.Floor(gap.BeforeUnixMs) && unixMs < Timeframe.S1.Floor(gap.AfterUnixMs) + Timeframe.S1.Milliseconds;

    private static (long Id, long UnixMs) KeyOf(Gap gap) => (gap.BeforeId, gap.BeforeUnixMs);
}
