using SqueezeFlow.Client.Offline.Accounts;

namespace SqueezeFlow.Client.Tests.Accounts;

/// <summary>How values are counted in ranges.</summary>
public sealed class HistogramTests
{
    [Fact]
    public void Every_value_is_in_one_range_and_zeros_are_in_none()
    {
        double[] values = [-7.5, -0.5, 0, 0, 0.25, 0.5, 3, 11.9];

        var histogram = Histogram.Of(values);

        Assert.Equal((8, 2, -7.5, 11.9, 0.125), (histogram.Count, histogram.Zeros, histogram.Smallest, histogram.Largest, histogram.Median));
        Assert.Equal(values.Average(), histogram.Mean!.Value, 9);
        Assert.Equal(6, histogram.Bins.Sum(bin => bin.Count));
        Assert.All(histogram.Bins, bin => Assert.Equal(values.Count(value => value != 0 && value >= bin.From && value < bin.To), bin.Count));
        Assert.All(histogram.Bins.Zip(histogram.Bins.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Contains(histogram.Bins, bin => bin.From == 0);
        Assert.InRange(histogram.Bins.Count, 5, 21);
    }

    [Theory]
    [InlineData(0.1, 0.3, 0.7)]
    [InlineData(-3e-9, 4e-9, 9e-9)]
    [InlineData(1e3, 2e3, 7e6)]
    public void Edges_are_short_decimals(double a, double b, double c)
    {
        var bins = Histogram.Of([a, b, c]).Bins;

        Assert.InRange(bins.Count, 2, 21);
        Assert.All(bins, bin => Assert.InRange(bin.From.ToString("R", System.Globalization.CultureInfo.InvariantCulture).Length, 1, 8));
    }

    [Fact]
    public void A_value_alone_is_one_range_and_none_is_none()
    {
        Assert.Equal(1, Assert.Single(Histogram.Of([-42]).Bins).Count);
        Assert.Empty(Histogram.Of([0, 0]).Bins);
        Assert.Null(Histogram.Of([double.NaN, double.PositiveInfinity]).Median);
    }
}
