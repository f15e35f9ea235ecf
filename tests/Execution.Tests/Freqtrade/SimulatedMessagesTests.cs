using SqueezeFlow.Execution.Freqtrade.Messages;
using SqueezeFlow.Execution.Tests.Freqtrade.Scripted;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>The message websocket of a bot that has trades: what happens to them is heard, whoever did it.</summary>
public sealed class SimulatedMessagesTests
{
    [Fact]
    public async Task What_the_bot_and_other_hands_do_to_trades_is_heard_and_so_is_its_return()
    {
        var clock = new TestClock();
        var venue = new FixedVenue(clock);
        venue.Set("ETH", 2500);
        await using var bot = await SimulatedBot.StartAsync(new() { Throttle = Timeout.InfiniteTimeSpan }, venue, clock, TestContext.Current.CancellationToken);
        await using var bench = await ScriptedBench.StartAsync(
            ("FREQTRADE_API_URL", bot.Url.ToString()),
            ("FREQTRADE_API_USERNAME", bot.Settings.Username),
            ("FREQTRADE_API_PASSWORD", bot.Settings.Password),
            ("FREQTRADE_API_WS_TOKEN", bot.Settings.WsToken));
        await bench.RunAsync();
        await HeardAsync(bench);
        await UntilSubscribedAsync(bot);

        var trade = bot.Books.OpenByHand("ETH/USDT:USDT", "by hand");
        bot.Books.Close(trade, "stop_loss");
        await HeardAsync(bench);
        var isListening = (await bench.CheckAsync()).IsListening;
        await bot.GoAwayAsync();
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(1));
        var isDeaf = !bench.Messages.IsConnected;
        await bot.ComeBackAsync();
        var before = bench.Heard.Count;
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilSubscribedAsync(bot);
        while (bench.Heard.Count <= before)
        {
            await bench.Heard.UntilAsync();
        }

        Assert.Equal((true, true, true), (isListening, isDeaf, bench.Messages.IsConnected));
    }

    private static async Task HeardAsync(ScriptedBench bench)
    {
        await bench.Heard.UntilAsync();
        await bench.Clock.UntilWaitedForAsync(StirBell.Spacing);
        bench.Clock.Advance(StirBell.Spacing);
    }

    private static async Task UntilSubscribedAsync(SimulatedBot bot)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 0; i < 1_000 && bot.Subscribed == 0; i++)
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, bot.Subscribed);
    }
}
