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
    private readonly IdTracker _ids = new();
    private readonly MarketLedger _ledger;
    private readonly GapLog _gaps;
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
        _ledger = new(market, proof);
        _gaps = new(market, proof);
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
    public long Missing => _gaps.IsProof ? _ids.Missing : 0;

    /// <summary>Holes known.</summary>
    public int OpenGaps => _gaps.IsProof ? _ids.Holes.Count : 0;

    /// <summary>Market time missing in all open gaps found since the start, milliseconds.</summary>
    public long HoleMs => _gaps.HoleMs;

    /// <summary>Goes on after what is stored.</summary>
    /// <param name="seconds">One-second bars of the last five minutes, in time order.</param>
    /// <param name="minutes">One-minute bars of the present day, in time order, the minute of the last second included.</param>
    /// <param name="lastRun">The latest ledger row.</param>
    public void Restore(IReadOnlyList<Bar> seconds, IReadOnlyList<Bar> minutes, LedgerRun lastRun)
    {
        _bars.Restore(seconds, minutes, lastRun.ToUnixMs);
        _ledger.Restore(lastRun);
        if (lastRun.LastId > 0)
        {
            _ids.Restore(lastRun.LastId, lastRun.ToUnixMs);
        }

        _gaps.Expect("restart");
    }

    /// <summary>Says who reads the market from now on, and how many trades the reader had to drop just before.</summary>
    public void ReadBy(string feedId, long epoch, long dropped)
    {
        FeedId = feedId;
        _ledger.ReadBy(feedId, epoch);
        if (dropped > 0)
        {
            _gaps.Expect("overflow");
            _ledger.Miss();
        }
    }

    /// <summary>Counts a trade.</summary>
    public TradeVerdict Add(in Trade trade)
    {
        if (trade.Kind != TradeKind.LiquidationReport && trade.Id > 0 && !TakeId(trade))
        {
            Duplicates++;
            return TradeVerdict.Duplicate;
        }

        if (trade.UnixMs < ClosedThroughUnixMs)
        {
            return AddLate(trade);
        }

        var second = Timeframe.S1.Floor(trade.UnixMs);
        if (second > ClosedThroughUnixMs)
        {
            CloseThrough(second);
            _ledger.Cover(second);
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
            _ledger.Close(second);
        }

        _gaps.Report(_ids.Holes, unixMs);
    }

    /// <summary>Hands over what changed in closed bars since the last call, with the ledger rows that cover exactly that.</summary>
    public void Collect(List<BarRow> bars, List<LedgerRun> ledger, List<Gap> gaps)
    {
        var before = bars.Count;
        _bars.Collect(bars);
        if (bars.Count > before)
        {
            _ledger.Collect(ledger);
        }

        _gaps.Collect(gaps);
    }

    /// <summary>
    /// The strategy bar that opens at a time, null when it had no trade; late flow of bars handed out before is in it, so
    /// that sums over bars stay true. Each bar is asked for once, in time order.
    /// </summary>
    public Bar? HandOver(long openUnixMs)
    {
        _handedThrough = openUnixMs + StrategyTimeframe.Milliseconds;
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

    private bool TakeId(in Trade trade)
    {
        var holes = _ids.Holes.Count;
        var lastUnixMs = _ids.LastUnixMs;
        var verdict = _ids.Take(trade.Id, trade.UnixMs, trade.IdsBefore);
        if (verdict == IdVerdict.AfterHole && _gaps.IsProof)
        {
            if (trade.UnixMs - lastUnixMs > GapLog.ShortHoleMs)
            {
                CloseThrough(trade.UnixMs);
                _ledger.Break(Timeframe.S1.Floor(trade.UnixMs));
            }
            else
            {
                _ledger.Miss();
            }
        }
        else if (verdict == IdVerdict.FillsHole && _gaps.IsProof)
        {
            NoteFill(_ids.Holes.Count - holes);
        }

        return verdict != IdVerdict.Repeated;
    }

    private void NoteFill(int moreHoles)
    {
        if (moreHoles > 0)
        {
            _ledger.Miss();
        }
        else if (moreHoles < 0)
        {
            _gaps.Fill(_ids.Holes);
            if (!_ledger.Heal(_ids.Holes))
            {
                _ledger.Fill();
            }
        }
    }

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
            _ledger.Correct(buy, sell);
            if (trade.UnixMs < _handedThrough)
            {
                _carriedBuy.Add(buy);
                _carriedSell.Add(sell);
            }
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
        if (trade.Side == AggressorSide.Buy)
        {
            _buy.Add(trade.Notional);
        }
        else
        {
            _sell.Add(trade.Notional);
        }

        if (trade.UnixMs >= LatestUnixMs)
        {
            LatestUnixMs = trade.UnixMs;
            LatestPrice = trade.Price;
        }
    }
}
