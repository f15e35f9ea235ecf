using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Grains.Tests.Execution.Bots;

/// <summary>
/// What other hands do at the bot, seen by the executor as it runs, over HTTP: told once, and nothing is touched that is not ours.
/// AccountWatchTests have the same without a bot, and that one look is enough; what is added here is the bot's own way of telling it.
/// </summary>
public sealed class OtherHandsTests : IAsyncLifetime
{
    private const int Speed = 10;

    private readonly FastClock _clock = new(Speed);
    private BotCluster? _cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private BotCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await BotCluster.StartAsync(
        new() { Throttle = Timeout.InfiniteTimeSpan, MaxOpenTrades = 10, StopLoss = 0.25m },
        _clock,
        new KeyValuePair<string, string?>("Execution:MaxOpenPositions", "10"));

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    [Fact]
    public async Task A_trade_that_a_person_closes_in_the_bot_ends_with_the_bots_reason()
    {
        var entry = await OpenAsync("BTC");

        await SeenAsync(() => Cluster.Bot.Books.Close(TradeOf(entry), "force_exit"), $"Signal {entry.Id}: its position 1 was closed, by our exit or by other hands: force_exit");

        Assert.Equal(0, await OpenCountAsync());
        await AssertQuietAsync();
    }

    [Fact]
    public async Task A_trade_that_the_bots_own_stop_loss_closes_ends_with_that_reason_and_its_coin_can_be_entered_again()
    {
        var entry = await OpenAsync("BTC");

        await SeenAsync(
            () =>
            {
                Cluster.Venue.Set("BTC", 80);
                Cluster.Bot.Process();
                Cluster.Venue.Set("BTC", BotCluster.Price);
            },
            $"Signal {entry.Id}: its position 1 was closed, by our exit or by other hands: stop_loss");
        var next = await OpenAsync("BTC");

        Assert.Equal(2, TradeOf(next).Id);
        await AssertQuietAsync();
    }

    [Fact]
    public async Task An_unknown_trade_on_our_pair_is_counted_told_once_never_entered_beside_and_left_alone()
    {
        await SeenAsync(() => Cluster.Bot.Books.OpenByHand("BTC/USDT:USDT", "by hand"), "is not ours (tag 'by hand')");

        var entry = Entry("BTC");
        await Cluster.Executor.SubmitAsync(entry);
        await UntilAsync(() => Cluster.Screen.Find(entry.Id)?.State == OrderStates.Rejected, "the entry is rejected");

        Assert.Contains("is open already", Cluster.Screen.Find(entry.Id)!.Detail, StringComparison.Ordinal);
        Assert.Equal((1, 0), ((await Cluster.Executor.GetHealthAsync()).Foreign, Cluster.Bot.Counts.Of("POST forceenter")));
        await AssertQuietAsync();
        Assert.True(Cluster.Bot.Books.Trades.Single().IsOpen);
    }

    [Fact]
    public async Task A_bot_that_comes_back_with_another_database_has_lost_our_trades_and_that_is_told_once_for_each()
    {
        Signal[] entries = [await OpenAsync("BTC"), await OpenAsync("ETH")];

        await Cluster.Bot.RestartEmptyAsync();

        foreach (var entry in entries)
        {
            await SeenAsync(static () => { }, $"Signal {entry.Id}: its position {Cluster.Screen.Find(entry.Id)!.TradeId} is neither open nor among the latest closed ones");
        }

        Assert.Equal(0, await OpenCountAsync());
        await AssertQuietAsync();
    }

    [Fact]
    public async Task An_id_that_the_bot_gives_to_another_trade_does_not_make_that_one_ours()
    {
        var entry = await OpenAsync("BTC");
        await Cluster.Bot.RestartEmptyAsync();
        await SeenAsync(() => Cluster.Bot.Books.OpenByHand("BTC/USDT:USDT", "by hand"), $"Signal {entry.Id}: its position 1 is neither open");

        // The strategy knows the position by its tag, and by the id that another trade has now.
        var exit = SignalMapping.Close("BTC", BotCluster.Price, 1, "test", Now, entry.Id, "1");
        await Cluster.Executor.SubmitAsync(exit);
        await UntilAsync(() => Cluster.Screen.Find(exit.Id)?.State == OrderStates.Rejected, "the exit finds nothing to close");

        await AssertQuietAsync();
        var trade = Assert.Single(Cluster.Bot.Books.Trades);
        Assert.Equal((1L, "by hand", true), (trade.Id, trade.Tag, trade.IsOpen));
        Assert.Equal((0, 1), (Cluster.Bot.Counts.Of("POST forceexit"), (await Cluster.Executor.GetHealthAsync()).Foreign));
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private BotTrade TradeOf(Signal entry) => Cluster.Bot.Books.Trades.Single(trade => trade.Tag == entry.Id);

    private Signal Entry(string coin, int later = 0) => SignalMapping.Entry(coin, PositionSide.Long, BotCluster.Price, 7, 0.75, "test", Now + later);

    private async Task<Signal> OpenAsync(string coin, int later = 0)
    {
        var entry = Entry(coin, later);
        await Cluster.Executor.SubmitAsync(entry);
        await UntilAsync(() => Cluster.Screen.Find(entry.Id)?.State == OrderStates.Filled, $"{entry.Id} is filled");
        return entry;
    }

    private async Task<int> OpenCountAsync() => (await Cluster.Executor.GetPositionsAsync(0)).Positions!.Count;

    private async Task SeenAsync(Action act, string text)
    {
        act();
        await UntilAsync(() => Cluster.Log.CountOf(text) > 0, $"it is told that '{text}'");

        Assert.Equal(1, Cluster.Log.CountOf(text));
    }

    // Another look tells nothing new, and no order leaves.
    private async Task AssertQuietAsync()
    {
        var (looks, exits, told) = (Looks, Cluster.Bot.Counts.Of("POST forceexit"), Told());
        await UntilAsync(() => Looks > looks + 1, "the account is looked at again");

        Assert.Equal((exits, told), (Cluster.Bot.Counts.Of("POST forceexit"), Told()));
    }

    private int Looks => Cluster.Bot.Counts.Of("GET status");

    private int Told() => Cluster.Log.CountOf("was closed, by our exit") + Cluster.Log.CountOf("is neither open nor among") + Cluster.Log.CountOf("is not ours");

    private async Task UntilAsync(Func<bool> isSo, string what)
    {
        for (var i = 0; !isSo(); i++)
        {
            Assert.True(i < 3_000, $"in 3,000 looks it did not come to it that {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), _clock, Token);
        }
    }
}
