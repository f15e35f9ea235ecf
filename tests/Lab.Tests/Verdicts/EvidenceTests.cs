using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Overfitting;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Sharpe;
using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Lab.Tests.Verdicts;

public sealed class EvidenceTests
{
    private static readonly double[] Profits = [10, -5, 20, 0, -5];

    [Fact]
    public void Estimates_are_those_of_the_data_and_lie_within_their_intervals()
    {
        var random = new RandomSource(1);
        double[] returns = [.. Enumerable.Range(0, 60).Select(_ => 0.001 + (0.01 * random.NextNormal()))];

        var evidence = Evidence.Of(Profits, returns, new(), Choice.Before, new() { Draws = 400 });

        Assert.Equal((5, 60, 1), (evidence.Trades, evidence.Days, evidence.Trials));
        Assert.Equal((20, 4, 40, 3), (evidence.NetProfit.Estimate, evidence.Expectancy.Estimate, evidence.WinRate.Estimate, evidence.ProfitFactor.Estimate));
        Assert.Equal(100 * (returns.Aggregate(1.0, (value, one) => value * (1 + one)) - 1), evidence.Return.Estimate, 1e-9);
        Assert.All([evidence.NetProfit, evidence.Expectancy, evidence.WinRate, evidence.Return, evidence.MeanReturn, evidence.Sharpe], interval => Assert.InRange(interval.Estimate, interval.Low, interval.High));
        Assert.Equal(SharpeTest.Probability(Moments.Of(returns)), evidence.DeflatedSharpe, 1e-12);
        Assert.Null(evidence.Overfitting);
    }

    [Fact]
    public void A_choice_counts_all_that_were_tried_and_compares_those_with_returns()
    {
        var random = new RandomSource(2);
        SweepEntry[] entries =
        [
            .. Enumerable.Range(0, 10).Select(number => new SweepEntry(
                number, [number], new(new MeasureSet(), number < 4 ? null : ReturnBlocks.Of([.. Enumerable.Range(0, 64).Select(_ => random.NextNormal())], 16)), null, number < 4)),
        ];

        var choice = Choice.Of(entries);

        double[] ratios = [.. entries.Skip(4).Select(entry => entry.Outcome.Returns!.SharpeRatio)];
        Assert.Equal((10, 6), (choice.Trials, choice.Overfitting!.Candidates));
        Assert.Equal(ratios.Sum(ratio => Math.Pow(ratio - ratios.Average(), 2)) / 5, choice.Variance, 1e-12);
        Assert.Null(Choice.Of(entries[..5]).Overfitting);
    }

    [Fact]
    public void Without_a_trade_or_a_day_nothing_is_known()
    {
        var evidence = Evidence.Of([], [], new HeldPositions(), Choice.Before, new() { Draws = 10 });

        Assert.Equal((0, 1, 0.5), (evidence.Trades, evidence.Permutation, evidence.DeflatedSharpe));
        Assert.False(EdgeVerdict.Of(evidence).HasEdge);
        Assert.Equal(double.NaN, evidence.ProfitFactor.Estimate);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2 }, double.PositiveInfinity)]
    [InlineData(new[] { -1.0, -3 }, 0)]
    [InlineData(new[] { 3.0, -2 }, 1.5)]
    public void Gains_are_held_against_losses(double[] profits, double expected) => Assert.Equal(expected, ProfitMeasures.ProfitFactor(profits));
}
