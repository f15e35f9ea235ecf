using System.Globalization;
using System.Text.Json.Nodes;

namespace SqueezeFlow.SystemTests.Cluster.Bench;

/// <summary>Gaps that a silo lists, in words.</summary>
internal static class ListedGaps
{
    // So few are each a case of its own, to be looked for in what the silos said.
    private const int Few = 20;

    /// <summary>How many there are of each reason, of how many markets, with how many trades, and each of a few with its bounds; begins with a semicolon.</summary>
    public static string Describe(JsonArray gaps) => string.Join("", gaps
        .GroupBy(gap => $"{gap!["reason"]}, {(gap["filledBy"] is null ? "open" : "filled")}")
        .Select(same => $"; {same.Count()} gaps of {same.Select(gap => (string)gap!["market"]!).Distinct().Count()} markets, {same.Sum(gap => (long?)gap!["missing"] ?? 0)} trades: {same.Key}"))
        + (gaps.Count > Few ? string.Empty : string.Concat(gaps.Select(gap => $"; {gap!["market"]} from {At(gap["beforeUnixMs"]!)} to {At(gap["afterUnixMs"]!)}")));

    private static string At(JsonNode unixMs) => DateTimeOffset.FromUnixTimeMilliseconds((long)unixMs).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
