using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Resampling;

namespace SqueezeFlow.Lab.Tests.Resampling;

public sealed class StationaryBootstrapTests
{
    /// <summary>
    /// The variance of √n times the resampled mean is known for given data (Politis, Romano 1994, lemma 1): C(0) + 2 Σ (1 − i/n)(1 − p)^i C(i),
    /// with C(i) the products of values i apart, counted round the circle, over n.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public void Means_vary_as_the_paper_proves(double blockLength)
    {
        var series = Wave(1, 200, 0.6);
        var n = series.Length;

        var means = new StationaryBootstrap(blockLength, 20_000, 3).Draw(series, Mean);

        var mean = series.Average();
        double Circular(int lag) => Enumerable.Range(0, n).Sum(t => (series[t] - mean) * (series[(t + lag) % n] - mean)) / n;
        var expected = Circular(0) + (2 * Enumerable.Range(1, n - 1).Sum(lag => (1 - ((double)lag / n)) * Math.Pow(1 - (1 / blockLength), lag) * Circular(lag)));
        Assert.Equal(mean, means.Average(), 4 * Math.Sqrt(expected / n / means.Length));
        Assert.Equal(1, n * means.Sum(value => Math.Pow(value - mean, 2)) / means.Length / expected, 0.05);
    }

    [Fact]
    public void Intervals_hold_the_truth_as_often_as_they_say()
    {
        var held = Enumerable.Range(0, 400).Count(seed =>
        {
            var interval = new StationaryBootstrap(8, 300, (ulong)seed).IntervalOf(Wave((ulong)seed + 1_000, 400, 0.3), Mean, 0.9);
            return interval.Low <= 0 && 0 <= interval.High;
        });

        Assert.InRange(held / 400.0, 0.83, 0.95);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_one_another()
    {
        var series = Wave(1, 100, 0);

        var one = new StationaryBootstrap(4, 200, 7).IntervalOf(series, Mean);

        Assert.Equal(one, new StationaryBootstrap(4, 200, 7).IntervalOf(series, Mean));
        Assert.NotEqual(one, new StationaryBootstrap(4, 200, 8).IntervalOf(series, Mean));
        Assert.Equal((series.Average(), 0.95), (one.Estimate, one.Level));
    }

    [Fact]
    public void Without_a_value_there_is_no_range() =>
        Assert.Equal(new(0, 0, 0, 0.95), new StationaryBootstrap(4, 200, 7).IntervalOf([], values => values.Length));

    /// <summary>For x(t) = ρ x(t−1) + e the best length is (2 ρ ÷ (1 − ρ²))^⅔ n^⅓.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Blocks_are_about_as_long_as_the_series_remembers(double memory)
    {
        var lengths = Enumerable.Range(0, 40).Select(seed => BlockLength.Of(Wave((ulong)seed, 4_000, memory)));

        var best = Math.Pow(2 * memory / (1 - (memory * memory)), 2.0 / 3) * Math.Cbrt(4_000);
        Assert.InRange(lengths.Average() / best, 0.8, 1.2);
    }

    [Fact]
    public void A_series_without_memory_gets_short_blocks()
    {
        Assert.InRange(Enumerable.Range(0, 40).Select(seed => BlockLength.Of(Wave((ulong)seed, 1_000, 0))).Average(), 1, 4);
        Assert.Equal(1, BlockLength.Of(new double[100]));
        Assert.Equal(1, BlockLength.Of([]));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double[] Wave(ulong seed, int count, double memory)
    {
        var random = new RandomSource(seed);
        double value = 0;
        for (var i = 0; i < 100; i++)
        {
            value = (memory * value) + random.NextNormal();
        }

        return [.. Enumerable.Range(0, count).Select(_ => value = (memory * value) + random.NextNormal())];
    }
}
