using SqueezeFlow.Core.Completeness.Ids;

namespace SqueezeFlow.Core.Tests.Completeness;

/// <summary>Ids are remembered while their trades may come again, exactly, whatever they look like.</summary>
public sealed class RecentIdsTests
{
    private const long KeepMs = 300_000;

    [Theory]
    [InlineData("hashed", 100)]
    [InlineData("counted", 100)]
    [InlineData("even steps", 100)]
    [InlineData("high bits alone", 100)]
    [InlineData("hashed", 4_000)]
    [InlineData("counted", 1)]
    public void What_is_in_time_is_known_and_nothing_else(string kind, int perSecond)
    {
        var recent = new RecentIds(KeepMs);
        var told = new List<(long Id, long UnixMs)>();
        var random = new Random(7);
        for (var i = 0; i < 1_200 * Math.Min(perSecond, 400); i++)
        {
            var unixMs = 1_000_000L + (i * 1_000L / perSecond) - random.Next(0, 900);
            var id = IdOf(kind, i, random);
            Assert.False(recent.Contains(id));
            recent.Add(id, unixMs);
            told.Add((id, unixMs));
        }

        var latest = told.Max(item => item.UnixMs);
        var kept = told.Where(item => item.UnixMs >= latest - KeepMs).Concat(told.TakeLast(RecentIds.Fewest)).DistinctBy(item => item.Id).ToArray();
        Assert.All(kept, item => Assert.True(recent.Contains(item.Id)));
        Assert.All(told.Where(item => !recent.Contains(item.Id)), item => Assert.True(item.UnixMs <= recent.ForgottenThroughUnixMs));
        Assert.All(Enumerable.Range(0, 100_000), i => Assert.False(recent.Contains(IdOf(kind, -1 - i, random))));
        Assert.InRange(recent.Count, kept.Length, Math.Max((int)(kept.Length * 1.4), 2 * RecentIds.Fewest));
    }

    [Fact]
    public void No_more_are_kept_than_may_be()
    {
        var recent = new RecentIds(KeepMs);
        for (var id = 1L; id <= RecentIds.Most * 5L / 2; id++)
        {
            recent.Add(id, 1_000_000);
        }

        Assert.InRange(recent.Count, RecentIds.Most * 3 / 4, RecentIds.Most * 5 / 4);
        Assert.True(recent.Contains(RecentIds.Most * 5L / 2));
        Assert.Equal(1_000_000, recent.ForgottenThroughUnixMs);
    }

    [Fact]
    public void Those_of_a_time_on_are_named()
    {
        var recent = new RecentIds(KeepMs);
        for (var id = 1L; id <= 40_000; id++)
        {
            recent.Add(id, id * 10);
        }

        var named = recent.From(399_000).ToHashSet();

        Assert.Superset(Enumerable.Range(39_900, 101).Select(id => (long)id).ToHashSet(), named);
        Assert.All(named, id => Assert.True(recent.Contains(id)));
        Assert.InRange(named.Count, 101, 6_000);
    }

    [Fact]
    public void Keys_lose_nothing_of_an_id()
    {
        var random = new Random(3);
        Assert.All(Enumerable.Range(0, 10_000).Select(_ => random.NextInt64()), id => Assert.Equal(id, IdKey.IdOf(IdKey.Of(id))));
        Assert.Equal(long.MaxValue, IdKey.IdOf(IdKey.Of(long.MaxValue)));
    }

    // Negative numbers give ids that are never told.
    private static long IdOf(string kind, int i, Random random) => kind switch
    {
        "hashed" => i >= 0 ? (random.NextInt64() | 1) : (random.NextInt64() & ~1L) + 2,
        "counted" => i >= 0 ? 5_000_000_000 + i : 1_000_000_000L - i,
        "even steps" => i >= 0 ? (i + 1L) << 22 : ((-i + 1L) << 22) | 1,
        _ => i >= 0 ? (i + 1L) << 41 : ((-i + 1L) << 41) | 1,
    };
}
