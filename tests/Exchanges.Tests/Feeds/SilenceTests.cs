using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Feeds.Connections;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>When a connection that delivered trades is taken for one that delivers none any more.</summary>
public sealed class SilenceTests
{
    private readonly ManualClock _clock = new();
    private readonly MarketSlot _busy = SlotOf("btcusdt");
    private readonly MarketSlot _slow = SlotOf("xyzusdt");
    private readonly TradeSilence _silence;

    public SilenceTests() => _silence = new(_clock);

    [Fact]
    public void A_connection_whose_markets_all_fall_silent_is_noticed_within_a_quarter_of_a_minute()
    {
        Run(300, [_busy, _slow], Busy, Slow);

        Assert.InRange(Run(60, [_busy, _slow])!.Value.TotalSeconds, 15, 25);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(1800)]
    public void The_busiest_market_that_is_taken_away_takes_its_trades_with_it(int before)
    {
        Run(before, [_busy, _slow], Busy, Slow);

        Assert.Null(Run(3600, [_slow], Slow));
    }

    [Fact]
    public void The_busiest_market_that_falls_quiet_does_not_make_the_others_suspect()
    {
        Run(1200, [_busy, _slow], Busy, Slow);

        Assert.Null(Run(3600, [_busy, _slow], Slow));
    }

    [Fact]
    public void Slow_markets_that_fall_silent_are_noticed_by_their_own_habit()
    {
        Run(1200, [_busy, _slow], Busy, Slow);
        Run(600, [_slow], Slow);

        Assert.InRange(Run(600, [_slow])!.Value.TotalSeconds, 50, 150);
    }

    [Fact]
    public void A_market_that_is_added_counts_from_then_on()
    {
        Run(600, [_slow], Slow);
        Run(120, [_busy, _slow], Busy, Slow);

        Assert.InRange(Run(120, [_busy, _slow])!.Value.TotalSeconds, 15, 40);
    }

    private static MarketSlot SlotOf(string symbol) =>
        new(new("BINANCE", symbol), new(new("BINANCE", symbol), MarketKind.Spot, ContractKind.Spot, "X", "USDT", 1, IsTrading: true));

    // Ten trades a second.
    private void Busy(int second)
    {
        for (var i = 0; i < 10; i++)
        {
            _busy.CountTrade();
        }
    }

    // One in eight seconds on average, with pauses of twenty-four.
    private void Slow(int second)
    {
        if (second % 40 is 0 or 4 or 8 or 12 or 16)
        {
            _slow.CountTrade();
        }
    }

    // The first silence that is noticed.
    private TimeSpan? Run(int seconds, MarketSlot[] followed, params Action<int>[] trades)
    {
        TimeSpan? found = null;
        for (var second = 1; second <= seconds && found is null; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            foreach (var trade in trades)
            {
                trade(second);
            }

            found = second % 5 == 0 ? _silence.Check(followed) : null;
        }

        return found;
    }
}
