using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Completeness;

/// <summary>
/// Whether one market's trades are all there, and each once: repeated and missing ids, breaks of the connection, the gaps and the ledger that
/// follow from them, and what a search over REST brings. Not thread-safe.
/// </summary>
/// <param name="market">The market.</param>
/// <param name="proof">How strong its evidence of completeness is.</param>
/// <param name="correctionMs">Market time for which a trade may come late, milliseconds.</param>
internal sealed class Continuity(MarketId market, ProofKind proof, long correctionMs)
{
    /// <summary>Market time from which a hole is long, milliseconds: what lies in it could not be corrected in time.</summary>
    public const long LongHoleMs = 240_000;

    private readonly bool _isContiguous = proof == ProofKind.Ids;
    private readonly IdTracker _ids = new();
    private readonly RecentIds _recent = new(correctionMs);
    private readonly GapLog _gaps = new(market, proof);
    private (long Id, long UnixMs) _last;
    private bool _isResumed;

    /// <summary>The rows that tell minute by minute what is known.</summary>
    public MarketLedger Ledger { get; } = new(market, proof);

    /// <summary>Ids known to be missing.</summary>
    public long Missing => _isContiguous ? _ids.Missing : 0;

    /// <summary>Gaps known.</summary>
    public int OpenGaps => _isContiguous ? _ids.Holes.Count : _gaps.Unfilled.Count;

    /// <summary>Market time missing in all open gaps, milliseconds.</summary>
    public long HoleMs => _gaps.HoleMs;

    /// <summary>Goes on after stored trades.</summary>
    /// <param name="lastRun">The latest ledger row.</param>
    /// <param name="open">The second that it ends in the middle of; null when it ends with a second.</param>
    public void Restore(LedgerRun lastRun, Bar? open)
    {
        Ledger.Restore(lastRun, open);
        _last = (lastRun.LastId, lastRun.ToUnixMs);
        if (_isContiguous && lastRun.LastId > 0)
        {
            _ids.Restore(lastRun.LastId, lastRun.ToUnixMs);
        }

        _gaps.Expect("restart");
        _isResumed = true;
    }

    /// <summary>The reader had to drop trades.</summary>
    public void Overflow()
    {
        _gaps.Expect("overflow");
        Ledger.Miss();
        Resume();
    }

    /// <summary>The feed was not listening for a while before the next trade. Contiguous ids tell by themselves what that cost.</summary>
    public void Resume()
    {
        if (!_isResumed && _last.UnixMs > 0)
        {
            _isResumed = true;
            _gaps.Expect("reconnect");
        }
    }

    /// <summary>Takes a trade; false when it was counted before.</summary>
    /// <param name="trade">The trade.</param>
    /// <param name="followsBreak">Whether so much is missing before it that its time begins a new row of the ledger: see <see cref="Break"/>.</param>
    public bool TryTake(in Trade trade, out bool followsBreak)
    {
        followsBreak = false;
        if (_isContiguous && trade.Id > 0)
        {
            return TakeNumbered(trade, out followsBreak);
        }

        if (trade.Id > 0 && !_recent.TryAdd(trade.Id, trade.UnixMs))
        {
            return false;
        }

        if (_isResumed && trade.UnixMs > _last.UnixMs)
        {
            followsBreak = _last.UnixMs > 0 && NoteBreak(trade);
            _isResumed = false;
        }

        if (trade.UnixMs >= _last.UnixMs)
        {
            _last = (trade.Id, trade.UnixMs);
        }

        return true;
    }

    /// <summary>Everything before this time and after the last closed second is in doubt.</summary>
    public void Break(long unixMs) => Ledger.Break(Timeframe.S1.Floor(unixMs));

    /// <summary>Reports holes that have settled.</summary>
    public void Report(long nowUnixMs) => _gaps.Report(_ids.Holes, nowUnixMs);

    /// <summary>The long hole that would stand before a trade; null when there is none.</summary>
    public Gap? LongHoleBefore(in Trade trade)
    {
        if (_isContiguous)
        {
            var first = trade.Id - trade.IdsBefore;
            return _ids.LastId > 0 && first > _ids.LastId + 1 && trade.UnixMs - _ids.LastUnixMs > LongHoleMs
                ? new(market, _ids.LastId, _ids.LastUnixMs, first, trade.UnixMs, first - _ids.LastId - 1, _gaps.TakeReason())
                : null;
        }

        return _isResumed && _last.UnixMs > 0 && trade.UnixMs - _last.UnixMs > LongHoleMs
            ? new(market, _last.Id, _last.UnixMs, trade.Id, trade.UnixMs, null, _gaps.TakeReason())
            : null;
    }

