using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Completeness.Ledger;

/// <summary>
/// Ledger of one market, kept from its bars: a row never speaks of a trade that is not in a bar handed out with it. Whether something is
/// missing in a row is asked anew whenever the row is handed out; minutes in which nothing is grow one row, a long hole is a row of its own.
/// Not thread-safe.
/// </summary>
/// <param name="market">The market.</param>
/// <param name="proof">What a verdict rests on.</param>
/// <param name="isInDoubt">Whether something may be missing in a half-open range of time.</param>
internal sealed class MarketLedger(MarketId market, ProofKind proof, Func<long, long, bool> isInDoubt)
{
    private readonly List<LedgerRun> _changed = [];
    private readonly DoubtfulRows _doubtful = new();
    private readonly List<(long FromUnixMs, long ThroughUnixMs)> _givenUp = [];
    private LedgerRow _run;
    private LedgerRow _minute;
    private Bar? _restored;
    private long _begunUnixMs;
    private long _holeEnd;
    private long _lastId;
    private string _feed = "";
    private long _epoch;

    /// <summary>Whether rows have changed that no bar will bring along.</summary>
    public bool HasChanges => _changed.Count > 0;

    /// <summary>Goes on after the latest stored row.</summary>
    /// <param name="last">The row.</param>
    /// <param name="open">The second that it ends in the middle of, as far as the row speaks of it; null when it ends with a second.</param>
    /// <param name="unproven">Stored rows to which trades may still come.</param>
    public void Restore(LedgerRun last, Bar? open, IEnumerable<LedgerRun> unproven)
    {
        foreach (var row in unproven)
        {
            _doubtful.Add(LedgerRow.Of(row));
        }

        (_minute, _restored) = (LedgerRow.At(last.ToUnixMs), open);
        _lastId = last.LastId;
    }

    /// <summary>The feed that reads the market from now on; another one begins a new row.</summary>
    public void ReadBy(string feedId, long epoch)
    {
        if (_feed != feedId || _epoch != epoch)
        {
            CloseMinute();
            CloseRun();
            (_feed, _epoch) = (feedId, epoch);
        }
    }

    /// <summary>The first trade has come: what was before it in its second is not known, so the first row begins at its time.</summary>
    public void Begin(long unixMs)
    {
        if (_minute.To == 0)
        {
            _minute = LedgerRow.At(unixMs);
            _begunUnixMs = unixMs;
        }
    }

    /// <summary>Time is covered up to here: the next trade has come, what is missing before it is known.</summary>
    public void Cover(long unixMs)
    {
        if (_holeEnd > 0 && unixMs <= _holeEnd)
        {
            _minute.To = Math.Max(_minute.To, unixMs);
            return;
        }

        FinishHole();
        var minute = Timeframe.M1.Floor(unixMs - 1);
        if (minute > _minute.From && minute != Timeframe.M1.Floor(_minute.From))
        {
            _minute.To = Math.Max(_minute.To, minute);
            CloseMinute();
        }

        _minute.To = Math.Max(_minute.To, unixMs);
    }

    /// <summary>A second with trades was closed.</summary>
    public void Close(BarBuilder second) => Add(second, second.OpenUnixMs + Timeframe.S1.Milliseconds);

    /// <summary>A second is left open: it is told up to its last trade.</summary>
    public void Leave(BarBuilder second) => Add(second, EndOf(second));

    /// <summary>A trade was added to a second closed before: the sums of its row follow, or those of the present one when its own is kept no longer.</summary>
    public void Correct(in Trade trade)
    {
        var (buy, sell) = trade.Side == AggressorSide.Buy ? (trade.Notional, 0.0) : (0.0, trade.Notional);
        var (unixMs, id) = (trade.UnixMs, trade.Id);
        _lastId = Math.Max(_lastId, id);
        if (unixMs >= _minute.From || !_doubtful.TryAdd(unixMs, 1, buy, sell))
        {
            _minute.Add(1, buy, sell);
        }

        _minute.Note(0, id == 0 ? 0 : _lastId);
    }

    /// <summary>Ids begin anew: what the last one was says nothing any more.</summary>
    public void BeginAnew() => _lastId = 0;

    /// <summary>Something short is missing: the present minute counts it.</summary>
    public void Miss() => _minute.Found++;

