using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Numerics;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Flow;

/// <summary>
/// Everything that is computed of one market: bars of all timeframes, totals, repeated and missing trades, the ledger.
/// Trades of any order of arrival give the same bars, within the correction window. Not thread-safe; no clock.
/// </summary>
public sealed class MarketFlow
{
    /// <summary>How long after their time bars are kept to be corrected, milliseconds of market time; older ones are read back from the store.</summary>
    public const long CorrectionMs = 300_000;

    private readonly BarPyramid _bars;
    private readonly Continuity _continuity;
    private readonly MarketTotals _totals = new();
    private readonly StrayTrades _strays;
    private readonly HeldTrades _held;
    private (long OpenUnixMs, long Trades) _handedOpen;
    private bool _hasLeft;

    /// <summary>Starts empty.</summary>
    /// <param name="market">The market.</param>
    /// <param name="proof">How strong its evidence of completeness is.</param>
    /// <param name="strategy">Timeframe that the strategy evaluates; kept beside the stored ones when it is none of them.</param>
    public MarketFlow(MarketId market, ProofKind proof, Timeframe strategy)
    {
        Market = market;
        _bars = new(market, strategy, CorrectionMs);
        Strategy = new(strategy, _bars, _totals);
        _continuity = Continuity.Of(market, proof, CorrectionMs);
        Continued = new(_continuity, trade => Add(trade), () => ClosedThroughUnixMs);
        (_strays, _held) = (new(_continuity), new(_continuity));
    }

    /// <summary>The market.</summary>
    public MarketId Market { get; }

    /// <summary>Its bars in the timeframe that the strategy evaluates.</summary>
    public StrategyBars Strategy { get; }

    /// <summary>Seconds that end at or before this time are closed; <see cref="long.MinValue"/> before the first trade.</summary>
    public long ClosedThroughUnixMs => _bars.ClosedThroughUnixMs;

    /// <summary>
    /// Market time at which <see cref="CloseThrough"/> has something to do, should no trade come before; null while only a trade can change anything.
    /// </summary>
    public long? DueUnixMs => Held > 0 ? null : Earliest.Of(_bars.OpenSecondEnds, _continuity.SettlesUnixMs(ClosedThroughUnixMs));

    /// <summary>Exchange time of the latest trade; <see cref="long.MinValue"/> before the first.</summary>
    public long LatestUnixMs => _totals.LatestUnixMs;

    /// <summary>Time up to which something of the market is counted or stored, milliseconds; null when nothing is.</summary>
    public long? LatestStoredUnixMs => LatestUnixMs != long.MinValue ? LatestUnixMs : ClosedThroughUnixMs != long.MinValue ? ClosedThroughUnixMs : null;

    /// <summary>Price of the latest trade; NaN before the first.</summary>
    public double LatestPrice => _totals.LatestPrice;

    /// <summary>Feed of the latest trades; empty before the first.</summary>
    public string FeedId { get; private set; } = "";

    /// <summary>Prints counted.</summary>
    public long Trades => _totals.Trades;

    /// <summary>Quote notional of aggressor buys counted.</summary>
    public double BuyNotional => _totals.BuyNotional;

    /// <summary>Quote notional of aggressor sells counted.</summary>
    public double SellNotional => _totals.SellNotional;

    /// <summary>Prints refused because they had been counted.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Prints that corrected a closed bar.</summary>
    public long Late { get; private set; }

    /// <summary>Prints in no bar because they came so late that their bars could not be had any more.</summary>
    public long TooLate => _strays.Lost;

    /// <summary>Ids known to be missing.</summary>
    public long Missing => _continuity.Missing;

    /// <summary>Gaps known.</summary>
    public int OpenGaps => _continuity.OpenGaps;

    /// <summary>Gaps that may still be filled.</summary>
    public IReadOnlyList<Gap> Unfilled => _continuity.Unfilled;

