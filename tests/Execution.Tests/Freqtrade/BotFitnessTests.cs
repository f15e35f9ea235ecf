using SqueezeFlow.Core.Orders;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class BotFitnessTests
{
    [Theory]
    [InlineData("live")]
    [InlineData("no force entry")]
    [InlineData("position adjustment")]
    [InlineData("other currency")]
    [InlineData("margin")]
    [InlineData("spot")]
    public async Task A_bot_that_does_not_fit_gets_no_entry_and_health_says_why(string misfit)
    {
        await using var bench = await Bench.StartAsync();
        Spoil(bench.Bot.Settings, misfit);

        var result = await bench.EnterAsync();
        var status = await bench.Monitor.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(OrderVerdict.Refused, result.Verdict);
        Assert.Equal(0, bench.Bot.Counts.Of("POST forceenter"));
        Assert.False(status.IsReady);
        Assert.Equal([result.Reason!], status.Problems);
    }

    [Fact]
    public async Task A_live_bot_gets_no_exit_either()
    {
        await using var bench = await Bench.StartAsync();
        var position = (await bench.EnterAsync()).Position!;
        bench.Bot.Settings.IsDryRun = false;

        var result = await bench.ExitAsync(Bench.ExitOf(position));

        Assert.Equal(OrderVerdict.Refused, result.Verdict);
        Assert.True(bench.Bot.Books.Trades.Single().IsOpen);
    }

    [Fact]
    public async Task A_live_bot_is_used_when_that_is_allowed_in_words()
    {
        await using var bench = await Bench.StartAsync(("Execution:AllowLive", "true"));
        bench.Bot.Settings.IsDryRun = false;

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Filled, result.Verdict);
    }

    [Theory]
    [InlineData("stopped")]
    [InlineData("reload_config")]
    public async Task A_bot_that_does_not_run_may_be_asked_again(string state)
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Books.State.Name = state;

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
    }

    [Fact]
    public async Task A_spot_bot_that_was_meant_goes_long_under_its_own_spelling_and_never_short()
    {
        await using var bench = await Bench.StartAsync(("Execution:Freqtrade:TradingMode", "Spot"));
        bench.Bot.Settings.TradingMode = "spot";

        var longEntry = await bench.EnterAsync();
        var shortEntry = await bench.EnterAsync(Bench.Order("sqz-2", "BTC", PositionSide.Short));

        Assert.Equal((OrderVerdict.Filled, OrderVerdict.Refused), (longEntry.Verdict, shortEntry.Verdict));
        Assert.Equal("ETH/USDT", bench.Bot.Books.Trades.Single().Pair);
    }

    [Fact]
    public async Task An_overridden_pair_is_sent_as_written_and_read_back_as_our_coin()
    {
        await using var bench = await Bench.StartAsync(("Execution:Freqtrade:Pairs:PEPE", "1000PEPE/USDT:USDT"));

        var result = await bench.EnterAsync(Bench.Order(coin: "PEPE"));

        Assert.Equal("PEPE", result.Position!.BaseSymbol);
        Assert.Equal("1000PEPE/USDT:USDT", bench.Bot.Books.Trades.Single().Pair);
    }

    [Fact]
    public async Task A_fit_bot_is_ready()
    {
        await using var bench = await Bench.StartAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(10));

        var status = await bench.Monitor.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal((true, true, "squeezeflow-exec", "running", true), (status.IsReachable, status.IsReady, status.Bot, status.State, status.IsDryRun));
        Assert.Equal(TimeSpan.FromSeconds(10), status.LastLoopAge);
        Assert.Empty(status.Problems);
    }

    [Fact]
    public async Task A_bot_whose_loop_stands_still_is_not_ready()
    {
        await using var bench = await Bench.StartAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(2));

        var status = await bench.Monitor.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Contains("loop", Assert.Single(status.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_is_down_is_a_status_and_no_exception()
    {
        await using var bench = await Bench.StartAsync();
        await bench.Bot.DisposeAsync();

        var status = await bench.Monitor.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal((false, false), (status.IsReachable, status.IsReady));
    }

    private static void Spoil(BotSettings settings, string misfit)
    {
        settings.IsDryRun = misfit != "live";
        settings.ForceEntry = misfit != "no force entry";
        settings.PositionAdjustment = misfit == "position adjustment";
        settings.StakeCurrency = misfit == "other currency" ? "BTC" : "USDT";
        settings.TradingMode = misfit is "margin" or "spot" ? misfit : "futures";
    }
}
