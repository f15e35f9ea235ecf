using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Flow;

/// <summary>
/// One base coin over all its markets. A strategy bar closes when every market has passed its end: the market clock is
/// the slowest market, those left out that have been silent longer than allowed or are read no longer. Not thread-safe; no clock of its own.
/// </summary>
/// <param name="symbol">Base coin.</param>
/// <param name="strategy">Timeframe that the strategy evaluates.</param>
/// <param name="silentAfterMs">Market time after which a silent market no longer holds the others up, milliseconds.</param>
public sealed class SymbolFlow(string symbol, Timeframe strategy, long silentAfterMs)
{
    private readonly List<FollowedMarket> _markets = [];
    private readonly Dictionary<MarketId, FollowedMarket> _byId = [];
    private readonly Queue<ReadyBar> _ready = new();
    private readonly PriceMarks _marks = new();
    private readonly Dictionary<MarketId, long> _holesTaken = [];
    private readonly HashSet<MarketId> _left = [];
    private long _firstUnixMs;
    private long _nextOpen = long.MinValue;
    private long _advancedUnixMs = long.MinValue;

    /// <summary>Base coin.</summary>
    public string Symbol { get; } = symbol;

    /// <summary>Timeframe that the strategy evaluates.</summary>
    public Timeframe Timeframe { get; } = strategy;

    /// <summary>Markets followed, in the order of tracking.</summary>
    public IReadOnlyList<FollowedMarket> Markets => _markets;

    /// <summary>Market time that all markets have reached; <see cref="long.MinValue"/> before the first trade.</summary>
    public long WatermarkUnixMs => _nextOpen == long.MinValue ? _advancedUnixMs : Math.Max(_advancedUnixMs, Slowest());

    /// <summary>Whether the markets have ended.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Strategy bars that close at or before this time wait or are taken; later ones are open. 0 before the first trade.</summary>
    public long ReadyThroughUnixMs => _nextOpen == long.MinValue ? 0 : _nextOpen;

    /// <summary>Close of the earliest strategy bar that waits; 0 when none does.</summary>
    public long NextReadyUnixMs => _ready.TryPeek(out var bar) ? bar.CloseUnixMs : 0;

    /// <summary>Strategy bars that wait.</summary>
    public int Ready => _ready.Count;

    /// <summary>
    /// Market time at which <see cref="CloseThrough"/> has something to do, should no trade come before; null while only a trade can change anything.
    /// </summary>
    public long? DueUnixMs
    {
        get
        {
            long? due = _nextOpen == long.MinValue ? null : Timeframe.Close(_nextOpen);
            foreach (var market in _markets)
            {
                if (market.Flow.DueUnixMs is { } own && !(due <= own))
                {
                    due = own;
                }
            }

            return due;
        }
    }

    /// <summary>Exchange time of the first trade since tracking began; 0 before it.</summary>
    public long FirstTradeUnixMs => _firstUnixMs;

    /// <summary>The market that prices come from; null before the first trade.</summary>
    public FollowedMarket? Reference { get; private set; }

    /// <summary>Exchange time of the latest trade of all markets; <see cref="long.MinValue"/> before the first.</summary>
    public long LatestUnixMs => _markets.Count == 0 ? long.MinValue : _markets.Max(m => m.Flow.LatestUnixMs);

    /// <summary>Prints counted.</summary>
    public long Trades => _markets.Sum(m => m.Flow.Trades);

    /// <summary>Follows a market from now on; one that is followed already changes nothing.</summary>
    public void Follow(FollowedMarket market)
    {
        if (_byId.TryAdd(market.Flow.Market, market))
        {
            _markets.Add(market);
        }
    }

    /// <summary>
    /// Nobody reads these markets any more: they hold up no bar until a trade of theirs comes again. What was counted of them stays.
    /// </summary>
    public void Leave(IEnumerable<MarketId> markets)
    {
        _left.UnionWith(markets.Where(_byId.ContainsKey));
        if (_markets.Count > 0)
        {
            Advance(null);
        }
    }

    /// <summary>The market; null when it is not followed.</summary>
    public FollowedMarket? Find(MarketId market) => _byId.GetValueOrDefault(market);

