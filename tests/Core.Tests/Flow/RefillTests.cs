using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;
using static SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

/// <summary>What was missed and asked for: contiguous ids, ids without order, long holes.</summary>
public sealed class RefillTests
{
    [Fact]
    public void A_hole_in_ids_that_a_search_fills_leaves_bars_ledger_and_gap_as_if_nothing_had_been_missed()
    {
        var flow = Read(Market(), [Buy(1, 0), Buy(2, 500), Buy(9, 8_000), Buy(10, 11_000)]);
        var gap = Assert.Single(flow.Collected().Gaps);

        flow.Refill(gap, [.. Enumerable.Range(2, 8).Select(id => Buy(id, id * 900L))], isCovered: true, "REST");
        flow.CloseThrough(Midnight + 60_000);
        var (bars, ledger, gaps) = flow.Collected();

        Assert.Equal((10, 0, 0L), (flow.Trades, flow.OpenGaps, flow.HoleMs));
        Assert.Equal("REST", Assert.Single(gaps).FilledBy);
        Assert.Equal(10, bars.Last(b => b.Timeframe == Timeframe.M1).Bar.BuyCount);
        Assert.All(ledger.GroupBy(r => r.FromUnixMs).Select(g => g.Last()), r => Assert.Equal(LedgerState.Complete, r.State));
    }

    [Fact]
    public void What_the_venue_keeps_no_more_stays_a_gap_that_ends_at_the_oldest_trade_found()
    {
        var flow = Read(Market(), [Buy(1, 0), Buy(2, 500), Buy(20, 8_000), Buy(21, 11_000)]);
        var gap = Assert.Single(flow.Collected().Gaps);

        flow.Refill(gap, [.. Enumerable.Range(10, 10).Select(id => Buy(id, 4_000 + id))], isCovered: false, "REST");

        var left = flow.Collected().Gaps.Last(g => g.FilledBy is null);
        Assert.Equal((2L, 10L, 7L), (left.BeforeId, left.AfterId, left.Missing));
        Assert.Equal(Midnight + 4_010, left.AfterUnixMs);
    }

    [Fact]
    public void Ids_that_the_venue_never_gave_to_a_trade_are_no_loss()
    {
        var flow = Read(Market(), [Buy(1, 0), Buy(2, 500), Buy(5, 8_000), Buy(6, 11_000)]);
        var gap = Assert.Single(flow.Collected().Gaps);

        flow.Refill(gap, [Buy(2, 500), Buy(5, 8_000)], isCovered: true, "REST");

        Assert.Equal((4, 0, 0), (flow.Trades, flow.OpenGaps, flow.Missing));
        Assert.Equal("REST", Assert.Single(flow.Collected().Gaps).FilledBy);
    }

    [Fact]
    public void Without_order_in_ids_a_break_of_the_connection_is_a_gap_until_the_venues_list_reaches_over_it()
    {
        var flow = Read(Market(ProofKind.Overlap), [Buy(77, 0), Buy(33, 500)]);
        flow.Resume();
        Read(flow, [Buy(55, 9_000)]);
        var gap = Assert.Single(flow.Collected().Gaps);

        flow.Refill(gap, [Buy(77, 0), Buy(33, 500), Buy(11, 4_000), Buy(55, 9_000)], isCovered: true, "REST");

        Assert.Equal(("reconnect", 33L, Midnight + 500, 55L), (gap.Reason, gap.BeforeId, gap.BeforeUnixMs, gap.AfterId));
        Assert.Equal((4, 3, 0), (flow.Trades, flow.Duplicates, flow.OpenGaps));
        Assert.Equal("REST", Assert.Single(flow.Collected().Gaps).FilledBy);
    }

    [Fact]
    public void Without_order_in_ids_a_list_that_does_not_reach_back_narrows_the_gap()
    {
        var flow = Read(Market(ProofKind.Overlap), [Buy(77, 0)]);
        flow.Resume();
        Read(flow, [Buy(55, 9_000)]);
        var gap = Assert.Single(flow.Collected().Gaps);

        flow.Refill(gap, [Buy(55, 9_000), Buy(44, 8_000), Buy(11, 4_000)], isCovered: false, "REST");

        var left = Assert.Single(flow.Collected().Gaps);
        Assert.Equal((77L, Midnight, 11L, Midnight + 4_000, 4), (left.BeforeId, left.BeforeUnixMs, left.AfterId, left.AfterUnixMs, flow.Trades));
        Assert.Null(left.FilledBy);
    }

