using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Tests.Numerics;

public sealed class NormalDistributionTests
{
    /// <summary>The check values of Wichura's paper.</summary>
    [Theory]
    [InlineData(0.25, -0.6744897501960817)]
    [InlineData(0.001, -3.090232306167814)]
    [InlineData(1e-20, -9.262340089798408)]
    public void Quantiles_are_the_published_ones(double share, double expected) =>
        Assert.Equal(expected, NormalDistribution.Quantile(share), 1e-13);

    /// <summary>Abramowitz and Stegun, table 26.1.</summary>
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(2, 0.977249868051821)]
    [InlineData(3, 0.998650101968370)]
    [InlineData(-1.96, 0.024997895148220)]
    public void Shares_are_those_of_the_tables(double x, double expected) =>
        Assert.Equal(expected, NormalDistribution.Cumulative(x), 1e-14);

    [Fact]
    public void One_undoes_the_other()
    {
        for (var x = -8.0; x <= 5; x += 0.25)
        {
            Assert.Equal(x, NormalDistribution.Quantile(NormalDistribution.Cumulative(x)), 1e-8);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void There_is_no_quantile_outside(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(share));
}