    /// <summary>Counts trades of a followed market, closing strategy bars on the way.</summary>
    public void Add(FollowedMarket market, MarketTrades trades)
    {
        var flow = market.Flow;
        _left.Remove(flow.Market);
        flow.ReadBy(trades.FeedId, trades.Epoch, trades.DroppedBefore);
        for (var i = 0; i < trades.Trades.Length; i++)
        {
            if (i == trades.ResumedAt)
            {
                flow.Resume();
            }

            var closedThrough = flow.ClosedThroughUnixMs;
            flow.Receive(trades.Trades[i]);
            if (flow.ClosedThroughUnixMs != closedThrough)
            {
                Advance(market);
            }
        }
    }

    /// <summary>Counts what a search over REST has brought for a gap of a followed market: see <see cref="MarketFlow.Refill"/>.</summary>
    public void Refill(FollowedMarket market, Gap gap, IEnumerable<Trade> trades, bool isCovered, string by, IReadOnlyCollection<UncountedTrade> unread)
    {
        market.Flow.Refill(gap, trades, isCovered, by, unread);
        Advance(market);
    }

    /// <summary>Counts trades of a followed market that waited for their bars: see <see cref="MarketFlow.CountStrays"/>.</summary>
    public void CountStrays(FollowedMarket market)
    {
        market.Flow.CountStrays();
        Advance(market);
    }

    /// <summary>Wall time says that everything before this market time has arrived.</summary>
    public void CloseThrough(long unixMs)
    {
        foreach (var market in _markets)
        {
            if (market.Flow.Held == 0 && (market.Flow.LatestUnixMs != long.MinValue || market.Flow.ClosedThroughUnixMs != long.MinValue))
            {
                market.Flow.CloseThrough(unixMs);
            }
        }

        Advance(null);
    }

    /// <summary>The markets have ended: closes every second and every strategy bar up to a market time.</summary>
    public void Complete(long endUnixMs)
    {
        CloseThrough(endUnixMs);
        IsComplete = true;
    }

    /// <summary>Strategy bars that wait, in time order.</summary>
    public IEnumerable<ReadyBar> Waiting => _ready;

    /// <summary>The next strategy bar that waits, if it closes at or before a time. It waits until it is taken.</summary>
    public bool TryPeekReady(long throughUnixMs, out ReadyBar bar) => _ready.TryPeek(out bar) && bar.CloseUnixMs <= throughUnixMs;

    /// <summary>The next strategy bar has been dealt with.</summary>
    /// <exception cref="InvalidOperationException">None waits.</exception>
    public void TakeReady() => _ready.Dequeue();

    /// <summary>The forming strategy bar as it stands; null before the first trade.</summary>
    public SymbolBar? Forming => _nextOpen == long.MinValue ? null : Fold(_nextOpen, static (flow, open) => flow.Strategy.Find(open));

    /// <summary>First trade of the reference market at or after the close of a strategy bar; the latest trade for any other time.</summary>
    public PricePoint? FindPrice(long unixMs)
    {
        if (_marks.Find(unixMs) is { } mark)
        {
            return mark.Point ?? FirstTrade(mark.Market, unixMs);
        }

        return Reference is { } market && !double.IsNaN(market.Flow.LatestPrice)
            ? new(market.Flow.LatestUnixMs, market.Flow.LatestPrice)
            : null;
    }

    /// <summary>What is missing in a half-open stretch of market time, as far as is known now, of the markets that the strategy counts.</summary>
    public DataDoubt DoubtOf(long fromUnixMs, long toUnixMs)
    {
        var counted = _markets.Where(m => m.CountsInUsd).OrderByDescending(TurnoverOf).ThenBy(m => m.Flow.Market).ToList();
        var doubtful = counted.FindAll(m => m.Flow.MayMiss(fromUnixMs, toUnixMs));
        var total = counted.Sum(TurnoverOf);
        return new(
            counted.Count,
            [.. doubtful.Select(m => m.Flow.Market.ToString())],
            doubtful.Count == 0 ? 0 : total > 0 ? doubtful.Sum(TurnoverOf) / total : (double)doubtful.Count / counted.Count);

        static double TurnoverOf(FollowedMarket market) => market.Flow.BuyNotional + market.Flow.SellNotional;
    }

