using SqueezeFlow.Lab.Search.Spaces;

namespace SqueezeFlow.Lab.Tests.Search.Spaces;

public sealed class SearchSpaceTests
{
    [Theory]
    [InlineData("entry.minScore=4..8", 4, 8, null, false)]
    [InlineData(" a = -1e3 .. 2.5 : 0.5 ", -1000, 2.5, 0.5, false)]
    [InlineData("a=1..1000:log", 1, 1000, null, true)]
    public void Parameters_are_read_as_they_are_typed(string text, double low, double high, double? step, bool isLogarithmic)
    {
        Assert.True(SearchParameterText.TryRead(text, out var parameter));

        Assert.Equal((low, high, step, isLogarithmic), (parameter.Low, parameter.High, parameter.Step, parameter.IsLogarithmic));
        Assert.True(SearchParameterText.TryRead(parameter.ToString(), out var again));
        Assert.Equal(parameter, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("=1..2")]
    [InlineData("a=1")]
    [InlineData("a=1..")]
    [InlineData("a=one..2")]
    [InlineData("a=1..2:")]
    [InlineData("a=1..2:often")]
    public void Other_texts_are_none(string text) => Assert.False(SearchParameterText.TryRead(text, out _));

    [Theory]
    [InlineData("a=8..4", "a: '8..4' is reversed: give the smaller number first, a=4..8")]
    [InlineData("a=4..4", "a: '4..4' is a single value")]
    [InlineData("a=NaN..4", "a: 'NaN..4' is no range")]
    [InlineData("a=1..Infinity", "a: '1..Infinity' is no range")]
    [InlineData("a=4..8:0", "a: a step of '0' leads nowhere")]
    [InlineData("a=4..8:-1", "a: a step of '-1' leads nowhere")]
    [InlineData("a=4..8:NaN", "a: a step of 'NaN' leads nowhere")]
    [InlineData("a=0..1e-20:1e-22", "a: a step of '1E-22' leads nowhere: give one above 1E-12")]
    [InlineData("a=4..8:5", "a: a step of '5' is longer than '4..8'")]
    [InlineData("a=4..8:1e-9", "a: a step of '1E-09' makes more than 1000000 values")]
    [InlineData("a=0..8:log", "a: '0..8' has no logarithm")]
    public void What_cannot_be_searched_is_told_with_its_value_and_what_would_do(string text, string start)
    {
        Assert.True(SearchParameterText.TryRead(text, out var parameter));

        Assert.StartsWith(start, Assert.Single(parameter.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var space = new SearchSpace([new("a", 2, 1), new("b", 0, 1) { Step = 0 }, new("a", 0, 1)]);

        Assert.Equal(3, space.Problems().Count());
        Assert.Contains("a: is there 2 times", space.Problems().First(), StringComparison.Ordinal);
        Assert.NotEmpty(new SearchSpace([]).Problems());
        Assert.Empty(new SearchSpace([new("a", 0, 1)]).Problems());
    }

    [Fact]
    public void Steps_are_exact_in_decimals_and_reach_the_end()
    {
        var parameter = new SearchParameter("a", 0.1, 0.7) { Step = 0.1 };

        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], Enumerable.Range(0, parameter.Levels!.Value).Select(parameter.Level));
        Assert.All(Enumerable.Range(0, 7), level => Assert.Equal(parameter.Level(level), parameter.At(parameter.ShareOf(parameter.Level(level)))));
        Assert.Equal((0.1, 0.7), (parameter.At(0), parameter.At(1)));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.5, 100)]
    [InlineData(1, 1000)]
    public void Logarithmic_ranges_are_even_in_ratios(double share, double value)
    {
        var parameter = new SearchParameter("a", 10, 1000) { IsLogarithmic = true };

        Assert.Equal(value, parameter.At(share), 1e-9);
        Assert.Equal(share, parameter.ShareOf(value), 1e-12);
    }
}
