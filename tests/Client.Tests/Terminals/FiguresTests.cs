using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Tests.Terminals;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(12.345, "$12.35")]
    [InlineData(999.4, "$999.40")]
    [InlineData(999.6, "$1.00k")]
    [InlineData(45_600, "$45.6k")]
    [InlineData(-999_400, "-$999k")]
    [InlineData(999_600, "$1.00M")]
    [InlineData(1_234_567, "$1.23M")]
    [InlineData(1.5e9, "$1.50B")]
    [InlineData(2.5e12, "$2.50T")]
    [InlineData(double.NaN, "-")]
    public void Dollars_are_shortened_to_three_figures(double usd, string expected) =>
        Assert.Equal(expected, Figures.Usd(usd));

    [Theory]
    [InlineData(67_123.5, "67,123.50")]
    [InlineData(1.2345678, "1.2346")]
    [InlineData(0.00001234567, "0.00001235")]
    [InlineData(0.5, "0.5000")]
    public void Prices_keep_the_places_that_matter(double price, string expected) =>
        Assert.Equal(expected, Figures.Price(price));

    [Theory]
    [InlineData(0.85, "850ms")]
    [InlineData(42, "42s")]
    [InlineData(185, "3m 5s")]
    [InlineData(7_800, "2h 10m")]
    [InlineData(356_400, "4d 3h")]
    [InlineData(-42, "-42s")]
    public void Spans_show_their_two_largest_units(double seconds, string expected) =>
        Assert.Equal(expected, Figures.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_time_is_told_by_its_distance()
    {
        var now = DateTimeOffset.UnixEpoch;

        Assert.Equal(
            ["5s ago", "in 5s", "now", "-"],
            [Figures.Ago(now.AddSeconds(-5), now), Figures.Ago(now.AddSeconds(5), now), Figures.Ago(now, now), Figures.Ago(null, now)]);
    }

    [Fact]
    public void A_sparkline_spans_its_own_range_and_leaves_holes()
    {
        var line = Sparkline.Of([9, 1, double.NaN, 2, 8], 4);

        Assert.Equal("▁ ▂█", line);
    }

    [Fact]
    public void Plain_columns_align_words_left_and_numbers_right()
    {
        var sheet = new Sheet("name", ">n").Add("a", "1,000").Add("long name", "2");

        Assert.Equal("name           n\na          1,000\nlong name      2\n", sheet.ToText());
    }
}