    /// <summary>Something long is missing between two trades: the seconds from the one to the other become a row of their own.</summary>
    public void BeginHole(long beforeUnixMs, long afterUnixMs)
    {
        var from = Math.Max(Timeframe.S1.Floor(beforeUnixMs), _minute.To);
        var end = Timeframe.S1.Floor(afterUnixMs) + Timeframe.S1.Milliseconds;
        if (end <= from)
        {
            Miss();
            return;
        }

        Cover(from);
        FinishHole();
        CloseMinute();
        CloseRun();
        (_minute, _holeEnd) = (LedgerRow.At(from) with { Found = 1 }, end);
    }

    /// <summary>Something is missing in a time, both ends included, of which rows may have been closed: its seconds in those become a row of their own.</summary>
    public void Doubt(long fromUnixMs, long throughUnixMs)
    {
        var from = Math.Max(Timeframe.S1.Floor(fromUnixMs), _begunUnixMs);
        var to = Math.Min(Timeframe.S1.Floor(throughUnixMs) + Timeframe.S1.Milliseconds, _minute.From);
        var earliest = _run.IsEmpty ? _minute.From : _run.From;
        if (_run.Overlaps(from, to))
        {
            CutRun(Math.Max(from, _run.From), Math.Min(to, _run.To));
        }

        to = Math.Min(to, earliest);
        if (from < to && !_doubtful.TryTell(from, to))
        {
            Keep(LedgerRow.At(from) with { To = to, Found = 1 });
        }
    }

    /// <summary>What is missing in a time, both ends included, stays missing; the time may be still to come.</summary>
    public void GiveUp(long fromUnixMs, long throughUnixMs)
    {
        Doubt(fromUnixMs, throughUnixMs);
        _doubtful.Forget(fromUnixMs, throughUnixMs + 1);
        if (throughUnixMs >= _minute.From)
        {
            _givenUp.Add((fromUnixMs, throughUnixMs));
        }
    }

    /// <summary>Nothing is missing any more in a time, both ends included: rows of it in which nothing else is become complete.</summary>
    public void Heal(long fromUnixMs, long throughUnixMs)
    {
        // In whole seconds, as it was doubted: a row of the first may end before, where another start has gone on.
        foreach (var row in _doubtful.TakeComplete(Timeframe.S1.Floor(fromUnixMs), throughUnixMs + 1, isInDoubt))
        {
            _changed.Add(ToRun(row, false));
        }
    }

    /// <summary>Whether anything has come to a second since a restart: where nothing has, the break begins where the stored row ended.</summary>
    public bool HasNews(BarBuilder second) => second.Trades > 0 || RestoredOf(second) is null;

    /// <summary>Rows that changed since the last call, the present ones included.</summary>
    /// <param name="into">Takes them.</param>
    /// <param name="open">
    /// A second that stays open and that they tell too, up to its last trade, as <see cref="Leave"/> would; null for closed seconds alone. Where a minute has
    /// just begun, the row of the one before tells of it until that second is closed.
    /// </param>
    public void Collect(List<LedgerRun> into, BarBuilder? open)
    {
        FoldBack();
        into.AddRange(_changed);
        _changed.Clear();
        if (_doubtful.HaveChanged)
        {
            into.AddRange(_doubtful.TakeChanged().Select(row => ToRun(row, IsDoubtful(row))));
        }

        var minute = _minute;
        if (open is not null)
        {
            minute = Sum(minute, open);
            minute.To = Math.Max(minute.To, EndOf(open));
        }

        if (CanJoin(_run, minute))
        {
            into.Add(ToRun(LedgerRow.Join(_run, minute), false) with { Closed = PartOf(LedgerRow.Join(_run, _minute), open) });
            return;
        }

        if (!_run.IsEmpty)
        {
            into.Add(ToRun(_run, IsDoubtful(_run)));
        }

        if (!minute.IsEmpty)
        {
            _minute.IsOwn = true;
            into.Add(ToRun(minute, IsDoubtful(minute)) with { Closed = PartOf(_minute, open) });
        }
    }

    // A row without length is not handed out, and of a market that rests none may follow: what came late goes to the row before it.
    private void FoldBack()
    {
        if (!_minute.IsEmpty || _minute.Trades == 0)
        {
            return;
        }

        if (!_run.IsEmpty)
        {
            _run.Add(_minute.Trades, _minute.Buy.Value, _minute.Sell.Value);
        }
        else if (!_doubtful.TryAdd(_minute.From - 1, _minute.Trades, _minute.Buy.Value, _minute.Sell.Value))
        {
            return;
        }

        _minute = LedgerRow.At(_minute.From) with { FirstId = _minute.FirstId, LastId = _minute.LastId, Found = _minute.Found, IsOwn = _minute.IsOwn };
    }

