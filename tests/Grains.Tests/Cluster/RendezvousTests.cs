using System.Net;
using SqueezeFlow.Grains.Cluster;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Which silo a key belongs to.</summary>
public sealed class RendezvousTests
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 1_000).Select(i => $"VENUE/{i}")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_silo_has_about_the_same_share(int silos)
    {
        var shares = Keys.GroupBy(key => Rendezvous.OwnerOf(key, Silos(silos))).Select(share => share.Count()).ToArray();

        // Four standard deviations of a fair draw.
        var expected = (double)Keys.Length / silos;
        var bound = 4 * Math.Sqrt(expected * (1 - (1.0 / silos)));
        Assert.Equal(silos, shares.Length);
        Assert.All(shares, share => Assert.InRange(share, expected - bound, expected + bound));
    }

    [Fact]
    public void A_silo_that_joins_takes_its_share_and_nothing_else_moves()
    {
        var before = Keys.ToDictionary(key => key, key => Rendezvous.OwnerOf(key, Silos(3)));
        var after = Keys.ToDictionary(key => key, key => Rendezvous.OwnerOf(key, Silos(4)));
        var moved = Keys.Where(key => !before[key].Equals(after[key])).ToArray();

        Assert.All(moved, key => Assert.Equal(Silos(4)[3], after[key]));
        Assert.InRange(moved.Length, 190, 310);
    }

    [Fact]
    public void What_a_silo_that_leaves_had_goes_to_all_others_and_nothing_else_moves()
    {
        var silos = Silos(4);
        var left = silos[..3];
        var moved = Keys.Where(key => !Rendezvous.OwnerOf(key, silos).Equals(Rendezvous.OwnerOf(key, left))).ToArray();

        Assert.All(moved, key => Assert.Equal(silos[3], Rendezvous.OwnerOf(key, silos)));
        Assert.Equal(3, moved.Select(key => Rendezvous.OwnerOf(key, left)).Distinct().Count());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Copies_of_a_feed_are_on_different_silos(int silos) => Assert.All(Keys, key =>
    {
        string[] copies = [.. new[] { key, $"{key}+1", $"{key}+2" }.Take(silos)];
        Assert.Equal(copies.Length, copies.Select(copy => Rendezvous.OwnerOf(copy, Silos(silos))).Distinct().Count());
    });

    [Fact]
    public void One_silo_alone_has_everything_copies_too() =>
        Assert.All(Keys.Append("BINANCE/0+1"), key => Assert.Equal(Silos(1)[0], Rendezvous.OwnerOf(key, Silos(1))));

    [Fact]
    public void A_process_started_again_in_the_same_place_has_the_same_share()
    {
        SiloAddress[] again = [.. Silos(3).Select(silo => SiloAddress.New(silo.Endpoint, silo.Generation + 7))];

        Assert.All(Keys, key => Assert.Equal(Rendezvous.OwnerOf(key, Silos(3)).Endpoint, Rendezvous.OwnerOf(key, again).Endpoint));
    }

    [Fact]
    public void The_order_in_which_silos_are_known_does_not_matter() =>
        Assert.All(Keys, key => Assert.Equal(Rendezvous.OwnerOf(key, Silos(4)), Rendezvous.OwnerOf(key, [.. Silos(4).Reverse()])));

    private static SiloAddress[] Silos(int count) => [.. Enumerable.Range(1, count).Select(i => SiloAddress.New(new(IPAddress.Parse($"10.0.1.{i}"), 11_111), 1))];
}
