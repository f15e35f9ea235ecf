using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class AccountReadingTests
{
    [Fact]
    public async Task Money_is_taken_as_it_is()
    {
        await using var bench = await Bench.StartAsync();

        var account = await bench.Gateway.GetAccountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new Account("squeezeflow-exec", true, 9900m, 10000m, 3), account);
    }

    [Fact]
    public async Task A_bot_without_a_limit_holds_any_number()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Settings.MaxOpenTrades = -1;

        var account = await bench.Gateway.GetAccountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(int.MaxValue, account.MaxOpenPositions);
    }

    [Fact]
    public async Task The_latest_closed_positions_come_newest_first()
    {
        await using var bench = await Bench.StartAsync();
        Close(bench, 250);

        var closed = await bench.Gateway.GetClosedPositionsAsync(3, TestContext.Current.CancellationToken);

        Assert.Equal(["250", "249", "248"], closed.Select(position => position.TradeId));
    }

    [Fact]
    public async Task A_trade_that_the_bot_closed_itself_tells_what_its_signal_brought()
    {
        await using var bench = await Bench.StartAsync();
        var trade = bench.Bot.Books.OpenByHand("ETH/USDT:USDT", "sqz-ETHUSDT-1795368600000-L", leverage: 3);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        bench.Venue.Set("ETH", 2525);
        bench.Bot.Books.Close(trade, "stop_loss");

        var closed = Assert.Single(await bench.Gateway.GetClosedPositionsAsync(3, TestContext.Current.CancellationToken));

        Assert.Equal(new("sqz-ETHUSDT-1795368600000-L", 1_795_368_760_000, 2525, 2.6985, 2.6985, 1, "stop_loss"), SignalResult.Of(closed));
    }

    [Fact]
    public async Task A_tag_is_found_among_the_latest_closed_trades_and_no_further()
    {
        await using var bench = await Bench.StartAsync();
        Close(bench, 250);

        var recent = await bench.Gateway.FindByTagAsync("t-51", TestContext.Current.CancellationToken);
        var old = await bench.Gateway.FindByTagAsync("t-50", TestContext.Current.CancellationToken);

        Assert.Equal("51", recent!.TradeId);
        Assert.Null(old);
    }

    [Fact]
    public async Task Open_positions_come_oldest_first()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Books.OpenByHand("ETH/USDT:USDT", "a", id: 4);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        bench.Bot.Books.OpenByHand("BTC/USDT:USDT", "b", id: 9);

        var open = await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["4", "9"], open.Select(position => position.TradeId));
    }

    [Theory]
    [InlineData("Error")]
    [InlineData("Drop")]
    [InlineData("Garbage")]
    [InlineData("ProxyFault")]
    public async Task A_reading_that_fails_is_an_io_exception(string fault)
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Faults.Add("status", Enum.Parse<BotFault>(fault), times: 3);

        await Assert.ThrowsAsync<IOException>(() => bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken));
    }

    private static void Close(Bench bench, int count)
    {
        for (var id = 1; id <= count; id++)
        {
            var trade = bench.Bot.Books.OpenByHand("ETH/USDT:USDT", $"t-{id}");
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            bench.Bot.Books.Close(trade, "force_exit");
        }
    }
}