    private void Advance(FollowedMarket? moved)
    {
        if (_markets.Count == 0)
        {
            return;
        }

        if (_nextOpen == long.MinValue)
        {
            var first = _markets.Max(m => m.Flow.LatestUnixMs);
            first = first == long.MinValue ? moved?.Flow.ClosedThroughUnixMs ?? first : first;
            if (first == long.MinValue)
            {
                return;
            }

            _firstUnixMs = first;
            _nextOpen = Timeframe.Floor(first);
        }

        Reference ??= Best(m => !double.IsNaN(m.Flow.LatestPrice), static _ => 0);
        if (moved is not null && moved.Flow.ClosedThroughUnixMs < Timeframe.Close(_nextOpen))
        {
            return;
        }

        _advancedUnixMs = Math.Max(_advancedUnixMs, Slowest());
        while (Timeframe.Close(_nextOpen) <= _advancedUnixMs)
        {
            // A bar without any trade says nothing; the strategy fills its grid by itself. Months of silence cost nothing.
            var next = Math.Min(NextTraded(_nextOpen), Timeframe.Floor(_advancedUnixMs));
            if (next > _nextOpen)
            {
                _nextOpen = next;
                continue;
            }

            CloseBar();
        }
    }

    private long NextTraded(long open)
    {
        var next = long.MaxValue;
        foreach (var market in _markets)
        {
            next = Math.Min(next, market.Flow.Strategy.NextTraded(open) ?? long.MaxValue);
        }

        return next;
    }

    private long Slowest()
    {
        var newest = _markets.Max(m => m.Flow.ClosedThroughUnixMs);
        var slowest = newest;
        foreach (var market in _markets)
        {
            var through = Math.Max(market.Flow.ClosedThroughUnixMs, _firstUnixMs);
            if (through >= newest - silentAfterMs && !_left.Contains(market.Flow.Market))
            {
                slowest = Math.Min(slowest, through);
            }
        }

        return slowest;
    }

    private void CloseBar()
    {
        var open = _nextOpen;
        var close = Timeframe.Close(open);
        ChooseReference(open, close);
        var bar = Fold(open, static (flow, at) => flow.Strategy.HandOver(at));
        if (Reference is { } reference)
        {
            _marks.Add(close, reference.Flow.Market, FirstTrade(reference.Flow.Market, close));
        }

        _ready.Enqueue(new(bar, close, TakeHoles()));
        _nextOpen = close;
    }

    private long TakeHoles()
    {
        var worst = 0L;
        foreach (var market in _markets)
        {
            var total = market.Flow.HoleMs;
            worst = Math.Max(worst, total - _holesTaken.GetValueOrDefault(market.Flow.Market));
            _holesTaken[market.Flow.Market] = total;
        }

        return worst;
    }

    private void ChooseReference(long open, long close)
    {
        const long SilentMs = 60_000;
        double Turnover(FollowedMarket m) => m.Flow.Strategy.Find(open)?.Volume ?? 0;
        Reference = Best(m => m.Flow.Strategy.LastTradeIn(open) >= close - SilentMs, Turnover)
            ?? Best(m => m.Flow.Strategy.LastTradeIn(open) is not null, Turnover)
            ?? Reference;
    }

    private FollowedMarket? Best(Func<FollowedMarket, bool> qualifies, Func<FollowedMarket, double> turnover) =>
        _markets.Where(m => m.CountsInUsd && qualifies(m))
            .OrderBy(m => m.Rank)
            .ThenByDescending(turnover)
            .ThenBy(m => m.Flow.Market)
            .FirstOrDefault();

    private SymbolBar Fold(long open, Func<MarketFlow, long, Bar?> read)
    {
        var sum = SymbolBars.Empty(open);
        if (Reference is { } reference && read(reference.Flow, open) is { } price)
        {
            sum = SymbolBars.Add(sum, price, reference.Kind);
        }

        var hasPrice = !double.IsNaN(sum.Open);
        foreach (var market in _markets)
        {
            if (market != Reference && market.CountsInUsd && read(market.Flow, open) is { } bar)
            {
                sum = SymbolBars.Add(sum, bar, market.Kind);
            }
        }

        // Another market's prices are no replacement: the bar has none.
        return hasPrice ? sum : sum with { Open = double.NaN, High = double.NaN, Low = double.NaN, Close = double.NaN };
    }

    private PricePoint? FirstTrade(MarketId market, long unixMs) =>
        Find(market)?.Flow.Strategy.FirstAtOrAfter(unixMs) is { } first ? new PricePoint(first.UnixMs, first.Price) : null;
}
