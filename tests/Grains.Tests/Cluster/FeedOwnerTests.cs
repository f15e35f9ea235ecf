using Orleans.Storage;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>One owner for each feed, whatever happens.</summary>
public sealed class FeedOwnerTests
{
    [Fact]
    public async Task An_owner_that_finds_another_one_ends_with_its_connection()
    {
        await using var cluster = await SiloCluster.StartAsync(1);
        await cluster.AssignAsync(["BINANCE/0"]);
        var feed = cluster.Grains.GetGrain<IFeedGrain>("BINANCE/0");
        cluster.State.Touch("feed", feed.GetGrainId());

        var otherwise = new FeedAssignment("BINANCE", "main", new("ws://127.0.0.1:2/"), []) { Version = 1 };
        await Assert.ThrowsAsync<InconsistentStateException>(() => feed.AssignAsync(otherwise));
        var running = cluster.RunningOn("BINANCE/0");
        await cluster.Grains.GetGrain<IFeedGrain>("BINANCE/0").AssignAsync(otherwise);

        Assert.Empty(running);
        Assert.Single(cluster.RunningOn("BINANCE/0"));
    }
}
