using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;
using static SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

/// <summary>Trades that were missing at the edge of a stored bar, of which nobody knows when its first and last trade were.</summary>
public sealed class StoredEndsTests
{
    private static readonly Trade[] Tale = [Buy(1, 1_000), Buy(2, 1_400, 103), Sell(3, 1_800, 97), Sell(4, 7_100, 105), Buy(5, 7_500, 95), Buy(6, 61_000, 99)];

    [Fact]
    public void What_was_missed_after_the_last_stored_trade_of_a_second_ends_it()
    {
        var stored = Stored(Tale[..2]);
        var second = stored.Restart();
        Array.ForEach(Tale[4..], trade => second.Receive(trade));
        second.CloseThrough(Midnight + 240_000);
        stored.Take(second);

        second.Refill(Assert.Single(stored.OpenGaps), Tale[2..4], isCovered: true, "REST");

        AssertWhole(stored, second);
    }

    [Fact]
    public void What_comes_late_of_a_second_that_was_closed_before_a_restart_ends_it_too()
    {
        var stored = Stored(Tale[..2]);
        var second = stored.Restart();

        Array.ForEach(Tale[2..], trade => second.Receive(trade));

        AssertWhole(stored, second);
    }

    [Fact]
    public void What_was_missed_before_the_first_stored_trade_of_a_second_begins_it()
    {
        var stored = Stored([Tale[0], Tale[1], Tale[2], Tale[4]]);
        var last = stored.Ledger[^1];
        var gap = Assert.Single(stored.OpenGaps);
        var second = Market();
        second.Restore(stored.Of(Timeframe.S1, 0), [], last, new([new(4, 4, gap.BeforeUnixMs, gap.AfterUnixMs)], [gap], [], new HashSet<string>(), new Dictionary<string, long>()));
        second.ReadBy("F/0", 2, 0);

        Array.ForEach(Tale[5..], trade => second.Receive(trade));
        second.Refill(gap, [Tale[3]], isCovered: true, "REST");

        AssertWhole(stored, second);
    }

    // Closed by the clock, and all of it stored.
    private static StoredFlow Stored(Trade[] trades)
    {
        var (stored, flow) = (new StoredFlow(), Market());
        flow.ReadBy("F/0", 1, 0);
        Array.ForEach(trades, trade => flow.Receive(trade));
        flow.CloseThrough(Midnight + 20_000);
        stored.Take(flow);
        return stored;
    }

    private static void AssertWhole(StoredFlow stored, MarketFlow flow)
    {
        flow.CloseThrough(Midnight + 240_000);
        stored.Take(flow);
        var whole = Stored(Tale);
        var uninterrupted = Market();
        uninterrupted.ReadBy("F/0", 1, 0);
        Array.ForEach(Tale, trade => uninterrupted.Receive(trade));
        uninterrupted.CloseThrough(Midnight + 240_000);
        whole.Take(uninterrupted);

        foreach (var length in (Timeframe[])[Timeframe.S1, Timeframe.S10, Timeframe.M1])
        {
            Assert.Equal(whole.Of(length, 0), stored.Of(length, 0));
        }
    }
}
