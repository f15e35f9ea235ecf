using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Grains.Tests.Cluster;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>A connection to a venue that trades, prepared to take over from one that is gone.</summary>
public sealed class HeldHostTests
{
    [Fact]
    public async Task What_a_prepared_connection_has_kept_goes_its_way_when_its_owner_comes_with_another_plan()
    {
        var world = new World(new(Seed: 5, Symbols: 1, TradesPerSecond: 80));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await using var venues = await SimulatedVenues.StartAsync(world, 1, now, TimeProvider.System, TestContext.Current.CancellationToken);
        var market = world.Markets.First(one => one.Id.Exchange == "BINANCE").Id;
        var assignment = new FeedAssignment(
            "BINANCE", "main", new(venues.Configuration["Exchanges:BINANCE:Stream"]!), [new(market, MarketKind.Spot, ContractKind.Spot, "BTC", "USDT", 1, true)]);
        using var router = Hosts.RouterTo(Double.Grains(Double.Of<ISymbolGrain>(static (method, _) => throw new NotSupportedException(method.Name))), TimeProvider.System);
        using var host = Hosts.Of(router, new ToldNotices(), Double.Of<IFeedAccess>(static (_, arguments) => Task.FromResult(((FeedPlan)arguments[0]!).Address)), TimeProvider.System);
        host.Moves.Prepare("BINANCE/0", 2, assignment);
        await SiloCluster.UntilAsync(() => host.IsSubscribed("BINANCE/0"), "the connection is subscribed");
        venues.StartClock(now);
        await SiloCluster.UntilAsync(() => host.View("BINANCE/0")!.Trades >= 20, "the market is traded");
        var buffer = router.Lanes.Single().Buffers.Single();
        var before = buffer.Total;

        host.Run("BINANCE/0", 3, assignment with { Address = new("ws://127.0.0.1:1/") });

        Assert.Equal(0, before);
        Assert.InRange(buffer.Total, 1, long.MaxValue);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
