using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.TestSupport;
using static SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

public sealed class MarketFlowTests
{
    [Fact]
    public void A_sell_aggressor_subtracts_its_notional()
    {
        var flow = Market();

        flow.Add(Buy(1, 0, 100, 3));
        flow.Add(Sell(2, 10, 50, 2));
        flow.CloseThrough(Midnight + 1_000);

        var bar = Assert.Single(flow.Collected().Bars, b => b.Timeframe == Timeframe.S1).Bar;
        Assert.Equal(200, bar.Delta);
        Assert.Equal((1, 1), (bar.BuyCount, bar.SellCount));
    }

    [Fact]
    public void A_second_closes_with_the_first_trade_after_it()
    {
        var flow = Market();
        flow.Add(Buy(1, 0));
        Assert.Empty(flow.Collected().Bars);

        flow.Add(Buy(2, 1_500));

        Assert.Equal(Midnight, Assert.Single(flow.Collected().Bars, b => b.Timeframe == Timeframe.S1).Bar.OpenUnixMs);
    }

    [Fact]
    public void Trades_in_any_order_of_arrival_give_the_same_bars()
    {
        var random = new Random(7);
        var trades = Enumerable.Range(1, 2_000)
            .Select(i => i % 3 == 0 ? Sell(i, i * 40L, 90 + random.NextDouble() * 20, random.NextDouble()) : Buy(i, i * 40L, 90 + random.NextDouble() * 20, random.NextDouble()))
            .ToArray();
        var inOrder = Feed(trades);

        var shuffled = Feed([.. trades.OrderBy(t => t.Id + random.Next(-40, 40))]);

        Assert.Equal(inOrder.Count, shuffled.Count);
        foreach (var (key, expected) in inOrder)
        {
            var actual = shuffled[key];
            Assert.Equal((expected.Open, expected.High, expected.Low, expected.Close), (actual.Open, actual.High, actual.Low, actual.Close));
            Assert.Equal((expected.BuyCount, expected.SellCount), (actual.BuyCount, actual.SellCount));
            Assert.Equal(expected.BuyNotional, actual.BuyNotional, expected.BuyNotional * 1e-12);
            Assert.Equal(expected.SellNotional, actual.SellNotional, expected.SellNotional * 1e-12);
        }

        static Dictionary<(Timeframe, long), Bar> Feed(Trade[] trades)
        {
            var flow = Market();
            var stored = new Dictionary<(Timeframe, long), Bar>();
            foreach (var trade in trades)
            {
                flow.Add(trade);
                Store();
            }

            flow.CloseThrough(Midnight + 86_400_000);
            Store();
            return stored;

            void Store() => flow.Collected().Bars.ForEach(b => stored[(b.Timeframe, b.Bar.OpenUnixMs)] = b.Bar);
        }
    }

    [Fact]
    public void A_repeated_id_is_counted_once()
    {
        var flow = Market();
        flow.Add(Buy(1, 0));

        var verdict = flow.Add(Buy(1, 0));

        Assert.Equal(TradeVerdict.Duplicate, verdict);
        Assert.Equal((1, 1), (flow.Trades, flow.Duplicates));
    }

    [Fact]
    public void A_trade_whose_bars_cannot_be_had_any_more_is_in_no_bar_and_its_minute_is_not_complete()
    {
        var flow = Market(ProofKind.Overlap);
        Read(flow, [Buy(77, 0), Buy(33, 65_000), Buy(55, 1_000_000), Buy(44, 1_001_000)]);
        flow.Collected();

        var verdict = flow.Add(Buy(11, 30_000));
        flow.CountStrays();

        Assert.Equal(TradeVerdict.TooLate, verdict);
        Assert.Equal((4, 1L), (flow.Trades, flow.TooLate));
        var (_, ledger, gaps) = flow.Collected();
        Assert.Equal(("late", Midnight, Midnight + 59_999), (Assert.Single(gaps).Reason, gaps[0].BeforeUnixMs, gaps[0].AfterUnixMs));
        Assert.Contains(ledger, r => r.State == LedgerState.Partial && r.FromUnixMs <= Midnight + 30_000 && r.ToUnixMs > Midnight + 30_000);
    }

