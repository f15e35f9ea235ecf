using System.Text.Json;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Core.Tests.Flow.OpenInterest;

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

    [Fact]
    public void Recorded_cycles_leave_the_recorded_points()
    {
        var cycles = PipelineVectors.Read("oi_store");

        foreach (var cycle in cycles)
        {
            var points = OpenInterestCycle.Points([.. cycle.GetProperty("rows").EnumerateArray().Select(Reading)]);
            var expected = cycle.GetProperty("expected_points").EnumerateArray().ToArray();
            Assert.Equal(expected.Select(Tags), points.Select(Tags));
            Assert.All(expected.Zip(points), pair => Assert.Equal(Value(pair.First), pair.Second.Value, 1e-6 * Value(pair.First)));
        }
    }

    private static OpenInterestReading Reading(JsonElement row) => new(
        row.GetProperty("exchange").GetString()!,
        row.GetProperty("symbol").GetString()!,
        row.GetProperty("market").GetString()!,
        row.GetProperty("timestamp").GetDateTimeOffset().ToUnixTimeMilliseconds(),
        row.GetProperty("open_interest").GetDouble());

    private static string Tags(OpenInterestPoint point) =>
        $"{point.Exchange} {point.BaseCoin} {point.OriginalSymbol} {point.Market} {point.AggregateType} {point.Count} {point.UnixMs}";

    private static string Tags(JsonElement point)
    {
        var tags = point.GetProperty("tags");
        var fields = point.GetProperty("fields");
        var count = fields.TryGetProperty("pair_count", out var pairs) ? pairs : fields.GetProperty("exchange_count");
        var at = point.GetProperty("timestamp").GetDateTimeOffset().ToUnixTimeMilliseconds();
        return $"{Text("exchange")} {Text("base_symbol")} {Text("original_symbol")} {Text("market")} {Text("aggregate_type")} {count} {at}";

        string? Text(string name) => tags.GetProperty(name).GetString();
    }

    private static double Value(JsonElement point) => point.GetProperty("fields").GetProperty("open_interest").GetDouble();
}
