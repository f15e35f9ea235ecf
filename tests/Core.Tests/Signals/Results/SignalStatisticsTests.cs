using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Core.Tests.Signals.Results;

/// <summary>How counts are added up.</summary>
public sealed class SignalStatisticsTests
{
    [Fact]
    public void Groups_of_nothing_have_no_rates_and_no_means()
    {
        var statistics = SignalStatistics.Of(1_000, 2_000, []);

        var empty = new SignalGroup("total", 0, 0, 0, 0, 0, 0, null, 0, null, null);
        Assert.Equal(empty, statistics.Total);
        Assert.Equal(["high", "medium", "low", "very_low"], statistics.ByTier.Select(group => group.Name));
        Assert.All(statistics.ByTier, group => Assert.Equal(empty with { Name = group.Name }, group));
        Assert.Empty(statistics.BySymbol);
        Assert.Equal((1_000, 2_000), (statistics.From.ToUnixTimeMilliseconds(), statistics.To.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public void Rates_and_means_are_over_what_has_closed()
    {
        SignalCount[] counts =
        [
            new("high", "ETH", ResultKind.Profitable, 3, 3, 90, 60),
            new("high", "BTC", ResultKind.Unprofitable, 1, 1, -10, 20),
            new("low", "BTC", ResultKind.Expired, 4, 1, 0, 40),
            new("low", "BTC", ResultKind.Cancelled, 5, 0, 0, 0),
            new("low", "BTC", ResultKind.Pending, 6, 0, 0, 0),
        ];

        var statistics = SignalStatistics.Of(0, 1, counts);

        Assert.Equal(new("total", 19, 6, 3, 1, 4, 5, 0.75, 80, 16, 24), statistics.Total);
        Assert.Equal(new("low", 15, 6, 0, 0, 4, 5, null, 0, 0, 40), statistics.ByTier[2]);
        Assert.Equal([new("BTC", 16, 6, 0, 1, 4, 5, 0, -10, -5, 30), new("ETH", 3, 0, 3, 0, 0, 0, 1, 90, 30, 20)], statistics.BySymbol);
    }

    [Fact]
    public void Equal_counts_give_equal_sums_in_whatever_order_they_come()
    {
        SignalCount[] counts = [.. Enumerable.Range(0, 20).Select(i => new SignalCount(SignalTiers.All[i % 4], $"C{i % 10}", (ResultKind)(i % 5), 1, 1, 0.1 * i, i))];

        var (one, other) = (SignalStatistics.Of(0, 1, counts), SignalStatistics.Of(0, 1, [.. counts.Reverse()]));

        Assert.Equal(one.Total, other.Total);
        Assert.Equal(one.ByTier, other.ByTier);
        Assert.Equal(one.BySymbol, other.BySymbol);
    }
}
