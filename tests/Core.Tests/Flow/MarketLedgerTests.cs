using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using static SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

public sealed class MarketLedgerTests
{
    [Fact]
    public void Contiguous_ids_give_one_complete_row_however_many_minutes()
    {
        var flow = Market();
        flow.ReadBy("F/0", 1, 0);
        for (var i = 1; i <= 600; i++)
        {
            flow.Add(Buy(i, i * 1_000L));
        }

        var rows = LatestRows(flow);

        var row = Assert.Single(rows);
        Assert.Equal(LedgerState.Complete, row.State);
        Assert.Equal((1, 599, 599), (row.FirstId, row.LastId, row.Trades));
        Assert.Equal(Midnight + 600_000, row.ToUnixMs);
    }

    [Fact]
    public void A_row_never_speaks_of_a_trade_whose_second_is_still_open()
    {
        var flow = Market();
        flow.ReadBy("F/0", 1, 0);
        flow.Add(Buy(1, 0));
        flow.Add(Buy(2, 1_000));

        var row = Assert.Single(LatestRows(flow));

        Assert.Equal((1, Midnight + 1_000), (row.LastId, row.ToUnixMs));
    }

    [Fact]
    public void A_long_hole_is_a_partial_row_between_two_complete_ones_and_a_gap_with_its_bounds()
    {
        var flow = Market();
        flow.ReadBy("F/0", 1, 0);
        flow.Add(Buy(1, 0));
        flow.Add(Buy(2, 1_000));
        flow.Add(Buy(50, 120_000));
        flow.Add(Buy(51, 130_000));
        flow.CloseThrough(Midnight + 140_000);

        var (_, ledger, gaps) = flow.Collected();

        Assert.Equal(
            [LedgerState.Complete, LedgerState.Partial, LedgerState.Complete],
            ledger.GroupBy(r => r.FromUnixMs).OrderBy(g => g.Key).Select(g => g.Last().State));
        var gap = Assert.Single(gaps);
        Assert.Equal((2, 50, 47), (gap.BeforeId, gap.AfterId, gap.Missing));
        Assert.Equal((Midnight + 1_000, Midnight + 120_000), (gap.BeforeUnixMs, gap.AfterUnixMs));
        Assert.Equal((47, 1), (flow.Missing, flow.OpenGaps));
    }

    [Fact]
    public void A_hole_closed_by_trades_out_of_order_leaves_no_gap_and_a_complete_row()
    {
        var flow = Market();
        flow.ReadBy("F/0", 1, 0);
        flow.Add(Buy(1, 0));
        flow.Add(Buy(3, 400));
        flow.Add(Buy(2, 200));
        flow.Add(Buy(4, 30_000));

        var (_, ledger, gaps) = flow.Collected();

        Assert.Empty(gaps);
        Assert.All(ledger, r => Assert.Equal(LedgerState.Complete, r.State));
        Assert.Equal((4, 0), (flow.Trades, flow.OpenGaps));
    }

    [Fact]
    public void A_long_hole_that_is_filled_later_becomes_complete()
    {
        var flow = Market();
        flow.ReadBy("F/0", 1, 0);
        flow.Add(Buy(1, 0));
        flow.Add(Buy(4, 60_000));
        flow.Add(Buy(5, 70_000));
        flow.CloseThrough(Midnight + 80_000);
        flow.Collected();

        flow.Add(Buy(2, 20_000));
        flow.Add(Buy(3, 40_000));
        var (_, ledger, gaps) = flow.Collected();

        Assert.All(ledger, r => Assert.Equal(LedgerState.Complete, r.State));
        Assert.NotNull(Assert.Single(gaps).FilledBy);
        Assert.Equal(0, flow.Missing);
    }

    [Fact]
    public void After_a_restart_the_next_id_proves_that_nothing_was_missed()
    {
        var flow = Market();
        flow.Restore([], [], Stored(lastId: 10, toMs: 5_000));
        flow.ReadBy("F/0", 2, 0);

        flow.Add(Buy(10, 4_900));
        flow.Add(Buy(11, 65_000));
        flow.Add(Buy(12, 66_000));

        Assert.Equal((1, 0), (flow.Duplicates, flow.OpenGaps));
        Assert.Equal(2, flow.Trades);
        Assert.All(LatestRows(flow), r => Assert.Equal(LedgerState.Complete, r.State));
    }

    [Fact]
    public void After_a_restart_a_hole_is_a_gap_named_restart_and_the_time_in_between_is_not_complete()
    {
        var flow = Market();
        flow.Restore([], [], Stored(lastId: 10, toMs: 5_000));
        flow.ReadBy("F/0", 2, 0);

        flow.Add(Buy(20, 65_000));
        flow.Add(Buy(21, 75_000));
        flow.Add(Buy(22, 76_000));
        var (_, ledger, gaps) = flow.Collected();

        Assert.Equal(("restart", 9), (Assert.Single(gaps).Reason, gaps[0].Missing));
        var hole = Assert.Single(ledger, r => r.State == LedgerState.Partial);
        Assert.Equal((Midnight + 5_000, Midnight + 66_000), (hole.FromUnixMs, hole.ToUnixMs));
    }

    [Fact]
    public void A_restored_second_goes_on_where_it_was()
    {
        var flow = Market();
        var second = new Bar(Midnight + 4_000, 100, 101, 99, 100, 300, 200, 3, 2, 0, 0);
        flow.Restore([second], [second with { OpenUnixMs = Midnight }], Stored(lastId: 10, toMs: 5_000));
        flow.ReadBy("F/0", 2, 0);

        flow.Add(Buy(11, 5_500));
        flow.CloseThrough(Midnight + 60_000);

        var minute = flow.Collected().Bars.Single(b => b.Timeframe == Timeframe.M1).Bar;
        Assert.Equal((400, 200, 4, 2), (minute.BuyNotional, minute.SellNotional, minute.BuyCount, minute.SellCount));
    }

    private static LedgerRun Stored(long lastId, long toMs) => new(
        Spot, Midnight, Midnight + toMs, 1, lastId, lastId, 300, 200, 0, 0, LedgerState.Complete, ProofKind.Ids, "F/0", 1);

    private static List<LedgerRun> LatestRows(MarketFlow flow) =>
        [.. flow.Collected().Ledger.GroupBy(r => r.FromUnixMs).OrderBy(g => g.Key).Select(g => g.Last())];
}
