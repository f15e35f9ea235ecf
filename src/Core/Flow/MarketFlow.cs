using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Flow;

/// <summary>
/// Everything that is computed of one market: bars of all timeframes, totals, repeated and missing trades, the ledger.
/// Trades of any order of arrival give the same bars, within the correction window. Not thread-safe; no clock.
/// </summary>
public sealed class MarketFlow
{
    /// <summary>How long after its time a trade may still correct bars, milliseconds of market time.</summary>
    public const long CorrectionMs = 300_000;

    private readonly BarPyramid _bars;
    private readonly Continuity _continuity;
    private List<Trade>? _held;
    private Gap? _heldGap;
    private CompensatedSum _buy;
    private CompensatedSum _sell;
    private CompensatedSum _carriedBuy;
    private CompensatedSum _carriedSell;
    private long _handedThrough = long.MinValue;

    /// <summary>Starts empty.</summary>
    /// <param name="market">The market.</param>
    /// <param name="proof">How strong its evidence of completeness is.</param>
    /// <param name="strategy">Timeframe that the strategy evaluates; kept beside the stored ones when it is none of them.</param>
    public MarketFlow(MarketId market, ProofKind proof, Timeframe strategy)
    {
        Market = market;
        StrategyTimeframe = strategy;
        _bars = new(market, strategy, CorrectionMs);
        _continuity = new(market, proof, CorrectionMs);
        _bars.Release(long.MinValue);
    }

    /// <summary>The market.</summary>
    public MarketId Market { get; }

    /// <summary>Timeframe that the strategy evaluates.</summary>
    public Timeframe StrategyTimeframe { get; }

    /// <summary>Seconds that end at or before this time are closed; <see cref="long.MinValue"/> before the first trade.</summary>
    public long ClosedThroughUnixMs => _bars.ClosedThroughUnixMs;

    /// <summary>Exchange time of the latest trade; <see cref="long.MinValue"/> before the first.</summary>
    public long LatestUnixMs { get; private set; } = long.MinValue;

    /// <summary>Price of the latest trade; NaN before the first.</summary>
    public double LatestPrice { get; private set; } = double.NaN;

    /// <summary>Feed of the latest trades; empty before the first.</summary>
    public string FeedId { get; private set; } = "";

    /// <summary>Prints counted.</summary>
    public long Trades { get; private set; }

    /// <summary>Quote notional of aggressor buys counted.</summary>
    public double BuyNotional => _buy.Value;

    /// <summary>Quote notional of aggressor sells counted.</summary>
    public double SellNotional => _sell.Value;

    /// <summary>Prints refused because they had been counted.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Prints that corrected a closed bar.</summary>
    public long Late { get; private set; }

    /// <summary>Prints in no bar because they came too late.</summary>
    public long TooLate { get; private set; }

    /// <summary>Ids known to be missing.</summary>
    public long Missing => _continuity.Missing;

    /// <summary>Gaps known.</summary>
    public int OpenGaps => _continuity.OpenGaps;

    /// <summary>Market time missing in all open gaps found since the start, milliseconds.</summary>
    public long HoleMs => _continuity.HoleMs;

    /// <summary>
    /// Whether the venue can be asked for what is missing. Then trades after a long hole are held back until it is filled, or until
    /// <see cref="Release"/>: what comes in order needs no correction.
    /// </summary>
    public bool CanRefill { get; set; }

    /// <summary>Trades held back; 0 when none are.</summary>
    public int Held => _held?.Count ?? 0;

    /// <summary>Prints that a search over REST has brought.</summary>
    public long Refilled { get; private set; }

    /// <summary>Goes on after what is stored.</summary>
    /// <param name="seconds">One-second bars of the last five minutes, from a whole minute on, in time order.</param>
    /// <param name="minutes">
    /// One-minute bars of every day that a late trade may still change, in time order; the minute of the last second is taken from the seconds.
    /// </param>
    /// <param name="lastRun">The latest ledger row; a second that it ends in the middle of goes on where it was left.</param>
    public void Restore(IReadOnlyList<Bar> seconds, IReadOnlyList<Bar> minutes, LedgerRun lastRun)
    {
        _bars.Restore(seconds, minutes, lastRun.ToUnixMs);
        _continuity.Restore(lastRun, seconds.Where(s => s.OpenUnixMs + Timeframe.S1.Milliseconds > lastRun.ToUnixMs).Select(s => (Bar?)s).LastOrDefault());
    }

    /// <summary>
    /// Counting ends here, to go on from the store: what is held back is counted, and the next <see cref="Collect"/> hands over the open second
    /// too, with a ledger that ends at its last trade.
    /// </summary>
    public void Leave()
    {
        Release();
        _continuity.Report(long.MaxValue);
        if (_bars.HandOutOpen() is { } second)
        {
            _continuity.Ledger.Leave(second);
        }
    }

    /// <summary>Says who reads the market from now on, and how many trades the reader had to drop just before.</summary>
    public void ReadBy(string feedId, long epoch, long dropped)
    {
        FeedId = feedId;
        _continuity.Ledger.ReadBy(feedId, epoch);
        if (dropped > 0)
        {
            _continuity.Overflow();
        }
    }

    /// <summary>The feed was not listening for a while before the next trade.</summary>
    public void Resume() => _continuity.Resume();

    /// <summary>Takes a trade of a feed: counts it, or holds it back while a long hole before it is searched for.</summary>
    public void Receive(in Trade trade)
    {
        if (_held is null && CanRefill && trade.Kind != TradeKind.LiquidationReport && _continuity.LongHoleBefore(trade) is { } gap)
        {
            (_held, _heldGap) = ([], gap);
            _continuity.Announce(gap);
        }

        if (_held is { } held)
        {
            held.Add(trade);
        }
        else
        {
            Add(trade);
        }
    }

