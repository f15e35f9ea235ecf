using System.Text.Json.Nodes;
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
        await bench.WaitUntilTradedAsync(venues, from + (LengthMs / 4));
        await bench.Redis.FreezeAsync();
        await silos[0].Service.WaitUntilToldAsync("/health", health => LevelOf(health) == "critical");
        await bench.WaitUntilTradedAsync(venues, from + (LengthMs / 2));
        await bench.Redis.ThawAsync();
        await bench.Redis.RestartAsync(bench.Stop);
        await venues.Completion.WaitAsync(bench.Stop);
        foreach (var silo in silos)
        {
            await bench.WaitUntilCountedAsync(silo, from, to);
        }

        await WaitUntilMembersAsync(bench, before);
        await silos[0].Service.WaitUntilAsync("/health", health => LevelOf(health) == "healthy");
        var third = bench.Start(bench.Reading(venues));
        await ClusterBench.WaitUntilJoinedAsync([.. silos, third]);
        foreach (var silo in silos.Append(third))
        {
            await silo.EndAsync();
        }

        await bench.AssertWholeAsync(from, to);
    }

    [Fact]
    public async Task A_Redis_at_the_limit_of_its_memory_is_told_by_health_and_deletes_nothing()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        var silo = Assert.Single(await bench.StartAsync(1));
        using var talk = await bench.Redis.ConnectAsync(bench.Stop);
        var keys = await talk.ListAsync("KEYS", "*");

        await talk.AskAsync("CONFIG", "SET", "maxmemory", "1");
        await silo.Service.WaitUntilToldAsync("/health", health => LevelOf(health) is not "healthy");
        Assert.Superset(keys.ToHashSet(), (await talk.ListAsync("KEYS", "*")).ToHashSet());

        await talk.AskAsync("CONFIG", "SET", "maxmemory", "0");
        await silo.Service.WaitUntilAsync("/health", health => LevelOf(health) == "healthy");
        Assert.Contains("evicted_keys:0", await talk.TextAsync("INFO", "stats"), StringComparison.Ordinal);
    }

    // A part that does not answer in time is told under its program's name.
    private static string? LevelOf(JsonNode health) => (string?)health["parts"]!.AsArray().Single(part => (string?)part!["name"] is "redis" or "records")!["level"];

    private static async Task WaitUntilMembersAsync(ClusterBench bench, string[] expected)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!(await bench.MembersAsync()).Where(member => member.IsActive).Select(member => member.Address).Order().SequenceEqual(expected))
        {
            await timer.WaitForNextTickAsync(bench.Stop);
        }
    }
}
