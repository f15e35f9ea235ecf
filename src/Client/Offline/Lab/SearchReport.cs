using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Lab.Search;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>What the page of a search holds as data: the same for the same inputs and seed, byte for byte.</summary>
internal static class SearchReport
{
    private const int Version = 1;

    /// <summary>The data of a search.</summary>
    /// <param name="report">The search.</param>
    /// <param name="top">Ranked candidates in its document.</param>
    public static JsonObject Of(SweepReport report, int top) => Make(
        $"Search over {NameOf(report.Request)}",
        report.Request,
        SweepDocument.Of(report, top),
        [LabAccount.Of("best", report.Best), LabAccount.Of("unchanged", report.Unchanged)],
        [.. report.Entries.Select(entry => KeyValuePair.Create(1, entry))]);

    /// <summary>The data of a walk-forward.</summary>
    public static JsonObject Of(WalkForwardReport report) => Make(
        $"Walk-forward of {NameOf(report.Request)}",
        report.Request,
        WalkForwardDocument.Of(report),
        [LabAccount.Of("chosen", report.Folds), LabAccount.Of("unchanged", report.Unchanged)],
        [.. report.Folds.SelectMany((fold, i) => fold.Entries.Select(entry => KeyValuePair.Create(i + 1, entry)))]);

    private static JsonObject Make(
        string title, LabRequest request, JsonObject result, IReadOnlyList<LabAccount> accounts, IReadOnlyList<KeyValuePair<int, SweepEntry>> candidates) => new()
        {
            ["format"] = ReportPage.SearchId,
            ["version"] = Version,
            ["title"] = title,
            ["program"] = Versions.OfConsole,
            ["result"] = result,
            ["settings"] = JsonSerializer.SerializeToNode(ReportParameters.Of([request.Pair])),
            ["accounts"] = new JsonArray([.. accounts.Select(account => (JsonNode)account.ToJson(request))]),
            ["candidates"] = LabCandidates.Of(request.Plan, candidates),
        };

    private static string NameOf(LabRequest request) => $"{request.Options.Symbol}, {request.Pair.Timeframe}, {request.Pair.Parameters.Profile}";
}
