using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Polling cycles of open interest with the points each must leave.</summary>
internal static class OpenInterestStoreSuite
{
    /// <summary>What one cycle gives otherwise than recorded.</summary>
    public static IEnumerable<FieldMismatch> Compare(JsonElement vector)
    {
        var points = OpenInterestCycle.Points([.. vector.GetProperty("rows").EnumerateArray().Select(Reading)]);
        JsonElement[] expected = [.. vector.GetProperty("expected_points").EnumerateArray()];
        if (expected.Length != points.Count)
        {
            return [new("points", Words(expected.Length), Words(points.Count))];
        }

        return expected.Zip(points).SelectMany((pair, index) => Compare($"point {Words(index)}", pair.First, pair.Second));
    }

    private static IEnumerable<FieldMismatch> Compare(string name, JsonElement expected, OpenInterestPoint point)
    {
        var tags = expected.GetProperty("tags");
        var fields = expected.GetProperty("fields");
        var isIndividual = point.Scope == OpenInterestScope.Individual;
        var count = isIndividual ? "pair_count" : "exchange_count";
        var at = DateTimeOffset.FromUnixTimeMilliseconds(point.UnixMs);
        var wantedAt = expected.GetProperty("timestamp").GetDateTimeOffset();
        return new[]
        {
            FieldMismatch.Text($"{name} exchange", tags.GetProperty("exchange"), point.Exchange),
            FieldMismatch.Text($"{name} symbol", tags.GetProperty("symbol"), point.BaseCoin),
            FieldMismatch.Text($"{name} base_symbol", tags.GetProperty("base_symbol"), point.BaseCoin),
            FieldMismatch.Text($"{name} original_symbol", tags.GetProperty("original_symbol"), point.OriginalSymbol),
            FieldMismatch.Text($"{name} market", tags.GetProperty("market"), point.Market),
            FieldMismatch.Text($"{name} aggregate_type", tags.GetProperty("aggregate_type"), point.AggregateType),
            FieldMismatch.Number($"{name} open_interest", fields.GetProperty("open_interest"), point.Value),
            fields.TryGetProperty(count, out var wanted)
                ? FieldMismatch.Number($"{name} {count}", wanted, point.Count)
                : new($"{name} {count}", "nothing", Words(point.Count)),
            wantedAt == at ? null : new($"{name} timestamp", $"{wantedAt:O}", $"{at:O}"),
        }.OfType<FieldMismatch>();
    }

    private static OpenInterestReading Reading(JsonElement row) => new(
        row.GetProperty("exchange").GetString()!,
        row.GetProperty("symbol").GetString()!,
        row.GetProperty("market").GetString() ?? string.Empty,
        row.GetProperty("timestamp").GetDateTimeOffset().ToUnixTimeMilliseconds(),
        row.GetProperty("open_interest").GetDouble());

    private static string Words(int number) => number.ToString(CultureInfo.InvariantCulture);
}
