using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Lab.Search;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>The document that <c>sweep --json</c> prints. Nothing in it depends on the machine, the time or the number of cores.</summary>
internal static class SweepDocument
{
    /// <summary>The document of a search, with so many of the ranked candidates.</summary>
    public static JsonObject Of(SweepReport report, int top) => new(
    [
        .. ResultFormat.Head(ResultFormat.Sweep),
        new("verdict", LabJson.Of(report.Verdict)),
        .. LabJson.Of(report.Request),
        new("tried", report.Entries.Count),
        new("stopped", report.Stopped),
        new("ranked", report.Ranking.Count),
        new("base", LabJson.Of(report.Base)),
        new("evidence", LabJson.Of(report.Evidence)),
        new("ranking", new JsonArray([.. report.Ranking.Take(top).Select(entry => (JsonNode)Ranked(report.Request.Plan, entry))])),
    ]);

    private static JsonObject Ranked(SweepPlan plan, SweepEntry entry) => new()
    {
        ["number"] = entry.Number,
        ["objective"] = LabJson.Number(plan.ScoreOf(entry)),
        ["parameters"] = LabJson.Of(plan, entry),
        ["measures"] = LabJson.Of(entry.Outcome.Measures),
    };
}
