using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Cluster.Bench;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>A cluster whose Redis goes away, comes back, and comes back empty.</summary>
public sealed class RedisLossTests
{
    private const long LengthMs = 24_000;

    private static World World => new(new(Seed: 5, Symbols: 2, TradesPerSecond: 200));

    [Fact]
    public async Task Collecting_goes_on_while_Redis_is_frozen_and_while_it_comes_back_empty_and_the_table_of_silos_is_put_back()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        await using var venues = await bench.OpenVenuesAsync();
        var silos = await bench.StartAsync(2, bench.Reading(venues));
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        var before = (await bench.MembersAsync()).Where(member => member.IsActive).Select(member => member.Address).Order().ToArray();

        var (from, to) = ClusterBench.Trade(venues, LengthMs);
        await WaitUntilTradedAsync(venues, from + (LengthMs / 4), bench.Stop);
        await bench.Redis.FreezeAsync();
        await WaitUntilTradedAsync(venues, from + (LengthMs / 2), bench.Stop);
        await bench.Redis.ThawAsync();
        await bench.Redis.RestartAsync(bench.Stop);
        await venues.Completion.WaitAsync(bench.Stop);
        foreach (var silo in silos)
        {
            await bench.WaitUntilCountedAsync(silo, from, to);
        }

        await WaitUntilMembersAsync(bench, before);
        var third = bench.Start(bench.Reading(venues));
        await ClusterBench.WaitUntilJoinedAsync([.. silos, third]);
        foreach (var silo in silos.Append(third))
        {
            await silo.EndAsync();
        }

        await bench.AssertWholeAsync(from, to);
    }

    private static async Task WaitUntilTradedAsync(Simulation.Venues.SimulatedVenues venues, long unixMs, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (venues.MarketUnixMs < unixMs)
        {
            await timer.WaitForNextTickAsync(stop);
        }
    }

    private static async Task WaitUntilMembersAsync(ClusterBench bench, string[] expected)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!(await bench.MembersAsync()).Where(member => member.IsActive).Select(member => member.Address).Order().SequenceEqual(expected))
        {
            await timer.WaitForNextTickAsync(bench.Stop);
        }
    }
}
