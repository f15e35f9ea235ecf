using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Grains.Cluster;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Where feeds run in a cluster.</summary>
public sealed class PlacementTests
{
    private static readonly string[] Feeds = [.. Enumerable.Range(0, 24).SelectMany(i => new[] { $"BINANCE/{i}", $"BINANCE/{i}+1" })];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Feeds_run_where_they_belong_and_copies_apart(int silos)
    {
        await using var cluster = await SiloCluster.StartAsync(silos);
        var members = SiloCluster.MembersOf(cluster.Silos[0]);

        await cluster.AssignAsync(Feeds);

        Assert.All(Feeds, feed => Assert.Equal([members.OwnerOf(feed)], cluster.RunningOn(feed)));
        Assert.Equal(silos, Feeds.Select(members.OwnerOf).Distinct().Count());
        Assert.All(Enumerable.Range(0, 24), i => Assert.Equal(silos == 1, members.OwnerOf($"BINANCE/{i}").Equals(members.OwnerOf($"BINANCE/{i}+1"))));
        Assert.Equal(silos == 1, members.IsAlone);
    }

    [Fact]
    public async Task A_silo_that_says_it_leaves_is_given_nothing_more()
    {
        await using var cluster = await SiloCluster.StartAsync(3);
        var leaving = cluster.Silos[1];

        await leaving.ServiceProvider.GetRequiredService<SiloLinks>().LeaveAsync(TestContext.Current.CancellationToken);
        await cluster.AssignAsync(Feeds);

        Assert.All(cluster.Silos, silo => Assert.True(SiloCluster.MembersOf(silo).IsLeaving(leaving.SiloAddress)));
        Assert.All(Feeds, feed => Assert.DoesNotContain(leaving.SiloAddress, cluster.RunningOn(feed)));
    }

    [Fact]
    public async Task Silos_that_all_leave_do_the_work_to_the_end()
    {
        await using var cluster = await SiloCluster.StartAsync(2);
        foreach (var silo in cluster.Silos)
        {
            await silo.ServiceProvider.GetRequiredService<SiloLinks>().LeaveAsync(TestContext.Current.CancellationToken);
        }

        await cluster.AssignAsync(Feeds);

        Assert.All(Feeds, feed => Assert.Single(cluster.RunningOn(feed)));
    }
}