    [Fact]
    public void Trades_outside_the_gap_are_left_out_even_under_another_id()
    {
        var flow = Read(Market(ProofKind.Overlap), [Buy(77, 100)]);
        flow.Resume();
        Read(flow, [Buy(55, 9_001), Buy(56, 9_500)]);
        var gap = Assert.Single(flow.Collected().Gaps);

        flow.Refill(gap, [Buy(901, 50), Buy(11, 4_000), Buy(902, 9_500)], isCovered: true, "REST");

        Assert.Equal((4, 0), (flow.Trades, flow.OpenGaps));
    }

    [Fact]
    public void A_list_that_tells_whole_seconds_only_fills_the_second_of_the_last_trade_too()
    {
        var flow = Read(Market(ProofKind.Overlap), [Buy(77, 1_500)]);
        flow.Resume();
        Read(flow, [Buy(55, 9_001)]);
        var gap = Assert.Single(flow.Collected().Gaps);

        flow.Refill(gap, [Buy(77, 1_000), Buy(78, 1_000)], isCovered: true, "REST");

        Assert.Equal(3, flow.Trades);
    }

    [Fact]
    public void A_repeated_id_without_order_is_counted_once()
    {
        var flow = Read(Market(ProofKind.Overlap), [Buy(900, 0), Buy(5, 10), Buy(900, 0), Buy(70, 20), Buy(5, 10)]);

        Assert.Equal((3, 2), (flow.Trades, flow.Duplicates));
    }

    [Fact]
    public void Trades_after_a_long_hole_wait_for_what_is_before_them()
    {
        var flow = Market();
        flow.CanRefill = true;
        Read(flow, [Buy(1, 0), Buy(2, 500)]);
        Read(flow, [Buy(5, 600_000), Buy(6, 601_000)]);
        var gap = Assert.Single(flow.Collected().Gaps);
        Assert.Equal((2, 2), (flow.Trades, flow.Held));

        flow.Refill(gap, [Buy(4, 400_000), Buy(3, 200_000)], isCovered: true, "REST");
        flow.CloseThrough(Midnight + 660_000);
        var bars = flow.Collected().Bars;

        Assert.Equal((6, 0, 0, 0), (flow.Trades, flow.Held, flow.OpenGaps, flow.TooLate));
        Assert.Equal(6, bars.Where(b => b.Timeframe == Timeframe.M1).GroupBy(b => b.Bar.OpenUnixMs).Sum(g => g.Last().Bar.BuyCount));
    }

    [Fact]
    public void Trades_that_nobody_comes_for_are_released_and_the_hole_stays_on_record()
    {
        var flow = Market(ProofKind.Overlap);
        flow.CanRefill = true;
        Read(flow, [Buy(1, 0)]);
        flow.Resume();
        Read(flow, [Buy(5, 600_000), Buy(6, 601_000)]);

        flow.Release();

        Assert.Equal((3, 0, 1), (flow.Trades, flow.Held, flow.OpenGaps));
        Assert.Null(flow.Collected().Gaps[^1].FilledBy);
    }

    [Fact]
    public void A_batch_that_says_where_the_feed_resumed_opens_the_gap_there()
    {
        var symbol = new SymbolFlow("BTC", Timeframe.M5, 60_000);
        var market = new FollowedMarket(Market(ProofKind.Overlap), Core.Markets.MarketKind.Spot, CountsInUsd: true, 0);
        symbol.Follow(market);
        Trade[] trades = [Buy(9, 0), Buy(4, 500), Buy(7, 4_000), Buy(2, 4_100)];

        symbol.Add(market, new MarketTrades(Spot, "F/0", 1, trades, trades.Length) { ResumedAt = 2 });

        var gap = Assert.Single(market.Flow.Collected().Gaps);
        Assert.Equal((4L, Midnight + 500, 7L, Midnight + 4_000), (gap.BeforeId, gap.BeforeUnixMs, gap.AfterId, gap.AfterUnixMs));
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
}