    /// <summary>Whether trades may be missing in a half-open range of time: in a gap that is open, or in ids that have not come.</summary>
    public bool MayMiss(long fromUnixMs, long toUnixMs) => _continuity.MayMiss(fromUnixMs, toUnixMs);

    /// <summary>What another process needs to go on from here, and what comes from readers that have.</summary>
    public ContinuedReading Continued { get; }

    /// <summary>Market time missing in all open gaps found since the start, milliseconds.</summary>
    public long HoleMs => _continuity.HoleMs;

    /// <summary>
    /// Whether the venue can be asked for what is missing. Then trades after a long hole are held back until it is filled, or until
    /// <see cref="Release"/>: what comes in order needs no correction.
    /// </summary>
    public bool CanRefill
    {
        get => _held.CanRefill;
        set => _held.CanRefill = value;
    }

    /// <summary>Trades held back; 0 when none are.</summary>
    public int Held => _held.Count;

    /// <summary>Trades that wait for bars to be read back: see <see cref="StraysFrom"/>.</summary>
    public int Strays => _strays.Count;

    /// <summary>Earliest time among the trades whose bars are in the store alone; null when there are none. They count after <see cref="Reopen"/> and <see cref="CountStrays"/>.</summary>
    public long? StraysFrom => _strays.FromUnixMs;

    /// <summary>Goes on after what is stored.</summary>
    /// <param name="seconds">One-second bars of the last five minutes, from a whole minute on, in time order.</param>
    /// <param name="minutes">
    /// One-minute bars of every day that a late trade may still change, in time order; the minute of the last second is taken from the seconds.
    /// </param>
    /// <param name="lastRun">The latest ledger row; a second that it ends in the middle of goes on where it was left.</param>
    /// <param name="continuation">What was missing there, if whoever reads the market has gone on without a break; null when nobody has.</param>
    public void Restore(IReadOnlyList<Bar> seconds, IReadOnlyList<Bar> minutes, LedgerRun lastRun, Continuation? continuation = null)
    {
        var end = StoredEnd.Of(seconds, lastRun);
        _bars.Restore(seconds, minutes, end.CountedThroughUnixMs);
        if (lastRun.LastId > 0 && end.Open is null)
        {
            _bars.Expect((end.LastUnixMs, lastRun.LastId), null);
        }

        foreach (var hole in continuation?.Holes ?? [])
        {
            _bars.Expect((hole.BeforeUnixMs, hole.FirstId - 1), (hole.AfterUnixMs, hole.LastId + 1));
        }

        _continuity.Restore(lastRun, end, continuation);
    }

    /// <summary>
    /// Counting ends here, to go on from the store: what is held back is counted, what waits for its bars is missing, and the next
    /// <see cref="Collect"/> hands over the open second too, with a ledger that ends at its last trade.
    /// </summary>
    public void Leave()
    {
        Release();
        _continuity.EndAwaiting();
        Array.ForEach(_strays.TakeAll(), stray => _strays.Lose(stray));
        _continuity.ReportHoles(long.MaxValue);
        _hasLeft = true;
        if (_bars.HandOutOpen() is { } second)
        {
            _continuity.Ledger.Leave(second);
        }
    }

    /// <summary>Earliest time of trades that a search has brought whose bars are in the store alone; null when none is. <see cref="Reopen"/> them before <see cref="Refill"/>.</summary>
    public long? ReopenFrom(Gap gap, IEnumerable<Trade> trades) =>
        trades.Where(t => !_bars.Holds(t.UnixMs) && _continuity.Belongs(gap, t)).Min(t => (long?)t.UnixMs);

    /// <summary>Takes stored bars back, so that trades at or after a time can be added to them. Those that are at hand stay as they are.</summary>
    /// <param name="seconds">One-second bars from the beginning of that minute on, in time order, with everything handed out so far.</param>
    /// <param name="minutes">One-minute bars from the beginning of that day on (and of that strategy bar), likewise.</param>
    /// <param name="fromUnixMs">The time.</param>
    public void Reopen(IReadOnlyList<Bar> seconds, IReadOnlyList<Bar> minutes, long fromUnixMs) => _bars.Reopen(seconds, minutes, fromUnixMs);

