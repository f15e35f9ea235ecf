using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using static SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

/// <summary>A market that is left in the middle of a second, and goes on later with nothing but what was stored.</summary>
public sealed class LeaveTests
{
    [Fact]
    public void The_open_second_is_handed_over_and_told_by_the_ledger_up_to_its_last_trade()
    {
        var flow = Read(Market(), Buy(1, 1_000), Buy(2, 2_100), Sell(3, 2_400));

        flow.Leave();
        var (bars, ledger, _) = flow.Collected();

        Assert.Equal([Midnight + 1_000, Midnight + 2_000], bars.Where(b => b.Timeframe == Timeframe.S1).Select(b => b.Bar.OpenUnixMs));
        var row = ledger[^1];
        Assert.Equal((3, 3, Midnight + 2_401), (row.LastId, row.Trades, row.ToUnixMs));
        Assert.Equal((200, 100), (row.BuyNotional, row.SellNotional));
    }

    [Fact]
    public void A_second_cut_in_two_is_whole_again_and_no_gap()
    {
        var (bars, ledger, gaps) = Go(Left(Buy(1, 1_000), Buy(2, 2_100, 100), Sell(3, 2_400, 104)), Buy(4, 2_600, 90), Buy(5, 2_700, 102), Buy(6, 62_000));

        var second = bars.Last(b => b.Timeframe == Timeframe.S1 && b.Bar.OpenUnixMs == Midnight + 2_000).Bar;
        Assert.Equal((100, 104, 90, 102), (second.Open, second.High, second.Low, second.Close));
        Assert.Equal((3, 1), (second.BuyCount, second.SellCount));
        var minute = bars.Last(b => b.Timeframe == Timeframe.M1).Bar;
        Assert.Equal((4, 1), (minute.BuyCount, minute.SellCount));
        Assert.Empty(gaps);
        Assert.Equal((Midnight + 2_401, 3 * 100 - 8), (ledger[0].FromUnixMs, (int)ledger.Sum(r => r.BuyNotional)));
        Assert.All(ledger, r => Assert.Equal(LedgerState.Complete, r.State));
    }

    [Fact]
    public void The_open_ten_seconds_are_handed_over_with_the_open_second_and_whole_again_later()
    {
        var left = Left(Buy(1, 1_000), Buy(2, 2_100), Sell(3, 2_400));

        var (bars, _, _) = Go(left, Buy(4, 2_600), Buy(5, 11_000), Buy(6, 62_000));

        var open = Assert.Single(left.Bars, b => b.Timeframe == Timeframe.S10).Bar;
        Assert.Equal((Midnight, 2, 1, 200, 100), (open.OpenUnixMs, open.BuyCount, open.SellCount, open.BuyNotional, open.SellNotional));
        var whole = bars.Last(b => b.Timeframe == Timeframe.S10 && b.Bar.OpenUnixMs == Midnight).Bar;
        Assert.Equal((3, 1, 300, 100), (whole.BuyCount, whole.SellCount, whole.BuyNotional, whole.SellNotional));
    }

    [Fact]
    public void What_is_missed_after_the_last_trade_is_in_doubt_from_that_trade_on()
    {
        var (_, ledger, gaps) = Go(Left(Buy(1, 1_000), Buy(2, 2_100), Buy(3, 2_400)), Buy(8, 30_000), Buy(9, 33_000), Buy(10, 34_000));

        Assert.Equal(("restart", 4), (Assert.Single(gaps).Reason, gaps[0].Missing));

        // Whole seconds, the one that was left included: which trades of it are missing nobody knows.
        var doubtful = ledger.Where(r => r.State == LedgerState.Partial).ToArray();
        Assert.Equal((Midnight + 2_000, Midnight + 31_000), (doubtful.Min(r => r.FromUnixMs), doubtful.Max(r => r.ToUnixMs)));
    }

    [Fact]
    public void Trades_that_came_late_to_a_second_that_was_empty_are_told_by_the_ledger()
    {
        var flow = Read(Market(), Buy(1, 1_000));
        flow.CloseThrough(Midnight + 5_000);

        Read(flow, Buy(2, 3_100), Buy(3, 3_900)).Leave();
        var (_, ledger, _) = flow.Collected();

        Assert.Equal((3, Midnight + 4_000), (ledger[^1].LastId, ledger[^1].ToUnixMs));
    }

