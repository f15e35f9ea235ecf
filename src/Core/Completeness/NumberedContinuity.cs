using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Completeness;

/// <summary>
/// Continuity of a market whose ids rise by one: a missing id is a missing trade, unless trades out of order bring it within two seconds of
/// market time. Not thread-safe.
/// </summary>
internal sealed class NumberedContinuity(MarketId market) : Continuity(market, ProofKind.Ids)
{
    private const long SettleMs = 2_000;

    private readonly IdTracker _ids = new();
    private readonly Dictionary<(long Id, long UnixMs), Gap> _foreseen = [];

    public override long Missing => _ids.Missing;

    public override IReadOnlyList<IdRange> Holes => _ids.Holes;

    public override int OpenGaps => _ids.Holes.Count + Gaps.Settled;

    protected override void GoOn(LedgerRun lastRun, in StoredEnd end)
    {
        if (lastRun.LastId > 0)
        {
            _ids.Restore(lastRun.LastId, end.LastUnixMs, end.CountedThroughUnixMs - 1);
        }
    }

    protected override void Continue(LedgerRun lastRun, in StoredEnd end, Continuation continuation)
    {
        if (lastRun.LastId > 0)
        {
            _ids.Restore(lastRun.LastId, end.LastUnixMs, end.CountedThroughUnixMs - 1);
            _ids.Reopen(continuation.Holes);
            foreach (var gap in continuation.Gaps.Where(gap => HolesOf(gap).Any()))
            {
                Gaps.Reopen(gap);
            }
        }
    }

    // Ids tell by themselves what a break has cost; only why is to be named.
    public override void Resume()
    {
        if (_ids.LastId > 0)
        {
            Gaps.ExpectIfNone("reconnect");
        }
    }

    public override bool IsNew(in Trade trade) =>
        trade.Id <= 0 || _ids.Judge(trade.Id, trade.UnixMs, trade.IdsBefore) != IdVerdict.Repeated;

    public override void Book(in Trade trade)
    {
        if (trade.Id <= 0)
        {
            return;
        }

        var verdict = _ids.Judge(trade.Id, trade.UnixMs, trade.IdsBefore);
        var (lastId, lastUnixMs, hole, suspect) = (_ids.LastId, _ids.LastUnixMs, _ids.HoleOf(trade.Id, trade.UnixMs), _ids.Suspect);
        _ids.Take(verdict, trade.Id, trade.UnixMs, trade.IdsBefore);
        switch (verdict)
        {
            case IdVerdict.AfterHole or IdVerdict.Suspect:
                NoteHole(lastUnixMs, trade.UnixMs);
                break;
            case IdVerdict.FillsHole:
                NoteFill(hole);
                break;
            case IdVerdict.Anew:
                BeginAnew(new(Market, lastId, lastUnixMs, suspect!.Value.Id, suspect.Value.UnixMs, null, "anew"));
                break;
            case IdVerdict.Next:
                ForgetReason();
                break;
        }

        GiveUpOldest();
        if (suspect is { } unfounded && _ids.Suspect is null && verdict != IdVerdict.Anew)
        {
            Ledger.Heal(Math.Min(lastUnixMs, unfounded.UnixMs), Math.Max(lastUnixMs, unfounded.UnixMs));
        }
    }

    // Seconds are closed whole.
    public override long? SettlesUnixMs(long afterUnixMs) =>
        _ids.Holes is [.., var latest] && latest.ThroughUnixMs + SettleMs > afterUnixMs ? Timeframe.S1.Ceiling(latest.ThroughUnixMs + SettleMs) : null;

    public override void ReportHoles(long nowUnixMs)
    {
        if (IsSettling)
        {
            return;
        }

        foreach (var hole in _ids.Holes)
        {
            if (hole.ThroughUnixMs + SettleMs <= nowUnixMs && FindGap(hole) is null)
            {
                Report(Gaps.Of(hole, Gaps.TakeReason("ids")));
            }
        }
    }

    // Rows beyond a hole are stored before it has settled. Should the process end meanwhile, nobody would remember the hole: it goes with them.
    public override void Collect(List<Gap> into, long toldThroughUnixMs)
    {
        base.Collect(into, toldThroughUnixMs);
        if (_foreseen.Count > 0)
        {
            CollectClosed(into);
        }

        // Whoever goes on where readers do is told of holes by the position.
        for (var i = _ids.Holes.Count - 1; !IsSettling && i >= 0 && _ids.Holes[i].ThroughUnixMs + SettleMs > toldThroughUnixMs; i--)
        {
            var gap = Gaps.Of(_ids.Holes[i], "ids");
            var key = (gap.BeforeId, gap.BeforeUnixMs);
            if (gap.AfterUnixMs < toldThroughUnixMs && FindGap(_ids.Holes[i]) is null && _foreseen.GetValueOrDefault(key) != gap)
            {
                into.Add(_foreseen[key] = gap);
            }
        }
    }

    public override Gap? LongHoleBefore(in Trade trade)
    {
        var first = trade.Id - trade.IdsBefore;
        return _ids.LastId > 0 && first > _ids.LastId + 1 && trade.UnixMs - _ids.LastUnixMs > LongHoleMs
            ? new(Market, _ids.LastId, _ids.LastUnixMs, first, trade.UnixMs, first - _ids.LastId - 1, Gaps.TakeReason("ids"))
            : null;
    }

