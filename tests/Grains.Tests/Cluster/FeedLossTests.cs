namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>A silo that dies while markets are traded.</summary>
public sealed class FeedLossTests
{
    [Fact]
    public async Task Feeds_of_a_silo_that_died_are_read_elsewhere_and_with_two_copies_every_trade_comes()
    {
        await using var cluster = await TradedCluster.StartAsync(silos: 3, redundancy: 2);
        // Before the others were there, the first silo had everything.
        await cluster.SettledAsync();
        var died = cluster.Silos.Silos.MaxBy(silo => cluster.Running[silo.SiloAddress].Count())!;
        var feeds = cluster.Running[died.SiloAddress].ToArray();

        await cluster.Silos.KillAsync(died);
        await cluster.SettledAsync();
        var running = cluster.Running.SelectMany(silo => silo).ToArray();
        await cluster.TradeAsync(TimeSpan.FromSeconds(2));

        Assert.NotEmpty(feeds);
        Assert.Empty(feeds.Except(running));
        await cluster.AssertDeliveredAsync();
    }
}
