using SqueezeFlow.Client.Offline.Vectors.Pipeline;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Client.Tests.Offline.Vectors.Pipeline;

/// <summary>The points that one polling cycle leaves.</summary>
public sealed class OpenInterestCycleTests
{
    [Fact]
    public void Pairs_of_one_coin_on_one_venue_are_added()
    {
        var points = OpenInterestCycle.Points([new("BYBIT", "BTCUSDT", "", 1, 10), new("BYBIT", "BTCUSDC", "", 2, 5)]);

        var point = points[0];
        Assert.Equal(("BTC", "BTCUSDT", 15d, 2, 1L), (point.BaseCoin, point.OriginalSymbol, point.Value, point.Count, point.UnixMs));
    }

    [Fact]
    public void Deribit_counts_in_the_total_alone()
    {
        var points = OpenInterestCycle.Points([new("DERIBIT", "BTCUSD", "", 1, 10), new("OKX", "BTCUSDT", "", 1, 5)]);

        Assert.Equal(
            [("DERIBIT", 10d), ("OKX", 5d), ("FUTURES_AGG", 5d), ("TOTAL_AGG", 15d)],
            points.Select(point => (point.Exchange, point.Value)));
    }

    [Fact]
    public void An_aggregate_of_nothing_is_not_written()
    {
        var points = OpenInterestCycle.Points([new("DERIBIT", "BTCUSD", "", 1, 10)]);

        Assert.DoesNotContain(points, point => point.Scope == OpenInterestScope.Futures);
    }
}