    [Fact]
    public void Trades_of_ids_that_ended_before_are_not_counted_again_after_a_restart()
    {
        var (bars, _, gaps) = Go(Left(Buy(4, 56_000)), Buy(1_001, 3_000), Buy(1_002, 9_000), Buy(5, 57_000));

        Assert.Empty(gaps);
        Assert.Equal(Midnight + 57_000, Assert.Single(bars, b => b.Timeframe == Timeframe.S1).Bar.OpenUnixMs);
    }

    [Fact]
    public void Trades_held_back_for_a_gap_are_counted_and_the_gap_stays_on_record()
    {
        var flow = Market();
        flow.CanRefill = true;
        Read(flow, Buy(1, 1_000), Buy(2, 2_000), Buy(9, 400_000), Buy(10, 400_500));
        Assert.Equal(2, flow.Held);

        flow.Leave();
        var (bars, ledger, gaps) = flow.Collected();

        Assert.Equal((0, 4), (flow.Held, flow.Trades));
        Assert.Equal(4, bars.Where(b => b.Timeframe == Timeframe.S1).Sum(b => b.Bar.BuyCount));
        Assert.Null(Assert.Single(gaps.DistinctBy(g => g.BeforeId)).FilledBy);
        Assert.Equal(10, ledger.Max(r => r.LastId));
    }

    [Fact]
    public void What_nobody_has_handed_over_is_missing_when_all_have_spoken_though_no_other_trade_comes()
    {
        var stored = Left(Buy(1, 1_000), Buy(2, 2_100));
        var flow = Market();
        Bar[] seconds = [.. stored.Bars.Where(b => b.Timeframe == Timeframe.S1).Select(b => b.Bar)];
        flow.Restore(seconds, [], stored.Ledger[^1], new([], [], [], new HashSet<string>(), new Dictionary<string, long>()));
        Read(flow, Buy(6, 5_000), Buy(7, 5_500));
        flow.CloseThrough(Midnight + 10_000);

        Assert.Empty(flow.Collected().Gaps);
        flow.Continued.EndSettling();

        var gap = Assert.Single(flow.Collected().Gaps);
        Assert.Equal((2, 6, 3), (gap.BeforeId, gap.AfterId, gap.Missing));
    }

    private static MarketFlow Read(MarketFlow flow, params Core.Trades.Trade[] trades)
    {
        flow.ReadBy("F/0", 1, 0);
        foreach (var trade in trades)
        {
            flow.Receive(trade);
        }

        return flow;
    }

    private static (List<BarRow> Bars, List<LedgerRun> Ledger, List<Gap> Gaps) Left(params Core.Trades.Trade[] trades)
    {
        var flow = Read(Market(), trades);
        flow.Leave();
        return flow.Collected();
    }

    // The present minute is folded from its closed seconds, as the store's reader does.
    private static (List<BarRow> Bars, List<LedgerRun> Ledger, List<Gap> Gaps) Go(
        (List<BarRow> Bars, List<LedgerRun> Ledger, List<Gap> Gaps) stored, params Core.Trades.Trade[] trades)
    {
        var last = stored.Ledger[^1];
        Bar[] seconds = [.. stored.Bars.Where(b => b.Timeframe == Timeframe.S1).Select(b => b.Bar)];
        var closed = seconds.Where(b => b.OpenUnixMs < Timeframe.S1.Floor(last.ToUnixMs)).ToList();
        var flow = Market();
        flow.Restore(seconds, [.. BarFold.Fold(closed, Timeframe.S1, Timeframe.M1)], last);
        Read(flow, trades);
        flow.CloseThrough(Midnight + 70_000);
        var (bars, ledger, gaps) = flow.Collected();
        return (bars, [.. ledger.GroupBy(r => r.FromUnixMs).OrderBy(g => g.Key).Select(g => g.Last())], gaps);
    }
}
