using System.Globalization;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Polling cycles of open interest with the points each must leave.</summary>
internal sealed class OpenInterestStoreSuite : IVectorSuite
{
    public bool Handles(string name, VectorRow first) => first.Has("rows") && first.Has("expected_points");

    public IEnumerable<VectorVerdict> VerdictsOf(VectorRow row) => [VectorVerdict.Both];

    public void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches)
    {
        var points = OpenInterestCycle.Points([.. row.GetItems("rows").Select(Reading)]);
        mismatches.Compare("expected_points", row.Get("expected_points").Json, new JsonArray([.. points.Select(Point)]), _ => false);
    }

    private static OpenInterestReading Reading(VectorRow row) => new(
        row.GetText("exchange"),
        row.GetText("symbol"),
        row.GetText("market"),
        DateTimeOffset.Parse(row.GetText("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds(),
        row.GetNumber("open_interest"));

    private static JsonObject Point(OpenInterestPoint point) => new()
    {
        ["tags"] = new JsonObject
        {
            ["exchange"] = point.Exchange,
            ["symbol"] = point.BaseCoin,
            ["base_symbol"] = point.BaseCoin,
            ["original_symbol"] = point.OriginalSymbol,
            ["market"] = point.Market,
            ["aggregate_type"] = point.AggregateType,
        },
        ["fields"] = new JsonObject
        {
            ["open_interest"] = point.Value,
            [point.Scope == OpenInterestScope.Individual ? "pair_count" : "exchange_count"] = point.Count,
        },
        ["timestamp"] = DateTimeOffset.FromUnixTimeMilliseconds(point.UnixMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };
}
