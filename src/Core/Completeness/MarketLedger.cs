using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Completeness;

/// <summary>
/// Ledger of one market, kept from its closed one-second bars: a row never speaks of a trade that is not in a bar handed
/// out with it. Minutes with one verdict from one feed grow one row; a long hole is a row of its own. Not thread-safe.
/// </summary>
/// <param name="market">The market.</param>
/// <param name="proof">What a verdict rests on.</param>
internal sealed class MarketLedger(MarketId market, ProofKind proof)
{
    private readonly List<LedgerRun> _changed = [];
    private readonly List<LedgerRow> _holes = [];
    private LedgerRow _run;
    private LedgerRow _minute;
    private Bar? _told;
    private string _feed = "";
    private long _epoch;

    /// <summary>Goes on after the latest stored row.</summary>
    /// <param name="last">The row.</param>
    /// <param name="open">The second that it ends in the middle of, as far as the row speaks of it; null when it ends with a second.</param>
    public void Restore(LedgerRun last, Bar? open) => (_minute, _told) = (LedgerRow.At(last.ToUnixMs), open);

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

    /// <summary>Time is covered up to here: the next trade has come, nothing is missing before it.</summary>
    public void Cover(long unixMs)
    {
        if (_minute.To == 0)
        {
            _minute = LedgerRow.At(unixMs);
            return;
        }

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
    public void Leave(BarBuilder second) => Add(second, Math.Max(second.OpenUnixMs, second.LastTradeUnixMs) + 1);

    /// <summary>A trade was added to a second closed before: the sums of the present row follow.</summary>
    public void Correct(double buyNotional, double sellNotional) => _minute.Add(1, buyNotional, sellNotional);

    /// <summary>Something short is missing: marks the present minute.</summary>
    public void Miss() => _minute.Found++;

    /// <summary>A short hole of the present rows was filled.</summary>
    public void Fill()
    {
        if (_minute.Found > _minute.Filled)
        {
            _minute.Filled++;
        }
        else if (_run.Found > _run.Filled)
        {
            _run.Filled++;
        }
    }

    /// <summary>Everything since the last covered time is in doubt: a row of its own, then a new beginning.</summary>
    public void Break(long unixMs)
    {
        var from = _minute.To;
        CloseMinute();
        CloseRun();
        if (from > 0 && unixMs > from)
        {
            var hole = LedgerRow.At(from) with { To = unixMs, Found = 1 };
            _holes.Add(hole);
            _changed.Add(ToRun(hole));
        }

        _minute = LedgerRow.At(unixMs);
    }

    /// <summary>Long holes in which nothing is missing any more become complete; answers whether there were any.</summary>
    /// <param name="holes">What is missing, by the times of the trades on both sides.</param>
    public bool Heal(IEnumerable<(long BeforeUnixMs, long AfterUnixMs)> holes)
    {
        var healed = _holes.FindAll(row => !holes.Any(h => h.BeforeUnixMs < row.To && h.AfterUnixMs > row.From));
        foreach (var row in healed)
        {
            _holes.Remove(row);
            _changed.Add(ToRun(row with { Filled = row.Found }));
        }

        return healed.Count > 0;
    }

    /// <summary>Rows that changed since the last call, the present ones included.</summary>
    public void Collect(List<LedgerRun> into)
    {
        into.AddRange(_changed);
        _changed.Clear();
        if (CanJoin(_run, _minute))
        {
            into.Add(ToRun(LedgerRow.Join(_run, _minute)));
            return;
        }

        AddIfAny(_run, into);
        AddIfAny(_minute, into);
    }

    private void Add(BarBuilder second, long throughUnixMs)
    {
        var told = _told is { } known && known.OpenUnixMs == second.OpenUnixMs ? _told : null;
        if (told is not null && second.Trades == 0)
        {
            // Nothing has come since: where the stored row ended, the break begins.
            return;
        }

        Cover(throughUnixMs);
        _minute.Add(second);
        if (told is { } bar)
        {
            _minute.Add(0, -bar.BuyNotional, -bar.SellNotional);
            _told = null;
        }
    }

    private void CloseMinute()
    {
        if (CanJoin(_run, _minute))
        {
            _run = LedgerRow.Join(_run, _minute);
        }
        else if (_minute.To > _minute.From)
        {
            CloseRun();
            _run = _minute;
        }

        _minute = LedgerRow.At(_minute.To);
    }

    private void CloseRun()
    {
        AddIfAny(_run, _changed);
        _run = default;
    }

    private void AddIfAny(in LedgerRow row, List<LedgerRun> into)
    {
        if (row.To > row.From)
        {
            into.Add(ToRun(row));
        }
    }

    private static bool CanJoin(in LedgerRow run, in LedgerRow next) =>
        run.To > run.From && next.To > next.From && run.To == next.From && run.Found == run.Filled && next.Found == next.Filled;

    private LedgerRun ToRun(in LedgerRow row) => new(
        market, row.From, row.To, IdOf(row.FirstId), IdOf(row.LastId), row.Trades, row.Buy.Value, row.Sell.Value, row.Found, row.Filled, Verdict(row), proof, _feed, _epoch);

    // Ids that say nothing of order bound nothing.
    private long IdOf(long id) => proof == ProofKind.Ids ? id : 0;

    private LedgerState Verdict(in LedgerRow row) =>
        row.Found > row.Filled ? LedgerState.Partial
        : proof == ProofKind.Connection ? LedgerState.Unknown
        : LedgerState.Complete;
}
