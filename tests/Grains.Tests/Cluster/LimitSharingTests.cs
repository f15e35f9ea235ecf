using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Grains.Cluster;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>What silos use of the limits of venues.</summary>
public sealed class LimitSharingTests
{
    [Fact]
    public async Task Silos_use_even_parts_of_what_a_venue_allows_and_all_stay_away_when_it_refuses_one()
    {
        await using var cluster = await SiloCluster.StartAsync(2);
        await SiloCluster.UntilAsync(() => cluster.Silos.All(silo => LimitsOf(silo).Share == 0.5), "each silo uses a half");

        await cluster.JoinAsync();
        await SiloCluster.UntilAsync(() => cluster.Silos.All(silo => LimitsOf(silo).Share == 1.0 / 3), "each silo uses a third");
        LimitsOf(cluster.Silos[0]).Tell(new("BINANCE", "venue.test", TimeSpan.FromHours(1)));

        await SiloCluster.UntilAsync(
            () => cluster.Silos.Skip(1).All(silo => LimitsOf(silo).LeftOf("BINANCE", "venue.test") > TimeSpan.FromMinutes(50)), "the others stay away too");
    }

    [Fact]
    public async Task Silos_with_addresses_of_their_own_use_all_of_it_and_hear_of_no_refusal()
    {
        await using var cluster = await SiloCluster.StartAsync(2, new Dictionary<string, string?> { ["Cluster:SharedAddress"] = "false" }, static _ => { });

        await cluster.Silos[0].ServiceProvider.GetRequiredService<SiloLinks>().RefuseAsync(new("BINANCE", "venue.test", TimeSpan.FromHours(1)));

        Assert.All(cluster.Silos, silo => Assert.Equal((1, TimeSpan.Zero), (LimitsOf(silo).Share, LimitsOf(silo).LeftOf("BINANCE", "venue.test"))));
    }

    private static SharedLimits LimitsOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<SharedLimits>();
}
