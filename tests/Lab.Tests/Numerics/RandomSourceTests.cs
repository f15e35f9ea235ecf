using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Tests.Numerics;

public sealed class RandomSourceTests
{
    /// <summary>The first numbers of the authors' own program for seed 1234567.</summary>
    [Fact]
    public void It_is_the_published_generator()
    {
        var random = new RandomSource(1234567);

        ulong[] drawn = [random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits()];

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], drawn);
    }

    [Fact]
    public void Numbers_below_a_count_are_even()
    {
        var random = new RandomSource(1);
        var hits = new int[7];

        for (var i = 0; i < 70_000; i++)
        {
            hits[random.Next(7)]++;
        }

        // 99.99 % of the chi squares with six degrees of freedom are below 27.9.
        Assert.InRange(hits.Sum(hit => Math.Pow(hit - 10_000, 2) / 10_000), 0, 27.9);
    }

    [Fact]
    public void Forks_of_neighbouring_keys_have_nothing_in_common()
    {
        var firsts = Enumerable.Range(0, 10_000).Select(key => RandomSource.Fork(9, key).Next()).ToArray();

        Assert.Equal(firsts.Length, firsts.Distinct().Count());
        Assert.InRange(firsts.Average(), 0.49, 0.51);
        Assert.InRange(firsts.Zip(firsts.Skip(1), (a, b) => (a - 0.5) * (b - 0.5)).Average() * 12, -0.04, 0.04);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_distribution()
    {
        var random = new RandomSource(2);

        var moments = Moments.Of([.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal())]);

        Assert.Equal(0, moments.Mean, 0.015);
        Assert.Equal(1, moments.Deviation, 0.01);
        Assert.Equal(0, moments.Skewness, 0.04);
        Assert.Equal(3, moments.Kurtosis, 0.08);
    }

    [Fact]
    public void Every_order_of_three_comes_as_often()
    {
        var counts = Enumerable.Range(0, 60_000).Select(key => Shuffled(RandomSource.Fork(3, key))).CountBy(order => order).ToDictionary();

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 9_600, 10_400));
    }

    private static string Shuffled(RandomSource random)
    {
        Span<char> letters = ['a', 'b', 'c'];
        random.Shuffle(letters);
        return letters.ToString();
    }
}
