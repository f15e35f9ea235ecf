namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Silos that are stopped while markets are traded.</summary>
public sealed class FeedDrainTests
{
    [Fact]
    public async Task A_silo_that_is_stopped_takes_its_feeds_to_the_others_and_no_trade_is_missed()
    {
        await using var cluster = await TradedCluster.StartAsync(silos: 3);
        await cluster.TradeAsync(TimeSpan.FromSeconds(3));
        var stopped = cluster.Silos.Silos.MaxBy(silo => cluster.Running[silo.SiloAddress].Count())!;
        var feeds = cluster.Running[stopped.SiloAddress].ToArray();
        var host = SiloCluster.HostOf(stopped);
        await cluster.TradedAsync();
        cluster.Tally.ForgetBreaks();

        await cluster.Silos.StopAsync(stopped);
        var left = host.Owned;
        await cluster.SettledAsync();
        await cluster.TradeAsync(TimeSpan.FromSeconds(3));

        Assert.NotEmpty(feeds);
        Assert.Empty(left);
        await cluster.AssertDeliveredAsync();
        Assert.Empty(cluster.Tally.Breaks);
    }

    [Fact]
    public async Task A_silo_alone_stops_with_its_feeds()
    {
        await using var cluster = await TradedCluster.StartAsync(silos: 1);
        var silo = cluster.Silos.Silos[0];
        var (host, members) = (SiloCluster.HostOf(silo), SiloCluster.MembersOf(silo));

        await cluster.Silos.StopAsync(silo);

        Assert.False(members.IsLeaving(silo.SiloAddress));
        Assert.NotEmpty(host.Owned);
    }
}
