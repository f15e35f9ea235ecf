using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Cluster.Bench;
using SqueezeFlow.TestSupport.Redis;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>Alerts of a cluster as other programs hear of them.</summary>
public sealed class AlertTests
{
    private static World World => new(new(Seed: 7, Symbols: 2, TradesPerSecond: 100));

    [Fact]
    public async Task What_all_silos_see_is_told_once_on_the_channel_and_so_is_its_end()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        await using var heard = await RedisSubscriber.StartAsync(bench.Redis, "squeezeflow:alerts", bench.Stop);
        KeyValuePair<string, string?> rule = new("Alerts:Rules:silos", "silos degraded for 1s critical");
        var silos = await bench.StartAsync(2, [rule]);

        // The oldest process speaks for all.
        var youngest = bench.Start([rule]);
        await ClusterBench.WaitUntilJoinedAsync([.. silos, youngest]);
        await youngest.FreezeAsync();
        var raised = await NextAsync(heard);
        await youngest.ThawAsync();
        var over = await NextAsync(heard);

        Assert.Equal(("raised", "critical", "silos"), ((string?)raised["state"], (string?)raised["level"], (string?)raised["service"]));
        Assert.Contains("does not answer", (string?)raised["reason"], StringComparison.Ordinal);
        Assert.Equal(("over", (string?)raised["silo"]), ((string?)over["state"], (string?)over["silo"]));
    }

    private static async Task<JsonNode> NextAsync(RedisSubscriber heard)
    {
        while (true)
        {
            if (JsonNode.Parse(await heard.NextAsync()) is { } message && (string?)message["alert"] == "silos")
            {
                return message;
            }
        }
    }
}
