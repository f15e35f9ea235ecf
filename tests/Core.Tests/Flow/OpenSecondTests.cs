using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;
using static SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

/// <summary>Seconds that are handed out while they are open: whenever the process is killed, the next start goes on after the last trade that was stored.</summary>
public sealed class OpenSecondTests
{
    private static readonly Trade[] Tale =
    [
        Buy(1, 1_000), Buy(2, 1_400, 103), Sell(3, 2_100), Buy(4, 2_700, 99), Sell(6, 59_800), Buy(5, 59_700), Buy(7, 59_950), Sell(8, 60_000, 104),
        Buy(9, 60_300), Buy(10, 61_000), Sell(13, 65_000), Buy(12, 64_900), Buy(11, 64_800), Buy(14, 121_000), Buy(15, 185_000),
    ];

    [Fact]
    public void It_is_told_by_the_ledger_up_to_its_last_trade()
    {
        var stored = new StoredFlow();
        var flow = Begin();
        Array.ForEach(Tale[..4], trade => flow.Receive(trade));

        stored.TakeOpen(flow);

        Assert.Equal((1, 1, 99), (stored[Timeframe.S1, Midnight + 2_000].BuyCount, stored[Timeframe.S1, Midnight + 2_000].SellCount, stored[Timeframe.S1, Midnight + 2_000].Close));
        var row = Assert.Single(stored.Ledger);
        Assert.Equal((4, 4, Midnight + 2_701), (row.LastId, row.Trades, row.ToUnixMs));
    }

    [Fact]
    public void A_row_that_tells_of_it_says_how_much_of_it_is_closed()
    {
        var stored = new StoredFlow();
        var flow = Begin();
        Array.ForEach(Tale[..2], trade => flow.Receive(trade));
        stored.TakeOpen(flow);
        Assert.Null(stored.Ledger[^1].WithinClosed());

        Array.ForEach(Tale[2..4], trade => flow.Receive(trade));
        stored.TakeOpen(flow);
        var closed = stored.Ledger[^1].WithinClosed()!;
        Assert.Equal((1, 2, 2, Midnight + 2_000), (closed.FirstId, closed.LastId, closed.Trades, closed.ToUnixMs));
        Assert.Equal(stored[Timeframe.S1, Midnight + 1_000].BuyNotional, closed.BuyNotional);

        // Beyond a minute, rows that have become one.
        Array.ForEach(Tale[4..8], trade => flow.Receive(trade));
        stored.TakeOpen(flow);
        Assert.Equal((7, Midnight + 60_000), (stored.Ledger[^1].WithinClosed()!.LastId, stored.Ledger[^1].WithinClosed()!.ToUnixMs));

        flow.CloseThrough(Midnight + 61_000);
        stored.TakeOpen(flow);
        Assert.Equal((null, 8), (stored.Ledger[^1].Closed, stored.Ledger[^1].WithinClosed()!.LastId));
    }

    [Fact]
    public void It_is_handed_out_again_only_when_a_trade_has_come()
    {
        var flow = Begin();
        flow.Receive(Buy(1, 1_000));

        Assert.Equal(1, Open(flow));
        Assert.Equal(0, Open(flow));
        flow.Receive(Buy(2, 1_100));
        Assert.Equal(1, Open(flow));
    }

    [Fact]
    public void Every_row_of_the_ledger_tells_of_it_once_it_is_stored()
    {
        var stored = new StoredFlow();
        var flow = Begin();
        Array.ForEach([Buy(1, 1_000), Buy(2, 2_100), Buy(3, 3_500)], trade => flow.Receive(trade));
        stored.TakeOpen(flow);

        flow.Add(Buy(0, 1_500) with { Kind = TradeKind.LiquidationReport });
        stored.TakeOpen(flow);

        Assert.Equal((3, Midnight + 3_501), (stored.Ledger[^1].LastId, stored.Ledger[^1].ToUnixMs));
    }

    [Fact]
    public void A_hole_before_its_last_trade_is_on_record_with_it()
    {
        var stored = new StoredFlow();
        var flow = Begin();
        Array.ForEach([Buy(1, 1_000), Buy(3, 1_200)], trade => flow.Receive(trade));

        stored.TakeOpen(flow);

        Assert.Equal((1, 3), (Assert.Single(stored.OpenGaps).BeforeId, stored.OpenGaps[0].AfterId));
        flow.Receive(Buy(2, 1_100));
        stored.TakeOpen(flow);
        Assert.Empty(stored.OpenGaps);
    }

    [Fact]
    public void Killed_after_any_trade_the_next_start_ends_with_the_bars_of_one_that_was_never_killed()
    {
        var whole = new StoredFlow();
        var flow = Begin();
        Array.ForEach(Tale, trade => flow.Receive(trade));
        flow.CloseThrough(Midnight + 240_000);
        whole.TakeOpen(flow);

        for (var killed = 1; killed < Tale.Length; killed++)
        {
            var stored = new StoredFlow();
            var first = Begin();
            foreach (var trade in Tale[..killed])
            {
                first.Receive(trade);
                stored.TakeOpen(first);
            }

            if (stored.OpenGaps.Count > 0)
            {
                // Trades out of order had not come yet: a new connection does not bring them, the search for the gap does.
                Assert.Contains(Tale[killed..], trade => trade.Id > stored.OpenGaps[0].BeforeId && trade.Id < stored.OpenGaps[0].AfterId);
                continue;
            }

            var second = stored.Restart();
            Array.ForEach(Tale[killed..], trade => second.Receive(trade));
            second.CloseThrough(Midnight + 240_000);
            stored.TakeOpen(second);

            foreach (var length in (Timeframe[])[Timeframe.S1, Timeframe.M1])
            {
                Assert.Equal(whole.Of(length, 0), stored.Of(length, 0));
            }

            Assert.Empty(stored.OpenGaps);
            Assert.Equal(Tale.Length, stored.Ledger.Sum(row => row.Trades));
            Assert.All(stored.Ledger, row => Assert.Equal(LedgerState.Complete, row.State));
        }
    }

    private static MarketFlow Begin()
    {
        var flow = Market();
        flow.ReadBy("F/0", 1, 0);
        return flow;
    }

    private static int Open(MarketFlow flow)
    {
        List<BarRow> open = [];
        flow.Collect([], [], [], open);
        return open.Count;
    }
}
