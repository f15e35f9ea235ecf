using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Cluster.Bench;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>Silos that end while markets are read: what one leaves behind the others take over.</summary>
public sealed class HandOverTests
{
    private static World World => new(new(Seed: 5, Symbols: 3, TradesPerSecond: 300));

    [Fact]
    public async Task All_silos_are_restarted_one_after_another_and_no_trade_is_lost_or_doubled_or_asked_for_again()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        await using var venues = await bench.OpenVenuesAsync();
        var silos = await bench.StartAsync(3, bench.Reading(venues));
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        var from = ClusterBench.TradeOn(venues);

        foreach (var silo in silos)
        {
            await silo.EndAsync();
            await silo.RestartAsync();
            await ClusterBench.WaitUntilJoinedAsync(silos);
        }

        var gaps = await silos[0].Service.GetAsync("/api/v1/gaps");
        await bench.AssertAllAsync(venues, silos, from);
        Assert.Equal("[]", gaps);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public async Task What_a_killed_silo_read_is_whole_in_the_end(int redundancy)
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        await using var venues = await bench.OpenVenuesAsync();
        var silos = await bench.StartAsync(3, [.. bench.Reading(venues), new("Feeds:Redundancy", $"{redundancy}")]);
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        await ClusterBench.WaitUntilApartAsync(silos[0]);
        var from = ClusterBench.TradeOn(venues);
        await bench.WaitUntilTradedAsync(venues, from + 3_000);

        await silos[0].KillAsync();
        await ClusterBench.WaitUntilJoinedAsync(silos[1..]);
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        await silos[0].RestartAsync();
        await ClusterBench.WaitUntilJoinedAsync(silos);

        await bench.AssertAllAsync(venues, silos, from);
    }

    [Fact]
    public async Task Silos_that_were_all_killed_at_once_are_one_service_again_without_a_hand()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        var silos = await bench.StartAsync(3);

        await Task.WhenAll(silos.Select(silo => silo.KillAsync()));
        await Task.WhenAll(silos.Select(silo => silo.RestartAsync()));

        await ClusterBench.WaitUntilJoinedAsync(silos);
        Assert.Equal(3, (await bench.MembersAsync()).Count(member => member.IsActive));
    }
}
