using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Lab.Verdicts;
using SqueezeFlow.Lab.WalkForward;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>The document that <c>walkforward --json</c> prints.</summary>
internal static class WalkForwardDocument
{
    /// <summary>The document of a walk-forward.</summary>
    public static JsonObject Of(WalkForwardReport report) => new(
    [
        .. ResultFormat.Head(ResultFormat.WalkForward),
        new("verdict", LabJson.Of(report.Verdict)),
        .. LabJson.Of(report.Request),
        new("plan", Plan(report.Options)),
        new("folds", new JsonArray([.. report.Folds.Select(fold => (JsonNode)Fold(report, fold))])),
        new("out_of_sample", Tests(report.Chosen, report.Evidence)),
        new("base_out_of_sample", Tests(report.Base, report.BaseEvidence)),
    ]);

    private static JsonObject Plan(WalkForwardOptions options) => new()
    {
        ["kind"] = options.Kind == WalkForwardKind.Anchored ? "anchored" : "rolling",
        ["train_seconds"] = (long)options.Train.TotalSeconds,
        ["test_seconds"] = (long)options.Test.TotalSeconds,
        ["purge_seconds"] = (long)options.Purge.TotalSeconds,
        ["embargo_seconds"] = (long)options.Embargo.TotalSeconds,
    };

    private static JsonObject Fold(WalkForwardReport report, FoldResult result) => new()
    {
        ["train_from"] = result.Fold.TrainFromUnixMs / 1_000,
        ["train_to"] = result.Fold.TrainToUnixMs / 1_000,
        ["test_from"] = result.Fold.TestFromUnixMs / 1_000,
        ["test_to"] = result.Fold.TestToUnixMs / 1_000,
        ["overfitting"] = result.Choice.Overfitting is { } overfitting ? LabJson.Number(overfitting.Probability) : null,
        ["parameters"] = result.Chosen is { } chosen ? LabJson.Of(report.Request.Plan, chosen) : null,
        ["in_sample"] = result.Chosen is { } best ? LabJson.Of(best.Outcome.Measures) : null,
        ["out_of_sample"] = result.Test is { } test ? LabJson.Of(test.ToMeasures()) : null,
    };

    private static JsonObject Tests(OutOfSample tests, Evidence evidence) => new()
    {
        ["trades"] = tests.Trades,
        ["net_profit"] = LabJson.Number(tests.NetProfitUsd),
        ["evidence"] = LabJson.Of(evidence),
    };
}