    /// <summary>Counts what a search over REST has brought for a gap, then what was held back for it.</summary>
    /// <param name="gap">What was searched for.</param>
    /// <param name="trades">What was found, in any order; trades outside the gap and repeated ones are left out.</param>
    /// <param name="isCovered">Whether the venue's list holds everything of the gap: what is not in it never was a trade.</param>
    /// <param name="by">The request, for the record.</param>
    public void Refill(Gap gap, IEnumerable<Trade> trades, bool isCovered, string by)
    {
        Trade? oldest = null;
        _continuity.BeginRefill(isCovered, by);
        foreach (var trade in trades.Where(t => _continuity.Belongs(gap, t)).OrderBy(t => t.UnixMs).ThenBy(t => t.Id))
        {
            oldest ??= trade;
            Refilled += Add(trade) is TradeVerdict.Counted or TradeVerdict.Late ? 1 : 0;
        }

        if (_heldGap == gap)
        {
            Release();
        }

        _continuity.EndRefill(gap, isCovered, oldest);
    }

    /// <summary>Counts what is held back, whatever is missing before it.</summary>
    public void Release()
    {
        var held = _held ?? [];
        (_held, _heldGap) = (null, null);
        foreach (var trade in held)
        {
            Add(trade);
        }
    }

    /// <summary>Counts a trade.</summary>
    public TradeVerdict Add(in Trade trade)
    {
        var followsBreak = false;
        if (trade.Kind != TradeKind.LiquidationReport && !_continuity.TryTake(trade, out followsBreak))
        {
            Duplicates++;
            return TradeVerdict.Duplicate;
        }

        if (followsBreak)
        {
            CloseThrough(trade.UnixMs);
            _continuity.Break(trade.UnixMs);
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
        CountTotals(trade);
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

        _continuity.Report(unixMs);
    }

    /// <summary>Hands over what changed in closed bars since the last call, with the ledger rows that cover exactly that.</summary>
    public void Collect(List<BarRow> bars, List<LedgerRun> ledger, List<Gap> gaps)
    {
        var before = bars.Count;
        _bars.Collect(bars);
        if (bars.Count > before)
        {
            _continuity.Ledger.Collect(ledger);
        }

        _continuity.Collect(gaps);
    }

    /// <summary>
    /// The strategy bar that opens at a time, null when it had no trade; late flow of bars handed out before is in it, so
    /// that sums over bars stay true. Each bar is asked for once, in time order.
    /// </summary>
    public Bar? HandOver(long openUnixMs)
    {
        _handedThrough = StrategyTimeframe.Close(openUnixMs);
        _bars.Release(_handedThrough);
        var bar = Peek(StrategyTimeframe, openUnixMs);
        if (_carriedBuy.Value == 0 && _carriedSell.Value == 0)
        {
            return bar;
        }

        var whole = bar ?? new Bar(openUnixMs, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 0, 0);
        whole = whole with { BuyNotional = whole.BuyNotional + _carriedBuy.Value, SellNotional = whole.SellNotional + _carriedSell.Value };
        _carriedBuy = _carriedSell = default;
        return whole;
    }

    /// <summary>Open of the first strategy bar that opens at a time or later and has something to hand over; null when there is none.</summary>
    public long? NextTradedBar(long openUnixMs) =>
        _carriedBuy.Value != 0 || _carriedSell.Value != 0 ? openUnixMs : _bars.NextHanded(openUnixMs);

    /// <summary>The bar of a timeframe that opens at a time, as far as it has come; null when it has no trade.</summary>
    public Bar? Peek(Timeframe timeframe, long openUnixMs) => _bars.Find(timeframe, openUnixMs)?.ToBar();

    /// <summary>Exchange time of the last trade in the strategy bar that opens at a time; null when it had none.</summary>
    public long? LastTradeIn(long openUnixMs) => _bars.Find(StrategyTimeframe, openUnixMs)?.LastTradeUnixMs;

    /// <summary>Time and price of the first trade at or after the start of a strategy bar; null when there is none, or it is kept no longer.</summary>
    public (long UnixMs, double Price)? FirstAtOrAfter(long unixMs) =>
        _bars.FirstAtOrAfter(unixMs) is { } bar ? (bar.FirstTradeUnixMs, bar.Open) : null;

    private TradeVerdict AddLate(in Trade trade)
    {
        if (trade.UnixMs < Math.Max(LatestUnixMs, ClosedThroughUnixMs) - CorrectionMs)
        {
            TooLate++;
            return TradeVerdict.TooLate;
        }

        Late++;
        _bars.AddLate(trade);
        CountTotals(trade);
        if (trade.Kind != TradeKind.LiquidationReport)
        {
            var (buy, sell) = trade.Side == AggressorSide.Buy ? (trade.Notional, 0.0) : (0.0, trade.Notional);
            _continuity.Ledger.Correct(buy, sell);
        }

        return TradeVerdict.Late;
    }

    private void CountTotals(in Trade trade)
    {
        if (trade.Kind == TradeKind.LiquidationReport)
        {
            return;
        }

        Trades++;
        var isHandedOver = trade.UnixMs < _handedThrough;
        if (trade.Side == AggressorSide.Buy)
        {
            _buy.Add(trade.Notional);
            _carriedBuy.Add(isHandedOver ? trade.Notional : 0);
        }
        else
        {
            _sell.Add(trade.Notional);
            _carriedSell.Add(isHandedOver ? trade.Notional : 0);
        }

        if (trade.UnixMs >= LatestUnixMs)
        {
            LatestUnixMs = trade.UnixMs;
            LatestPrice = trade.Price;
        }
    }
}
