using System.Text.Json.Nodes;

namespace SqueezeFlow.SystemTests.Cluster.Bench;

/// <summary>Gaps that a silo lists, in words.</summary>
internal static class ListedGaps
{
    /// <summary>How many there are of each reason, of how many markets, with how many trades; begins with a semicolon.</summary>
    public static string Describe(JsonArray gaps) => string.Join("", gaps
        .GroupBy(gap => $"{gap!["reason"]}, {(gap["filledBy"] is null ? "open" : "filled")}")
        .Select(same => $"; {same.Count()} gaps of {same.Select(gap => (string)gap!["market"]!).Distinct().Count()} markets, {same.Sum(gap => (long?)gap!["missing"] ?? 0)} trades: {same.Key}"));
}
