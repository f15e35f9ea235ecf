using SqueezeFlow.Core.Signals.Measures;

namespace SqueezeFlow.Core.Tests.Signals.Measures;

/// <summary>Shortcuts give what their definitions give.</summary>
public sealed class StatisticsTests
{
    // What lies apart, what only rounds apart (the mean of seventy times 0.1 is not 0.1), what is too small to square, and what is no number.
    private static readonly double[][] Spans =
    [
        [3, 3, 3],
        [3, 3, 3.0000000000000004],
        [.. Enumerable.Repeat(0.1, 70)],
        [.. Enumerable.Repeat(0.1, 8)],
        [0, 0, 1e-160, 0],
        [0, 0, 1e-170, 0],
        [1e-170, -1e-170],
        [0, -0.0],
        [5, double.NaN, 5],
        [double.NaN, 5, 6],
        [double.PositiveInfinity, double.PositiveInfinity],
        [double.NegativeInfinity, double.PositiveInfinity],
        [double.MaxValue, -double.MaxValue],
        [double.MaxValue, double.MaxValue],
        [7],
    ];

    [Fact]
    public void Values_have_no_deviation_where_the_standard_deviation_is_zero()
    {
        Assert.Equal(Spans.Select(span => BatchMath.PopulationDeviation(span) == 0), Spans.Select(span => Statistics.HasNoDeviation(span)));
    }
}
