using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Feeds of all silos, seen from each.</summary>
public sealed class FeedViewsTests
{
    [Fact]
    public async Task Any_silo_tells_of_the_feeds_of_all_and_restarts_each()
    {
        await using var cluster = await TradedCluster.StartAsync(silos: 2);
        await cluster.SettledAsync();
        var there = cluster.Silos.Silos.MaxBy(silo => cluster.Running[silo.SiloAddress].Count())!;
        var here = cluster.Silos.Silos.Single(silo => silo != there);
        var pipeline = here.ServiceProvider.GetRequiredService<IPipeline>();
        var feed = SiloCluster.HostOf(there).Owned[0];
        var running = cluster.Running;

        var views = await pipeline.GetFeedsAsync(TestContext.Current.CancellationToken);
        await here.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IFeedGrain>(feed).RestartAsync();

        Assert.Equal(running.SelectMany(silo => silo).Order(StringComparer.Ordinal), views.Select(view => view.Id));
        Assert.All(running, silo => Assert.Single(views.Where(view => silo.Contains(view.Id)).Select(view => view.Silo).Distinct()));
        await SiloCluster.UntilAsync(() => SiloCluster.HostOf(there).View(feed)!.Connects == 2, "the feed is connected anew");
    }
}
