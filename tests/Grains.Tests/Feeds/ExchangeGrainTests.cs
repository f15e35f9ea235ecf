using SqueezeFlow.Core.Markets;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>A venue's plan while markets are taken away, added, and its list is read again; and the leases of its connections.</summary>
public sealed class ExchangeGrainTests(FeedCluster cluster) : IClassFixture<FeedCluster>
{
    private const int MostTries = 200;

    [Fact]
    public async Task A_list_that_is_spread_meanwhile_does_not_bring_back_a_market_that_was_taken_away()
    {
        await PlannedAsync(markets: 2);
        cluster.Symbols = ["BTC", "ETH", "SOL"];
        var arrived = cluster.Gate.HoldNext(call => call.MethodName == nameof(IFeedGrain.AssignAsync) && call.TargetId.Key.ToString() == "BINANCE/2");
        for (var i = 0; i < MostTries && !arrived.IsCompleted; i++)
        {
            // A reading of the list that was under way may have brought the earlier one.
            cluster.Clock.Pass(TimeSpan.FromMinutes(1));
            await cluster.Exchange.EnsureAsync();
            await Task.WhenAny(arrived, Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
        }

        await arrived.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var removed = await cluster.Exchange.RemoveMarketAsync("BINANCE:ethusdt");
        cluster.Gate.OpenAll();
        await RunningAsync("BINANCE/2");
        var plan = await cluster.Exchange.GetPlanAsync();
        var markets = cluster.Host.Views.Where(feed => plan.Feeds.Contains(feed.Id)).Sum(feed => feed.Markets);
        cluster.Symbols = ["BTC", "ETH"];
        await cluster.Exchange.AddMarketAsync("BINANCE:ethusdt");

        Assert.False(removed.IsFollowed);
        Assert.Equal((2, 2), (plan.Markets, markets));
    }

    [Fact]
    public async Task What_was_said_last_of_a_market_holds_while_its_list_is_read_again_and_again()
    {
        await PlannedAsync(markets: 2);
        MarketChange? last = null;

        for (var i = 0; i < 5; i++)
        {
            cluster.Clock.Pass(TimeSpan.FromMinutes(1));
            var refreshing = cluster.Exchange.EnsureAsync().AsTask();
            await cluster.Exchange.AddMarketAsync("BINANCE:btcusdt");
            last = await cluster.Exchange.RemoveMarketAsync("BINANCE:btcusdt");
            await refreshing;
        }

        Assert.False(last!.IsFollowed);
        await PlannedAsync(markets: 1);
        await cluster.Exchange.AddMarketAsync("BINANCE:btcusdt");
    }

    [Fact]
    public async Task An_earlier_plan_that_comes_late_changes_nothing()
    {
        await PlannedAsync(markets: 2);
        var feed = cluster.Grains.GetGrain<IFeedGrain>("BINANCE/late");
        var (one, two) = (Assignment(9, "btcusdt"), Assignment(10, "btcusdt", "ethusdt"));

        await feed.AssignAsync(two);
        await feed.AssignAsync(one);

        Assert.Equal(2, (await feed.GetViewAsync())!.Markets);
    }

    [Fact]
    public async Task Setting_the_clock_of_the_machine_costs_no_lease_and_passing_time_does()
    {
        await PlannedAsync(markets: 2);
        cluster.Host.Run("BINANCE/lease", 5, Assignment(1, "btcusdt"));

        cluster.Clock.SetForward(TimeSpan.FromHours(3));
        cluster.Host.Expire();
        var afterSetting = cluster.Host.EpochOf("BINANCE/lease");
        cluster.Clock.Pass(TimeSpan.FromSeconds(16));
        cluster.Host.Expire();

        Assert.Equal(5, afterSetting);
        Assert.Null(cluster.Host.EpochOf("BINANCE/lease"));
    }

    [Fact]
    public async Task An_earlier_generation_neither_replaces_a_later_one_nor_changes_it()
    {
        await PlannedAsync(markets: 2);
        cluster.Host.Run("BINANCE/epoch", 5, Assignment(1, "btcusdt"));

        cluster.Host.Run("BINANCE/epoch", 4, Assignment(1, "btcusdt", "ethusdt"));
        cluster.Host.Change("BINANCE/epoch", 4, Assignment(1, "btcusdt", "ethusdt"));

        Assert.Equal((5L, 1), (cluster.Host.EpochOf("BINANCE/epoch"), cluster.Host.View("BINANCE/epoch")!.Markets));
    }

    private static FeedAssignment Assignment(long version, params string[] symbols) =>
        new("BINANCE", "main", new("ws://127.0.0.1:1/"), [.. symbols.Select(MarketOf)]) { Version = version };

    private static Instrument MarketOf(string symbol) =>
        new(new("BINANCE", symbol), MarketKind.Spot, ContractKind.Spot, symbol[..3].ToUpperInvariant(), "USDT", 1, IsTrading: true);

    private async Task RunningAsync(string feedId)
    {
        for (var i = 0; i < MostTries && cluster.Host.EpochOf(feedId) is null; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        Assert.NotNull(cluster.Host.EpochOf(feedId));
    }

    // The supervisor's work, for which the cluster has none.
    private async Task PlannedAsync(int markets)
    {
        ExchangePlan? plan = null;
        for (var i = 0; i < MostTries; i++)
        {
            await cluster.Exchange.EnsureAsync();
            plan = await cluster.Exchange.GetPlanAsync();
            if (plan.Markets == markets)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"expected a plan of {markets} markets, found {plan?.Markets}: {plan?.Error}");
    }
}
