using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>
/// What the service writes of several markets over some hours, by a seed: markets of different pace that begin at different times, one without a ledger of its own,
/// holes, late trades, and history of the venue before the first trade. Whole numbers, so that sums are the same in any order.
/// </summary>
internal sealed class MarketTale
{
    /// <summary>Three hours before a midnight.</summary>
    public const long Origin = 1_735_689_600_000 - 10_800_000;

    /// <summary>Seconds that it takes.</summary>
    public const int Length = 14_400;

    private const int HandedOverEvery = 20;

    // What a store does with many small writes costs time and is tried elsewhere.
    private const int HandedOverAtOnce = 600;

    private readonly long _origin;
    private readonly Random _random;
    private readonly List<(int At, StoreWrite Write)> _writes = [];

    public MarketTale(int seed, long origin = Origin)
    {
        (_origin, _random) = (origin, new(seed));
        Markets = [.. Enumerable.Range(0, 4).Select(i => new MarketId(i % 2 == 0 ? "BINANCE" : "OKX", $"m{i}"))];
        foreach (var market in Markets.SkipLast(1))
        {
            Play(market);
        }

        Import(Markets[^1], Length);
        Writes = [.. _writes.OrderBy(write => write.At).GroupBy(write => write.At / HandedOverAtOnce, (_, group) => Join([.. group.Select(write => write.Write)]))];
    }

    public IReadOnlyList<MarketId> Markets { get; }

    /// <summary>In the order in which they were handed over.</summary>
    public IReadOnlyList<StoreWrite> Writes { get; }

    private static StoreWrite Join(StoreWrite[] writes) =>
        new([.. writes.SelectMany(write => write.Bars)], [.. writes.SelectMany(write => write.Ledger)], [.. writes.SelectMany(write => write.Gaps)]);

    private void Play(MarketId market)
    {
        var flow = new MarketFlow(market, ProofKind.Ids, Timeframe.M5);
        var (step, start) = (_random.Next(1, 40), _random.Next(0, 4_000));
        var hole = (From: _random.Next(0, Length), To: 0);
        hole.To = hole.From + _random.Next(0, 900);
        var late = new Queue<Trade>();
        Import(market, start);
        var (isLost, handed, id) = (false, start / HandedOverEvery, 0L);
        for (var second = start; second < Length; second += _random.Next(1, step + 1))
        {
            var trade = Make(++id, second);
            if (second >= hole.From && second < hole.To)
            {
                isLost = true;
                continue;
            }

            if (isLost)
            {
                flow.Resume();
                isLost = false;
            }

            while (late.TryPeek(out var waiting) && waiting.UnixMs < trade.UnixMs - 120_000)
            {
                flow.Add(late.Dequeue());
            }

            if (_random.Next(40) == 0)
            {
                late.Enqueue(trade);
            }
            else
            {
                flow.Add(trade);
            }

            if (second / HandedOverEvery > handed)
            {
                handed = second / HandedOverEvery;
                HandOver(flow, second);
            }
        }

        flow.CloseThrough(_origin + ((Length - 3) * 1_000L));
        HandOver(flow, Length);
    }

    private Trade Make(long id, int second)
    {
        var price = _random.Next(100, 140);
        var size = _random.Next(1, 4);
        return new(id, _origin + (second * 1_000L) + _random.Next(1_000), price, size, price * size, 1, _random.Next(5) < 3 ? AggressorSide.Buy : AggressorSide.Sell);
    }

    private void HandOver(MarketFlow flow, int second)
    {
        List<BarRow> bars = [];
        List<LedgerRun> ledger = [];
        List<Gap> gaps = [];
        flow.Collect(bars, ledger, gaps);
        _writes.Add((second, new(bars, ledger, gaps)));
    }

    // More than we will ever count of a bucket, as the venue's own bars are.
    private void Import(MarketId market, int untilSecond)
    {
        List<BarRow> rows = [];
        foreach (var timeframe in (Timeframe[])[Timeframe.M5, Timeframe.H1])
        {
            var end = timeframe.Close(timeframe.Floor(_origin + (untilSecond * 1_000L)));
            var from = timeframe.Floor(_origin - _random.Next(0, 4) * 3_600_000L);
            for (var open = from; open < end; open += timeframe.Milliseconds)
            {
                var volume = _random.Next(1, 1_000) + (timeframe.Milliseconds / 10);
                rows.Add(new(market, timeframe, new(open, 1, 2, 1, 2, volume, 5, 7, 3, 0, 0), true));
            }
        }

        _writes.Add((0, new(rows, [], [])));
    }
}
