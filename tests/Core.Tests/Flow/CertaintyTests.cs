using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;
using static SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

/// <summary>A minute is complete only when every trade of it is in a bar.</summary>
public sealed class CertaintyTests
{
    private readonly StoredFlow _stored = new();

    [Fact]
    public void A_search_that_answers_long_after_the_window_of_correction_puts_its_trades_into_their_stored_bars()
    {
        var flow = Read(Market(), Enumerable.Range(1, 3_000).Where(i => i is < 200 or > 350).Select(i => Buy(i, i * 200L)));
        _stored.Take(flow);
        var gap = Assert.Single(_stored.OpenGaps);
        Trade[] found = [.. Enumerable.Range(200, 151).Select(i => Sell(i, i * 200L))];

        _stored.Reopen(flow, flow.ReopenFrom(gap, found)!.Value);
        flow.Refill(gap, found, isCovered: true, "REST");
        flow.CloseThrough(Midnight + 720_000);
        _stored.Take(flow);

        Assert.Empty(_stored.OpenGaps);
        Assert.Equal(151, _stored.Of(Timeframe.M1, 0).Sum(b => b.SellCount));
        Assert.Equal(151, _stored.Of(Timeframe.S1, 0).Sum(b => b.SellCount));
        Assert.Equal(151, _stored.Of(Timeframe.M5, 0).Sum(b => b.SellCount));
        Assert.All(_stored.Ledger, r => Assert.Equal(LedgerState.Complete, r.State));
    }

    [Fact]
    public void Trades_of_a_search_whose_bars_were_not_read_back_stay_missing()
    {
        var flow = Read(Market(), Enumerable.Range(1, 3_000).Where(i => i is < 200 or > 350).Select(i => Buy(i, i * 200L)));
        _stored.Take(flow);
        var gap = Assert.Single(_stored.OpenGaps);

        flow.Refill(gap, [.. Enumerable.Range(200, 151).Select(i => Sell(i, i * 200L))], isCovered: true, "REST");
        _stored.Take(flow);

        Assert.Equal((151L, 151L), (flow.Missing, Assert.Single(_stored.OpenGaps).Missing));
        Assert.False(_stored.IsComplete(Midnight));
        Assert.False(_stored.IsComplete(Midnight + 60_000));
    }

    [Fact]
    public void A_price_that_comes_late_to_a_stored_bar_moves_what_it_would_have_moved()
    {
        var flow = Read(Market(), Enumerable.Range(1, 3_000).Where(i => i != 5).Select(i => Buy(i, i * 200L, price: 100)));
        _stored.Take(flow);
        var gap = Assert.Single(_stored.OpenGaps);
        Trade[] found = [Sell(5, 1_000, price: 70)];

        _stored.Reopen(flow, flow.ReopenFrom(gap, found)!.Value);
        flow.Refill(gap, found, isCovered: true, "REST");
        _stored.Take(flow);

        var minute = _stored[Timeframe.M1, Midnight];
        Assert.Equal((100.0, 100.0, 70.0, 100.0), (minute.Open, minute.High, minute.Low, minute.Close));
        Assert.Equal(70, _stored[Timeframe.M5, Midnight].Low);
    }

    [Fact]
    public void A_hole_that_is_remembered_no_longer_stays_on_record_and_its_minutes_unproven()
    {
        var flow = Market();
        flow.ReadBy("F/0", 1, 0);
        for (var i = 1; i <= 2_000; i++)
        {
            flow.Receive(Buy(i * 2, i * 3_000L));
        }

        flow.CloseThrough(Midnight + 6_100_000);
        _stored.Take(flow);
        flow.Receive(Buy(3_999, 5_999_900 - 1_500));
        flow.Receive(Buy(3, 4_000));
        _stored.Take(flow);

        Assert.Equal(1_998, _stored.OpenGaps.Count);
        Assert.Contains(_stored.OpenGaps, g => g.BeforeId == 2);
        Assert.All(Enumerable.Range(0, 50), m => Assert.False(_stored.IsComplete(Midnight + (m * 60_000L))));
    }

    [Fact]
    public void A_print_that_the_list_holds_and_nobody_can_count_stays_missing()
    {
        var flow = Read(Market(), [Buy(1, 0), Buy(2, 500), Buy(6, 8_000), Buy(7, 11_000)]);
        _stored.Take(flow);
        var gap = Assert.Single(_stored.OpenGaps);

        flow.Refill(gap, [Buy(3, 2_000), Buy(5, 6_000)], isCovered: true, "REST", [new(4, Midnight + 4_000)]);
        flow.CloseThrough(Midnight + 60_000);
        _stored.Take(flow);

        var left = Assert.Single(_stored.OpenGaps);
        Assert.Equal((3L, 5L, 1L), (left.BeforeId, left.AfterId, left.Missing));
        Assert.False(_stored.IsComplete(Midnight));
    }

