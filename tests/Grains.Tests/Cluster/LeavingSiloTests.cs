using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.TestingHost;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Symbols;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>A silo is stopped that has read what another one has counted and not stored yet.</summary>
public sealed class LeavingSiloTests
{
    private readonly FencedStore _store = new();
    private readonly ReadMarkets _markets = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_silo_has_read_is_stored_before_it_ends()
    {
        await using var cluster = await SiloCluster.StartAsync(3, new Dictionary<string, string?> { ["BarWriter:Interval"] = "00:00:08" }, _store.AddTo);
        var reader = cluster.Silos.First(silo => !SiloCluster.MembersOf(silo).IsHere("BTC"));
        _markets.Connect(0, reader);
        await _markets.TradeAsync(TimeSpan.FromSeconds(2), Token);
        var router = reader.ServiceProvider.GetRequiredService<TradeRouter>();
        await SiloCluster.UntilAsync(() => router.Lanes.All(lane => lane.IsIdle), "everything is counted");
        var unstored = router.Unstored;

        await cluster.StopAsync(reader);

        Assert.True(unstored > 0, "the symbol's silo has stored everything before the stop: nothing is tried");
        Assert.Equal(0, router.Unstored);
    }

    [Fact]
    public async Task The_symbols_of_a_silo_are_elsewhere_before_it_ends()
    {
        await using var cluster = await SiloCluster.StartAsync(2, new Dictionary<string, string?>(), _store.AddTo);
        var home = cluster.Silos.Single(silo => SiloCluster.MembersOf(silo).IsHere("BTC"));
        var other = cluster.Silos.Single(silo => silo != home);
        _markets.Connect(0, other);
        await _markets.TradeAsync(TimeSpan.FromSeconds(1), Token);
        await SiloCluster.UntilAsync(() => Symbols(home).Any(), "the symbol is where it belongs");

        string[]? still = null;
        home.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => still = [.. Symbols(home)]);

        await cluster.StopAsync(home);

        Assert.Empty(still!);
        await SiloCluster.UntilAsync(() => Symbols(other).SequenceEqual(["BTC"]), "the symbol has come to the other one");
    }

    private static IEnumerable<string> Symbols(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<SymbolTicker>().Present.Select(symbol => symbol.Key.Symbol);
}