    /// <summary>Reports a gap before its trades are counted.</summary>
    public void Announce(Gap gap) => _gaps.Open(gap);

    /// <summary>Whether a trade that a search has brought belongs to its gap.</summary>
    public bool Belongs(Gap gap, in Trade trade)
    {
        if (_isContiguous)
        {
            return trade.Id > gap.BeforeId && trade.Id < gap.AfterId;
        }

        // Some venues' lists tell whole seconds only. Beyond the gap everything was counted as it came.
        var isWholeSecond = trade.UnixMs == Timeframe.S1.Floor(trade.UnixMs);
        return trade.UnixMs >= (isWholeSecond ? Timeframe.S1.Floor(gap.BeforeUnixMs) : gap.BeforeUnixMs) && trade.UnixMs <= gap.AfterUnixMs;
    }

    /// <summary>The trades of a search follow.</summary>
    /// <param name="isCovered">Whether the venue's list holds everything of the gap.</param>
    /// <param name="by">The request, for the record.</param>
    public void BeginRefill(bool isCovered, string by)
    {
        _gaps.FilledBy = by;
        _isResumed &= !isCovered;
    }

    /// <summary>The trades of a search have been counted.</summary>
    /// <param name="gap">What was searched for.</param>
    /// <param name="isCovered">Whether the venue's list holds everything of the gap.</param>
    /// <param name="oldest">The earliest trade that it brought; null when it brought none.</param>
    public void EndRefill(Gap gap, bool isCovered, Trade? oldest)
    {
        if (_isContiguous)
        {
            if (isCovered)
            {
                _ids.Dismiss(gap.BeforeId + 1, gap.AfterId - 1);
            }

            _gaps.Fill(_ids.Holes);
            _gaps.Narrow(_ids.Holes);
        }
        else if (isCovered)
        {
            _gaps.Close(gap);
        }
        else if (oldest is { } first && first.UnixMs < gap.AfterUnixMs)
        {
            _gaps.Open(gap with { AfterId = first.Id, AfterUnixMs = first.UnixMs });
        }

        _gaps.FilledBy = GapLog.LateTrades;
        if (!Ledger.Heal(Holes()) && isCovered)
        {
            Ledger.Fill();
        }
    }

    /// <summary>Gaps that changed since the last call.</summary>
    public void Collect(List<Gap> into) => _gaps.Collect(into);

    private bool TakeNumbered(in Trade trade, out bool followsBreak)
    {
        var (holes, lastUnixMs) = (_ids.Holes.Count, _ids.LastUnixMs);
        var verdict = _ids.Take(trade.Id, trade.UnixMs, trade.IdsBefore);
        followsBreak = verdict == IdVerdict.AfterHole && trade.UnixMs - lastUnixMs > GapLog.ShortHoleMs;
        if (verdict == IdVerdict.AfterHole && !followsBreak)
        {
            Ledger.Miss();
        }
        else if (verdict == IdVerdict.FillsHole)
        {
            NoteFill(_ids.Holes.Count - holes);
        }

        return verdict != IdVerdict.Repeated;
    }

    private bool NoteBreak(in Trade trade)
    {
        _gaps.Open(new(market, _last.Id, _last.UnixMs, trade.Id, trade.UnixMs, null, _gaps.TakeReason()));
        if (trade.UnixMs - _last.UnixMs > GapLog.ShortHoleMs)
        {
            return true;
        }

        Ledger.Miss();
        return false;
    }

    private void NoteFill(int moreHoles)
    {
        if (moreHoles > 0)
        {
            Ledger.Miss();
        }
        else if (moreHoles < 0)
        {
            _gaps.Fill(_ids.Holes);
            if (!Ledger.Heal(Holes()))
            {
                Ledger.Fill();
            }
        }
    }

    private IEnumerable<(long BeforeUnixMs, long AfterUnixMs)> Holes() => _isContiguous
        ? _ids.Holes.Select(hole => (hole.BeforeUnixMs, hole.AfterUnixMs))
        : _gaps.Unfilled.Select(gap => (gap.BeforeUnixMs, gap.AfterUnixMs));
}
