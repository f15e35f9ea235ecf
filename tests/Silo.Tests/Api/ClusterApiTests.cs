namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>What any process tells of all of them.</summary>
public sealed class ClusterApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_status_tells_every_silo_and_the_sum_of_their_signals()
    {
        host.Cluster.Silos =
        [
            new("a", "127.0.0.1:1@1", "active") { Version = "1.0.0", Signals = 2, Feeds = 3, FeedsConnected = 3, TradesPerSecond = 120, LagMs = 40, CpuPercent = 12, MemoryMb = 300, Ready = true },
            new("b", "127.0.0.1:2@1", "silent") { Problem = "no answer within 2 s" },
        ];

        var status = await host.GetAsync("/api/v1/status");

        Assert.Equal(2, status.GetProperty("signals").GetInt64());
        var silos = status.GetProperty("silos").EnumerateArray().ToList();
        Assert.Equal(["a", "b"], silos.Select(silo => silo.GetProperty("name").GetString()));
        Assert.Equal(40, silos[0].GetProperty("lagMs").GetDouble());
        Assert.Equal(("silent", "no answer within 2 s"), (silos[1].GetProperty("state").GetString(), silos[1].GetProperty("problem").GetString()));
    }

    [Fact]
    public async Task A_silo_that_does_not_answer_is_named_and_degrades_the_others_only()
    {
        host.Cluster.Others = [new("b", "127.0.0.1:2@1", "unhealthy", false, []) { Problem = "no answer within 2 s" }];

        var health = await host.GetAsync("/health");
        var ready = await host.GetAsync("/health/ready");

        Assert.Equal("degraded", health.GetProperty("level").GetString());
        Assert.True(ready.GetProperty("ready").GetBoolean());
        var silent = Assert.Single(health.GetProperty("silos").EnumerateArray());
        Assert.Equal(("b", "unhealthy", "no answer within 2 s"), (silent.GetProperty("name").GetString(), silent.GetProperty("level").GetString(), silent.GetProperty("problem").GetString()));
    }
}
