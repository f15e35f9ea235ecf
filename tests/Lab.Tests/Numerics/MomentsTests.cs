using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Tests.Numerics;

public sealed class MomentsTests
{
    /// <summary>2, 4, 4, 4, 5, 5, 7, 9: variance 4, third central moment 5.25, fourth 44.5.</summary>
    [Fact]
    public void A_small_series_is_counted_as_by_hand()
    {
        var moments = Moments.Of([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal((8, 5.0), (moments.Count, moments.Mean));
        Assert.Equal(Math.Sqrt(32.0 / 7), moments.Deviation, 1e-12);
        Assert.Equal(5.25 / 8, moments.Skewness, 1e-12);
        Assert.Equal(44.5 / 16, moments.Kurtosis, 1e-12);
        Assert.Equal(5 / Math.Sqrt(32.0 / 7), moments.SharpeRatio, 1e-12);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 1.0 })]
    [InlineData(new[] { 2.0, 2, 2 })]
    public void Without_spread_there_is_no_ratio(double[] values) => Assert.Equal((0, 0, 3.0), (Moments.Of(values).SharpeRatio, Moments.Of(values).Skewness, Moments.Of(values).Kurtosis));
}
