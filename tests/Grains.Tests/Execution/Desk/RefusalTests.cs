using SqueezeFlow.Grains.Execution;

namespace SqueezeFlow.Grains.Tests.Execution.Desk;

/// <summary>What may be sent to the account, and what ends before it.</summary>
public sealed class RefusalTests : DeskBench
{
    [Theory]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    public void A_signal_is_fresh_for_five_minutes_of_market_time(long ageMs, bool isFresh)
    {
        var signal = ExecutorCluster.Entry("BTC");
        Market.NowUnixMs = signal.BarCloseUnixMs + ageMs;

        Assert.Equal(isFresh, Desk().IsFresh(signal));
    }

    [Fact]
    public void While_market_time_is_not_known_nobody_can_tell_whether_a_signal_is_fresh()
    {
        Market.NowUnixMs = null;

        Assert.Null(Desk().IsFresh(ExecutorCluster.Entry("BTC")));
    }

    [Fact]
    public async Task An_entry_that_is_too_old_expires_without_a_call()
    {
        Gateway.ReadFailure = new IOException("connection refused");

        var verdict = await Desk().RefuseAsync(Received(ExecutorCluster.Entry("BTC", TimeSpan.FromMinutes(6))), Token);

        Assert.Equal((IntentState.Expired, "older than 300 s of market time"), (verdict?.State, verdict?.Detail));
    }

    [Fact]
    public async Task An_exit_does_not_expire_and_asks_nobody_for_leave()
    {
        Gateway.ReadFailure = new IOException("connection refused");

        Assert.Null(await Desk().RefuseAsync(Received(Exit("BTC", "1", TimeSpan.FromHours(1))), Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_markets_run_in_order_three_misses_are_the_end(bool isEntry)
    {
        Evaluation.Ordered = true;
        var tried = Received(isEntry ? ExecutorCluster.Entry("BTC") : Exit("BTC", "1")) with { Misses = 3, Detail = "the market has ended" };

        var third = await Desk().RefuseAsync(tried with { Misses = 2 }, Token);
        var verdict = await Desk().RefuseAsync(tried, Token);

        Assert.Null(third);
        Assert.Equal((IntentState.Rejected, "no success in 3 attempts: the market has ended"), (verdict?.State, verdict?.Detail));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Elsewhere_no_number_of_misses_is_the_end_and_an_entry_goes_on_until_it_is_too_old(bool isEntry)
    {
        var signal = isEntry ? ExecutorCluster.Entry("BTC") : Exit("BTC", "1");
        var tried = Received(signal) with { Misses = 1_000, Detail = "connection refused" };

        var fresh = await Desk().RefuseAsync(tried, Token);
        Market.NowUnixMs = signal.BarCloseUnixMs + 300_001;
        var old = await Desk().RefuseAsync(tried, Token);

        Assert.Null(fresh);
        Assert.Equal(isEntry ? (IntentState.Expired, "older than 300 s of market time: connection refused") : default, (old?.State ?? default, old?.Detail));
    }

    [Fact]
    public async Task An_entry_that_grows_too_old_after_a_lost_call_is_not_known_to_be_nothing()
    {
        var tried = Received(ExecutorCluster.Entry("BTC", TimeSpan.FromMinutes(6))) with { Attempts = 1, Detail = "the connection was reset" };

        Assert.Equal(IntentState.NotOpened, (await Desk().RefuseAsync(tried, Token))?.State);
    }

    [Fact]
    public async Task An_entry_whose_position_is_there_already_is_filled()
    {
        var signal = ExecutorCluster.Entry("BTC");
        var position = Gateway.Hold(signal.Id, "BTC");

        var verdict = await Desk().RefuseAsync(Received(signal), Token);

        Assert.Equal((IntentState.Filled, position.TradeId, 100), (verdict?.State, verdict?.TradeId, verdict?.Price));
    }

    [Fact]
    public async Task A_second_position_of_a_coin_is_refused()
    {
        Gateway.Hold("another", "BTC");

        var verdict = await Desk().RefuseAsync(Received(ExecutorCluster.Entry("BTC")), Token);

        Assert.Equal((IntentState.Rejected, "a position of BTC is open already"), (verdict?.State, verdict?.Detail));
    }

    [Theory]
    [InlineData(1, 1, "1 positions are open, the limit is 1")]
    [InlineData(2, 1, null)]
    [InlineData(5, 2, "2 positions are open, the limit is 2")]
    public async Task The_lower_of_our_limit_and_the_account_s_own_holds(int ours, int open, string? reason)
    {
        Options.MaxOpenPositions = ours;
        Enumerable.Range(0, open).ToList().ForEach(i => Gateway.Hold($"{i}", $"C{i}"));

        Assert.Equal(reason, (await Desk().RefuseAsync(Received(ExecutorCluster.Entry("BTC")), Token))?.Detail);
    }

    [Fact]
    public async Task An_entry_far_from_its_price_is_refused_in_the_guard_s_words()
    {
        Prices.Set("BTC", 102, TimeSpan.Zero);

        var verdict = await Desk().RefuseAsync(Received(ExecutorCluster.Entry("BTC")), Token);

        Assert.Equal((IntentState.Rejected, "price 102.0000 is 2.00 % from the signal's 100.0000, allowed 0.50 %"), (verdict?.State, verdict?.Detail));
    }
}