    /// <summary>Counts trades that waited for their bars; one whose bars are not at hand even now is in none.</summary>
    public void CountStrays()
    {
        foreach (var trade in _strays.TakeAll())
        {
            if (_bars.Holds(trade.UnixMs))
            {
                Add(trade);
            }
            else
            {
                _strays.Lose(trade);
            }
        }
    }

    /// <summary>What is counted in a stretch, both ends included, may be wrong: a gap that stays on record.</summary>
    /// <param name="fromUnixMs">Its beginning.</param>
    /// <param name="throughUnixMs">Its end.</param>
    /// <param name="reason">Why, in a word.</param>
    public void Doubt(long fromUnixMs, long throughUnixMs, string reason) =>
        _continuity.Record(new(Market, 0, fromUnixMs, 0, throughUnixMs, null, reason));

    /// <summary>Says who reads the market from now on, and how many trades the reader had to drop just before.</summary>
    public void ReadBy(string feedId, long epoch, long dropped)
    {
        FeedId = feedId;
        _continuity.Ledger.ReadBy(feedId, epoch);
        if (dropped > 0)
        {
            _continuity.Overflow();
            _held.TryBreak();
        }
    }

    /// <summary>The market was not listened to for a while before the next trade, whatever its connection did.</summary>
    public void Resume()
    {
        if (!_held.TryBreak())
        {
            _continuity.Resume();
        }
    }

    /// <summary>Takes a trade of a feed: counts it, or holds it back while a long hole before it is searched for.</summary>
    public void Receive(in Trade trade)
    {
        if (!_held.TryTake(trade))
        {
            Add(trade);
        }
    }

    /// <summary>Counts what a search over REST has brought for a gap, then what was held back for it.</summary>
    /// <param name="gap">What was searched for.</param>
    /// <param name="trades">What was found, in any order; trades outside the gap and repeated ones are left out.</param>
    /// <param name="isCovered">Whether the venue's list holds everything of the gap: what is not in it never was a trade.</param>
    /// <param name="by">The request, for the record.</param>
    /// <param name="unread">What the list holds that is no countable trade; null when there is nothing. It stays missing.</param>
    public void Refill(Gap gap, IEnumerable<Trade> trades, bool isCovered, string by, IReadOnlyCollection<UncountedTrade>? unread = null)
    {
        List<UncountedTrade> left = [.. unread ?? []];
        _continuity.BeginRefill(gap, isCovered, by);
        if (_continuity.Proof == ProofKind.Ids)
        {
            _bars.Expect((gap.BeforeUnixMs, gap.BeforeId), (gap.AfterUnixMs, gap.AfterId));
        }

        Trade[] found = [.. trades.Where(t => _continuity.Belongs(gap, t)).OrderBy(t => t.UnixMs).ThenBy(t => t.Id)];
        foreach (var trade in found)
        {
            // A list does not begin sequences of ids: what is newer than its gap is misread.
            var isCountable = _bars.Holds(trade.UnixMs) && trade.UnixMs <= Math.Max(gap.BeforeUnixMs, gap.AfterUnixMs) + Continuity.ShortHoleMs;
            var isCounted = isCountable && Add(trade) is TradeVerdict.Counted or TradeVerdict.Late;
            if (!isCounted && (!isCountable || _continuity.IsMissing(trade)))
            {
                left.Add(new(trade.Id, trade.UnixMs));
            }
        }

        if (_held.WaitFor(gap))
        {
            Release();
        }

        _continuity.EndRefill(gap, isCovered, found, left);
    }

    /// <summary>Counts what is held back, whatever is missing before it.</summary>
    public void Release()
    {
        if (_held.TakeAll() is not { Count: > 0 } held)
        {
            return;
        }

        _continuity.Proceed();
        foreach (var (trade, followsBreak) in held)
        {
            if (followsBreak)
            {
                Resume();
            }

            Add(trade);
        }
    }

