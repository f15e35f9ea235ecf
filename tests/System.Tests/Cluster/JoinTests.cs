using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Cluster.Bench;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>Silos that find each other and work as one.</summary>
public sealed class JoinTests
{
    private static World World => new(new(Seed: 5, Symbols: 3, TradesPerSecond: 200));

    [Fact]
    public async Task Three_silos_are_one_service_and_each_serves_what_any_of_them_counted()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        await using var venues = await bench.OpenVenuesAsync();
        var silos = await bench.StartAsync(3, bench.Reading(venues));
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);

        var (from, to) = ClusterBench.Trade(venues, 10_000);
        await venues.Completion.WaitAsync(bench.Stop);
        foreach (var silo in silos)
        {
            await bench.WaitUntilCountedAsync(silo, from, to);
        }

        Assert.Equal(3, (await bench.MembersAsync()).Count(member => member.IsActive));
        foreach (var silo in silos)
        {
            await silo.EndAsync();
        }

        await bench.AssertWholeAsync(from, to);
        Assert.DoesNotContain(await bench.MembersAsync(), member => member.IsActive);
    }

    [Fact]
    public async Task Deployments_of_two_names_do_not_see_each_other()
    {
        await using var bench = await ClusterBench.OpenAsync(World);

        var blue = bench.Start(new KeyValuePair<string, string?>("Cluster:ClusterId", "squeezeflow-blue"));
        var green = bench.Start(new KeyValuePair<string, string?>("Cluster:ClusterId", "squeezeflow-green"));
        await ClusterBench.WaitUntilJoinedAsync(blue);
        await ClusterBench.WaitUntilJoinedAsync(green);

        Assert.Single(await bench.MembersAsync("squeezeflow-blue"));
        Assert.Single(await bench.MembersAsync("squeezeflow-green"));
    }
}
