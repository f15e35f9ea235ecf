using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Silos that read simulated venues live, one market a connection: ids of the spot markets are numbered, those of the others only tell trades apart.</summary>
internal sealed class TradedCluster : IAsyncDisposable
{
    private const int MostTries = 600;

    private readonly SimulatedVenues _venues;
    private readonly World _world;
    private readonly long _start;
    private readonly int _feeds;

    private TradedCluster(SimulatedVenues venues, World world, SiloCluster silos, InstantStore store, TradeTally tally, long start, int feeds) =>
        (_venues, _world, Silos, Store, Tally, _start, _feeds) = (venues, world, silos, store, tally, start, feeds);

    public SiloCluster Silos { get; }

    public InstantStore Store { get; }

    public TradeTally Tally { get; }

    public static async Task<TradedCluster> StartAsync(int silos, int redundancy = 1)
    {
        var world = new World(new(Seed: 5, Symbols: 4, TradesPerSecond: 80));
        var venues = await SimulatedVenues.StartAsync(world, 1, Now(), TimeProvider.System, TestContext.Current.CancellationToken);
        var (store, tally) = (new InstantStore(), new TradeTally());
        var settings = new Dictionary<string, string?>(venues.Configuration)
        {
            ["Exchanges:BINANCE:MarketsPerConnection"] = "1",
            ["Exchanges:BINANCE_FUTURES:MarketsPerConnection"] = "1",
            ["Exchanges:BINANCE_FUTURES:TradeStream"] = "trade",
            ["Feeds:Enabled"] = "true",
            ["Feeds:Exchanges"] = "BINANCE,BINANCE_FUTURES",
            ["Feeds:Markets"] = string.Join(',', world.Markets.Select(market => market.Id)),
            ["Feeds:Redundancy"] = $"{redundancy}",
        };
        var cluster = await SiloCluster.StartAsync(silos, settings, services => services.AddSingleton<IBarStore>(store).AddSingleton<IIncomingGrainCallFilter>(tally));
        await SiloCluster.UntilAsync(() => Subscribed(cluster).Count == world.Markets.Count * redundancy, "every feed is subscribed");
        var start = Timeframe.S1.Floor(Now() + 999);
        venues.StartClock(start);
        return new(venues, world, cluster, store, tally, start, world.Markets.Count * redundancy);
    }

    /// <summary>Feeds that are subscribed, by the silo that they run on.</summary>
    public ILookup<SiloAddress, string> Running => Subscribed(Silos).ToLookup(feed => feed.Silo, feed => feed.Id);

    /// <summary>Waits until every feed runs where it belongs and nowhere else.</summary>
    public Task SettledAsync() => SiloCluster.UntilAsync(IsSettled, "every feed runs where it belongs and nowhere else");

    /// <summary>Waits until every market has been traded: what follows the first connect is told with its first trade.</summary>
    public Task TradedAsync() => SiloCluster.UntilAsync(() => _world.Markets.All(market => Tally.Fills(market.Id, _start) > 0), "every market has been traded");

    /// <summary>Lets market time go on for a while.</summary>
    public async Task TradeAsync(TimeSpan time)
    {
        var until = Math.Max(_venues.MarketUnixMs, _start) + time.TotalMilliseconds;
        await SiloCluster.UntilAsync(() => _venues.MarketUnixMs >= until, "market time goes on");
    }

    /// <summary>Ends market time and waits until every trade has come to its symbol.</summary>
    public async Task AssertDeliveredAsync()
    {
        _venues.EndSoon();
        await _venues.Completion.WaitAsync(TestContext.Current.CancellationToken);
        var end = _venues.MarketUnixMs;
        var traded = _world.Markets.ToDictionary(market => market.Id, market => _world.Bars(market.Id, Timeframe.S1, _start, end).Sum(bar => bar.BuyCount + bar.SellCount));
        for (var i = 0; i < MostTries && !traded.All(market => Tally.Fills(market.Key, _start) == market.Value); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        Assert.Equal(traded.Select(market => (market.Key, market.Value)), traded.Select(market => (market.Key, Tally.Fills(market.Key, _start))));
    }

    /// <summary>Ends market time and compares what is stored with what was traded: every trade once, in its bar.</summary>
    public async Task AssertWholeAsync()
    {
        _venues.EndSoon();
        await _venues.Completion.WaitAsync(TestContext.Current.CancellationToken);
        var end = _venues.MarketUnixMs;
        foreach (var market in _world.Markets)
        {
            var expected = _world.Bars(market.Id, Timeframe.S1, _start, end).ToArray();
            IReadOnlyList<Bar> stored = [];
            for (var i = 0; i < MostTries && !IsSame(expected, stored); i++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
                stored = await Store.ReadAsync(market.Id, Timeframe.S1, _start, end, default);
            }

            Assert.True(IsSame(expected, stored), $"{market.Id}: expected {expected.Sum(Fills)} trades, found {stored.Sum(Fills)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Silos.DisposeAsync();
        await _venues.DisposeAsync();
    }

    // The order in which a bar's trades come differs, and with it the last digits of its sums.
    private static bool IsSame(Bar[] expected, IReadOnlyList<Bar> stored) =>
        expected.Length == stored.Count && expected.Zip(stored).All(pair =>
            (pair.First.OpenUnixMs, Fills(pair.First)) == (pair.Second.OpenUnixMs, Fills(pair.Second)) &&
            Math.Abs(pair.First.BuyNotional - pair.Second.BuyNotional) + Math.Abs(pair.First.SellNotional - pair.Second.SellNotional) < 0.001);

    private static long Fills(Bar bar) => bar.BuyCount + bar.SellCount;

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static IReadOnlyList<(SiloAddress Silo, string Id)> Subscribed(SiloCluster cluster) =>
        [.. cluster.Silos.SelectMany(silo => SiloCluster.HostOf(silo) is var host ? host.Owned.Where(host.IsSubscribed).Select(id => (silo.SiloAddress, id)) : [])];

    private bool IsSettled()
    {
        var running = Subscribed(Silos);
        return running.Select(feed => feed.Id).Distinct().Count() == running.Count && running.Count == _feeds &&
            running.All(feed => SiloCluster.MembersOf(Silos.Silos[0]).OwnerOf(feed.Id).Equals(feed.Silo)) &&
            Silos.Silos.Sum(silo => SiloCluster.HostOf(silo).Views.Count) == running.Count;
    }
}