    /// <summary>Counts a trade. Its id is taken only when its bars are at hand: <see cref="TradeVerdict.TooLate"/> leaves everything as if it had not come.</summary>
    public TradeVerdict Add(in Trade trade)
    {
        var isFlow = trade.Kind != TradeKind.LiquidationReport;
        if (isFlow && !_continuity.IsNew(trade))
        {
            Duplicates += _continuity.Refuse(trade) ? 1 : 0;
            return TradeVerdict.Duplicate;
        }

        if (!_bars.Holds(trade.UnixMs))
        {
            _strays.Add(trade);
            return TradeVerdict.TooLate;
        }

        if (isFlow)
        {
            Book(trade);
        }

        if (trade.UnixMs < ClosedThroughUnixMs)
        {
            return AddLate(trade);
        }

        var second = Timeframe.S1.Floor(trade.UnixMs);
        if (second > ClosedThroughUnixMs)
        {
            CloseThrough(second);
            _continuity.Ledger.Cover(second);
        }

        _bars.Add(trade);
        _totals.Add(trade);
        return TradeVerdict.Counted;
    }

    /// <summary>Closes every second that ends at or before a market time.</summary>
    public void CloseThrough(long unixMs)
    {
        unixMs = Timeframe.S1.Floor(unixMs);
        if (unixMs <= ClosedThroughUnixMs)
        {
            return;
        }

        if (_bars.CloseThrough(unixMs) is { } second)
        {
            _continuity.Ledger.Close(second);
        }

        _continuity.ReportHoles(unixMs);
    }

    /// <summary>Hands over what changed in closed bars since the last call, with the ledger rows that cover exactly that.</summary>
    /// <param name="bars">Takes the bars.</param>
    /// <param name="ledger">Takes the rows.</param>
    /// <param name="gaps">Takes gaps that are new or have changed.</param>
    /// <param name="open">
    /// Takes the second that is open as it stands, which the rows tell then up to its last trade: another start goes on from there. It belongs into one
    /// transaction with the rest. Null keeps it until it is closed.
    /// </param>
    public void Collect(List<BarRow> bars, List<LedgerRun> ledger, List<Gap> gaps, List<BarRow>? open = null)
    {
        var before = bars.Count;
        _bars.Collect(bars);
        var second = open is not null && !_hasLeft && _bars.OpenSecond is { } last && _continuity.Ledger.HasNews(last) ? last : null;
        var hasNews = second is not null && _handedOpen != (second.OpenUnixMs, second.Trades);
        if (bars.Count > before || _continuity.Ledger.HasChanges || hasNews)
        {
            _continuity.Ledger.Collect(ledger, second);
            if (second is not null)
            {
                // With every row that tells of it, so that none is stored without.
                open!.Add(new(Market, Timeframe.S1, second.ToBar()));
                _handedOpen = (second.OpenUnixMs, second.Trades);
            }
        }

        _continuity.Collect(gaps, second is null ? ClosedThroughUnixMs : Math.Max(ClosedThroughUnixMs, second.LastTradeUnixMs + 1));
    }

    private void Book(in Trade trade)
    {
        var sequences = _continuity.Sequences;
        _continuity.Ledger.Begin(trade.UnixMs);
        _continuity.Book(trade);
        if (_continuity.Sequences != sequences)
        {
            _bars.ForgetIds();
        }
    }

    private TradeVerdict AddLate(in Trade trade)
    {
        Late++;
        _bars.AddLate(trade);
        _totals.Add(trade);
        if (trade.Kind != TradeKind.LiquidationReport)
        {
            // Its second is closed: one that was empty until now is told like any other, or a restart would go on before it.
            _continuity.Ledger.Cover(Timeframe.S1.Close(Timeframe.S1.Floor(trade.UnixMs)));
            _continuity.Ledger.Correct(trade);
        }

        return TradeVerdict.Late;
    }
}