    private ClosedPart? PartOf(in LedgerRow row, BarBuilder? open) => open is null
        ? null
        : new(Math.Min(row.To, open.OpenUnixMs), IdOf(row.LastId), row.Trades, row.Buy.Value, row.Sell.Value);

    private static long EndOf(BarBuilder second) => Math.Max(second.OpenUnixMs, second.LastTradeUnixMs) + 1;

    private void FinishHole()
    {
        if (_holeEnd > 0)
        {
            _minute.To = Math.Max(_minute.To, _holeEnd);
            _holeEnd = 0;
            CloseMinute();
        }
    }

    private void Add(BarBuilder second, long throughUnixMs)
    {
        if (!HasNews(second))
        {
            return;
        }

        Cover(throughUnixMs);
        _minute = Sum(_minute, second);
        _lastId = Math.Max(_lastId, second.LastId);
        if (throughUnixMs == _holeEnd)
        {
            FinishHole();
        }
    }

    private Bar? RestoredOf(BarBuilder second) => _restored is { } known && known.OpenUnixMs == second.OpenUnixMs ? known : null;

    private LedgerRow Sum(LedgerRow minute, BarBuilder second)
    {
        var (bar, restored) = (second.ToBar(), RestoredOf(second) ?? default);
        minute.Add(second.Trades, bar.BuyNotional - restored.BuyNotional, bar.SellNotional - restored.SellNotional);
        minute.Note(second.FirstId, second.LastId == 0 ? 0 : Math.Max(_lastId, second.LastId));
        return minute;
    }

    private void CloseMinute()
    {
        if (CanJoin(_run, _minute))
        {
            _run = LedgerRow.Join(_run, _minute);
        }
        else if (!_minute.IsEmpty)
        {
            CloseRun();
            if (IsDoubtful(_minute))
            {
                Keep(_minute);
            }
            else
            {
                _run = _minute;
            }
        }

        _minute = LedgerRow.At(_minute.To);
        if (_givenUp.Count > 0)
        {
            _givenUp.RemoveAll(stretch => stretch.ThroughUnixMs < _minute.From);
        }
    }

    private void CloseRun()
    {
        if (!_run.IsEmpty && IsDoubtful(_run))
        {
            Keep(_run);
        }
        else if (!_run.IsEmpty)
        {
            _changed.Add(ToRun(_run, false));
        }

        _run = default;
    }

    // The sums of a row that is cut stay with its first part: of which minute they were is not known any more.
    private void CutRun(long from, long to)
    {
        var (first, rest) = (_run, LedgerRow.At(to) with { To = _run.To });
        if (first.From < from)
        {
            first.To = from;
            _changed.Add(ToRun(first, false));
            first = LedgerRow.At(from);
        }

        first.To = to;
        first.Found++;
        Keep(first);
        _run = rest.IsEmpty ? default : rest with { LastId = first.LastId };
    }

    private void Keep(in LedgerRow row)
    {
        _changed.Add(ToRun(row, true));
        if (!IsGivenUp(row))
        {
            _doubtful.Add(row);
        }
    }

    private bool IsDoubtful(in LedgerRow row) => IsGivenUp(row) || isInDoubt(row.From, row.To);

    private bool IsGivenUp(in LedgerRow row)
    {
        foreach (var (from, through) in _givenUp)
        {
            if (row.Overlaps(from, through + 1))
            {
                return true;
            }
        }

        return false;
    }

    private bool CanJoin(in LedgerRow run, in LedgerRow next) =>
        !run.IsEmpty && !next.IsEmpty && run.To == next.From && !next.IsOwn && !IsDoubtful(run) && !IsDoubtful(next);

    private LedgerRun ToRun(in LedgerRow row, bool isDoubtful) => new(
        market, row.From, row.To, IdOf(row.FirstId), IdOf(row.LastId), row.Trades, row.Buy.Value, row.Sell.Value, row.Found, isDoubtful ? 0 : row.Found, Verdict(isDoubtful), proof, _feed, _epoch);

    // Ids that say nothing of order bound nothing.
    private long IdOf(long id) => proof == ProofKind.Ids ? id : 0;

    private LedgerState Verdict(bool isDoubtful) =>
        isDoubtful ? LedgerState.Partial
        : proof == ProofKind.Connection ? LedgerState.Unknown
        : LedgerState.Complete;
}
