using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Sharpe;

namespace SqueezeFlow.Lab.Tests.Sharpe;

/// <summary>The worked examples of the two papers.</summary>
public sealed class SharpeTestTests
{
    /// <summary>A fund of 24 months with a monthly mean of 3.6 % and a deviation of 7.9 % (Bailey, López de Prado 2012): 0.913, and 0.982 if it were normal.</summary>
    [Theory]
    [InlineData(-2.448, 10.164, 0.913)]
    [InlineData(0, 3, 0.982)]
    public void The_fund_of_the_first_paper_has_its_probability(double skewness, double kurtosis, double expected)
    {
        var returns = new Moments(24, 0.458, 1, skewness, kurtosis);

        Assert.Equal(expected, SharpeTest.Probability(returns), 0.0005);
    }

    /// <summary>The best of a hundred over five years, 2.5 a year, its peers' variance one half a year (Bailey, López de Prado 2014).</summary>
    [Fact]
    public void The_candidate_of_the_second_paper_is_deflated_as_there()
    {
        var best = new Moments(1250, 2.5 / Math.Sqrt(250), 1, -3, 10);

        Assert.Equal(0.1132, SharpeTest.ExpectedMaximum(0.5 / 250, 100), 0.00005);
        Assert.Equal(0.9004, SharpeTest.Deflated(best, 0.5 / 250, 100), 0.00005);
    }

    /// <summary>It would pass at 95 % as the best of 46, and with normal returns as the best of 88 (the same).</summary>
    [Theory]
    [InlineData(-3, 10, 46)]
    [InlineData(0, 3, 88)]
    public void Fewer_tries_or_better_shaped_returns_let_it_pass(double skewness, double kurtosis, int trials)
    {
        var best = new Moments(1250, 2.5 / Math.Sqrt(250), 1, skewness, kurtosis);

        Assert.Equal(0.9505, SharpeTest.Deflated(best, 0.5 / 250, trials), 0.00005);
    }

    [Fact]
    public void The_best_of_many_without_an_edge_is_about_what_is_expected_of_it()
    {
        var random = new RandomSource(5);

        var best = Enumerable.Range(0, 2_000).Select(_ => Enumerable.Range(0, 100).Max(_ => random.NextNormal())).Average();

        Assert.Equal(SharpeTest.ExpectedMaximum(1, 100), best, 0.03);
    }

    [Fact]
    public void After_the_least_length_the_ratio_is_known()
    {
        var returns = new Moments(24, 0.458, 1, -2.448, 10.164);

        var length = SharpeTest.MinimumLength(returns, 0.1);

        Assert.Equal(0.95, SharpeTest.Probability(returns with { Count = (int)Math.Ceiling(length) }, 0.1), 0.005);
        Assert.Equal(double.PositiveInfinity, SharpeTest.MinimumLength(returns, 0.5));
    }

    [Fact]
    public void Nothing_is_known_of_an_account_that_did_not_move() => Assert.Equal(0.5, SharpeTest.Probability(Moments.Of(new double[30])));
}