    public override bool Belongs(Gap gap, in Trade trade) => trade.Id > gap.BeforeId && trade.Id < gap.AfterId;

    public override bool IsMissing(in Trade trade) => _ids.IsMissing(trade.Id);

    protected override void Settle(Gap gap, bool isCovered, IReadOnlyList<Trade> found, IReadOnlyCollection<UncountedTrade> left)
    {
        if (isCovered)
        {
            var first = gap.BeforeId + 1;
            foreach (var mark in left.Where(m => m.Id > gap.BeforeId && m.Id < gap.AfterId).OrderBy(m => m.Id))
            {
                _ids.Dismiss(first, mark.Id - 1);
                first = mark.Id + 1;
            }

            _ids.Dismiss(first, gap.AfterId - 1);
        }

        foreach (var open in Gaps.Open.Where(g => g.BeforeId < gap.AfterId && g.AfterId > gap.BeforeId).ToArray())
        {
            CloseIfFilled(open);
            Narrow(open);
        }
    }

    protected override bool IsInDoubt(long fromUnixMs, long toUnixMs)
    {
        foreach (var hole in _ids.Holes)
        {
            if (Touches(hole.BeforeUnixMs, hole.AfterUnixMs, fromUnixMs, toUnixMs))
            {
                return true;
            }
        }

        foreach (var gap in Gaps.Open)
        {
            if (IsAnnounced(gap) && Touches(gap.BeforeUnixMs, gap.AfterUnixMs, fromUnixMs, toUnixMs))
            {
                return true;
            }
        }

        return _ids.Suspect is { } suspect && Touches(_ids.LastUnixMs, suspect.UnixMs, fromUnixMs, toUnixMs);
    }

    private void BeginAnew(Gap gap)
    {
        GiveUpOldest();
        foreach (var open in Gaps.Open.ToArray())
        {
            Record(open);
        }

        Ledger.BeginAnew();
        Record(gap);
        Sequences++;
    }

    // What was handed out before it had settled is reported by now, or trades out of order have closed it.
    private void CollectClosed(List<Gap> into)
    {
        foreach (var (key, gap) in _foreseen.ToArray())
        {
            if (Gaps.Find(gap) is not null)
            {
                _foreseen.Remove(key);
            }
            else if (!_ids.Holes.Any(hole => (hole.FirstId - 1, hole.BeforeUnixMs) == key))
            {
                _foreseen.Remove(key);
                into.Add(gap with { FilledBy = GapLog.LateTrades });
            }
        }
    }

    // A hole that was reported or named by now needs the reason no longer.
    private void ForgetReason()
    {
        if (_ids.Holes.Count == 0)
        {
            Gaps.Expect(null);
        }
    }

    private void NoteFill(IdRange? hole)
    {
        if (hole is { } filled)
        {
            if (FindGap(filled) is { } gap)
            {
                CloseIfFilled(gap);
            }

            Ledger.Heal(filled.FromUnixMs, filled.ThroughUnixMs);
        }
        else
        {
            // Older than the first that was seen.
            Ledger.Miss();
        }
    }

    // Trades came that were missing: a gap without a hole left is filled.
    private void CloseIfFilled(Gap gap)
    {
        if (!IsAnnounced(gap) && !HolesOf(gap).Any())
        {
            Gaps.Close(gap);
            Ledger.Heal(Math.Min(gap.BeforeUnixMs, gap.AfterUnixMs), Math.Max(gap.BeforeUnixMs, gap.AfterUnixMs));
        }
    }

    // Gaps of which something is left become what is left of them.
    private void Narrow(Gap gap)
    {
        var left = HolesOf(gap).ToArray();
        if (IsAnnounced(gap) || left.Length == 0 || (left.Length == 1 && left[0].FirstId == gap.BeforeId + 1 && left[0].LastId == gap.AfterId - 1))
        {
            return;
        }

        if (left[0].FirstId != gap.BeforeId + 1 || left[0].BeforeUnixMs != gap.BeforeUnixMs)
        {
            // Another beginning is another key: this one is filled, what is left gets rows of its own.
            Gaps.Close(gap);
        }

        foreach (var hole in left)
        {
            Report(Gaps.Of(hole, gap.Reason));
        }
    }

    // A hole that is remembered no longer stays on record, and its minutes unproven: no later trade can close it.
    private void GiveUpOldest()
    {
        foreach (var hole in _ids.TakeGivenUp())
        {
            var gap = FindGap(hole);
            if (gap is not null)
            {
                Gaps.Close(gap);
                foreach (var other in HolesOf(gap).ToArray())
                {
                    Report(Gaps.Of(other, gap.Reason));
                }
            }

            _foreseen.Remove((hole.FirstId - 1, hole.BeforeUnixMs));
            Record(Gaps.Of(hole, gap?.Reason ?? Gaps.TakeReason("ids")));
        }
    }

    private Gap? FindGap(IdRange hole) => Gaps.Open.FirstOrDefault(gap => gap.BeforeId < hole.FirstId && gap.AfterId > hole.LastId);

    private IEnumerable<IdRange> HolesOf(Gap gap) => _ids.Holes.Where(hole => hole.FirstId > gap.BeforeId && hole.LastId < gap.AfterId);
}