    [Fact]
    public void Another_hole_that_is_filled_proves_nothing_of_this_one()
    {
        var flow = Read(Market(), [Buy(1, 0), Buy(3, 30_000), Buy(4, 61_000), Buy(6, 62_000), Buy(5, 61_500), Buy(7, 130_000), Buy(8, 200_000)]);
        _stored.Take(flow);

        Assert.Equal((false, true), (_stored.IsComplete(Midnight + 0), _stored.IsComplete(Midnight + 60_000)));
    }

    [Fact]
    public void A_market_whose_clock_is_minutes_behind_has_complete_minutes_of_its_own_time()
    {
        var flow = Market();
        flow.ReadBy("F/0", 1, 0);
        for (var i = 1; i <= 2_000; i++)
        {
            flow.Receive(Buy(i, i * 200L));
            flow.CloseThrough(Midnight + (i * 200L) + 360_000);
            _stored.Take(flow);
        }

        Assert.Equal((2_000L, 0, 0L), (flow.Trades, flow.Strays, flow.TooLate));
        Assert.Equal(2_000, _stored.Of(Timeframe.S1, 0).Sum(b => b.BuyCount));
        Assert.All(Enumerable.Range(1, 5), m => Assert.True(_stored.IsComplete(Midnight + (m * 60_000L))));
    }

    [Fact]
    public void A_break_while_trades_wait_for_a_long_gap_is_a_break_of_its_own()
    {
        var flow = Market(ProofKind.Overlap);
        flow.CanRefill = true;
        Read(flow, [Buy(1, 0)]);
        flow.Resume();
        Read(flow, [Buy(5, 600_000)]);
        flow.Resume();
        Read(flow, [Buy(6, 640_000)]);
        _stored.Take(flow);
        var gap = Assert.Single(_stored.OpenGaps);

        flow.Refill(gap, [Buy(2, 300_000), Buy(5, 600_000)], isCovered: true, "REST");
        flow.CloseThrough(Midnight + 720_000);
        _stored.Take(flow);

        var left = Assert.Single(_stored.OpenGaps);
        Assert.Equal((5L, 6L, 4L), (left.BeforeId, left.AfterId, flow.Trades));
        Assert.Equal((true, false), (_stored.IsComplete(Midnight + 540_000), _stored.IsComplete(Midnight + 600_000)));
    }

    [Fact]
    public void What_a_venue_repeats_after_a_restart_is_counted_once()
    {
        var flow = Market(ProofKind.Overlap);
        var second = new Bar(Midnight + 4_000, 100, 100, 100, 100, 300, 0, 3, 0, 0, 0);
        flow.Restore([second], [second with { OpenUnixMs = Midnight }], new(
            Spot, Midnight, Midnight + 5_000, 0, 0, 3, 300, 0, 0, 0, LedgerState.Complete, ProofKind.Overlap, "F/0", 1));

        Read(flow, [Buy(77, 4_100), Buy(33, 4_900), Buy(55, 9_000)]);
        flow.CloseThrough(Midnight + 60_000);
        _stored.Take(flow);

        Assert.Equal((1L, 2L), (flow.Trades, flow.Duplicates));
        Assert.Contains(_stored.OpenGaps, gap => (gap.BeforeUnixMs, gap.AfterUnixMs, gap.Reason) == (Midnight + 4_000, Midnight + 4_999, "restart"));
        Assert.False(_stored.IsComplete(Midnight));
    }

    [Fact]
    public void A_stretch_in_which_sizes_are_in_doubt_is_not_complete()
    {
        var flow = Read(Market(), Enumerable.Range(1, 1_000).Select(i => Buy(i, i * 200L)));

        flow.Doubt(Midnight + 65_000, Midnight + 70_000, "size");
        _stored.Take(flow);

        Assert.Equal("size", Assert.Single(_stored.OpenGaps).Reason);
        Assert.Equal((false, true), (_stored.IsComplete(Midnight + 60_000), _stored.IsComplete(Midnight + 120_000)));
    }

    private static MarketFlow Read(MarketFlow flow, IEnumerable<Trade> trades)
    {
        flow.ReadBy("F/0", 1, 0);
        foreach (var trade in trades)
        {
            flow.Receive(trade);
        }

        return flow;
    }
}
