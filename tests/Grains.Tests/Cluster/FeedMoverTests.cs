namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Feeds that go to other silos while markets are traded.</summary>
public sealed class FeedMoverTests
{
    [Fact]
    public async Task A_silo_that_joins_takes_its_share_of_feeds_and_no_trade_is_lost_or_counted_twice()
    {
        await using var cluster = await TradedCluster.StartAsync(silos: 1);
        await cluster.TradeAsync(TimeSpan.FromSeconds(3));

        var joined = await cluster.Silos.JoinAsync();
        await cluster.SettledAsync();
        await cluster.TradeAsync(TimeSpan.FromSeconds(3));

        // Where they belong is tested elsewhere: of eight feeds it may be none, once in hundreds of draws.
        Assert.All(cluster.Running[joined.SiloAddress], feed => Assert.True(SiloCluster.MembersOf(joined).IsHere(feed)));
        await cluster.AssertWholeAsync();
        Assert.Empty(cluster.Store.Gaps);
    }
}