    [Fact]
    public void A_trade_that_is_too_late_for_memory_waits_for_its_bars_and_takes_no_id_before()
    {
        var flow = Market();
        var stored = new StoredFlow();
        Read(flow, [Buy(1, 0), Buy(3, 1_500), Buy(4, 400_000), Buy(5, 800_000), Buy(6, 801_000)]);
        stored.Take(flow);

        flow.Receive(Sell(2, 1_000));
        Assert.Equal((1, 1L, 5), (flow.Strays, flow.Missing, flow.Trades));
        stored.Reopen(flow, flow.StraysFrom!.Value);
        flow.CountStrays();
        stored.Take(flow);

        Assert.Equal((0, 0L, 6, 0L), (flow.Strays, flow.Missing, flow.Trades, flow.TooLate));
        Assert.Equal((2, 1), (stored[Timeframe.M1, Midnight].BuyCount, stored[Timeframe.M1, Midnight].SellCount));
        Assert.Equal((2, 1), (stored[Timeframe.M5, Midnight].BuyCount, stored[Timeframe.M5, Midnight].SellCount));
        Assert.Equal((1, 1), (stored[Timeframe.S1, Midnight + 1_000].BuyCount, stored[Timeframe.S1, Midnight + 1_000].SellCount));
        Assert.All(stored.Ledger, r => Assert.Equal(LedgerState.Complete, r.State));
    }

    [Fact]
    public void A_liquidation_report_moves_neither_price_nor_volume()
    {
        var flow = Market();
        flow.Add(Buy(1, 0));

        flow.Add(Sell(9, 10, 1, 500) with { Kind = TradeKind.LiquidationReport });
        flow.CloseThrough(Midnight + 1_000);

        var bar = Assert.Single(flow.Collected().Bars, b => b.Timeframe == Timeframe.S1).Bar;
        Assert.Equal((100, 100, 500, 100), (bar.Low, bar.Volume, bar.SellLiquidation, flow.LatestPrice));
    }

    [Fact]
    public void Bars_of_every_timeframe_sum_the_same_trades()
    {
        var flow = Market();
        var bars = new Dictionary<(Timeframe, long), Bar>();
        for (var i = 1; i <= 90_000; i++)
        {
            flow.Add(i % 2 == 0 ? Buy(i, i * 997L, 100, 0.1) : Sell(i, i * 997L, 100, 0.3));
            if (i % 50 == 0)
            {
                flow.Collected().Bars.ForEach(b => bars[(b.Timeframe, b.Bar.OpenUnixMs)] = b.Bar);
            }
        }

        flow.CloseThrough(Midnight + 2 * 86_400_000L);
        flow.Collected().Bars.ForEach(b => bars[(b.Timeframe, b.Bar.OpenUnixMs)] = b.Bar);

        foreach (var timeframe in Timeframe.Stored)
        {
            var rows = bars.Where(b => b.Key.Item1 == timeframe).Select(b => b.Value).ToList();
            Assert.Equal(90_000, rows.Sum(b => b.BuyCount + b.SellCount));
            Assert.Equal(flow.BuyNotional, rows.Sum(b => b.BuyNotional), 1e-6);
            Assert.Equal(flow.SellNotional, rows.Sum(b => b.SellNotional), 1e-6);
        }
    }

    [Fact]
    public void Late_flow_of_a_bar_handed_out_enters_the_next_one()
    {
        var flow = Market();
        flow.Add(Buy(1, 1_000));
        flow.Add(Buy(3, 300_500));
        var first = flow.Strategy.HandOver(Midnight);

        flow.Add(Sell(2, 200_000, 100, 5));
        flow.CloseThrough(Midnight + 600_000);
        var second = flow.Strategy.HandOver(Midnight + 300_000);

        Assert.Equal(100, first!.Value.Delta);
        Assert.Equal(100 - 500, second!.Value.Delta);
    }

    [Fact]
    public void Bars_of_a_timeframe_that_is_not_stored_are_forgotten_after_they_were_handed_over()
    {
        var flow = new MarketFlow(Spot, ProofKind.Ids, Timeframe.Parse("3m"));
        for (var i = 1; i <= 200; i++)
        {
            flow.Add(Buy(i, i * 180_000L));
            flow.Strategy.HandOver(Midnight + ((i - 1) * 180_000L));
            flow.Collected();
        }

        Assert.Null(flow.Strategy.Find(Midnight + 180_000));
        Assert.NotNull(flow.Strategy.Find(Midnight + (199 * 180_000L)));
    }

    private static MarketFlow Read(MarketFlow flow, Trade[] trades)
    {
        flow.ReadBy("F/0", 1, 0);
        foreach (var trade in trades)
        {
            flow.Receive(trade);
        }

        return flow;
    }

    [Fact]
    public void Counting_a_trade_allocates_nothing()
    {
        var flow = Market();
        List<BarRow> bars = new(100_000);
        for (var i = 1; i <= 400_000; i++)
        {
            flow.Add(Buy(i, i));
        }

        flow.Collect(bars, [], []);
        var allocated = Allocation.Of(round =>
        {
            for (var i = 1; i <= 60_000; i++)
            {
                var id = 400_000 + (round * 60_000) + i;
                flow.Add(Buy(id, id));
            }
        });

        Assert.Equal(0, allocated);
    }
}
