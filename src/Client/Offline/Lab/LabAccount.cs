using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Accounts;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.WalkForward;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>What some parameters made of an account: one back-test, or the tests of a walk-forward one after the other.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Runs">Its back-tests in time order, each with the number of its fold, from 1; of a search there is one.</param>
internal sealed record LabAccount(string Name, IReadOnlyList<KeyValuePair<int, BacktestRun>> Runs)
{
    /// <summary>The account of one back-test; empty where there is none.</summary>
    public static LabAccount Of(string name, BacktestRun? run) => new(name, run is null ? [] : [KeyValuePair.Create(1, run)]);

    /// <summary>The account of the tests of folds. A fold that chose nothing has none.</summary>
    public static LabAccount Of(string name, IReadOnlyList<FoldResult> folds) =>
        new(name, [.. folds.Select((fold, i) => (Number: i + 1, fold.Test)).Where(fold => fold.Test is not null).Select(fold => KeyValuePair.Create(fold.Number, fold.Test!))]);

    /// <summary>Its course, months, distributions and orders.</summary>
    public JsonObject ToJson(LabRequest request)
    {
        var course = AccountCourse.Joined(
            request.Options.InitialBalanceUsd, Runs.Select(run => AccountCourse.Of(request.Options, run.Value.Result, run.Value.Stretch.FromUnixMs)));
        return new()
        {
            ["name"] = Name,
            ["curve"] = AccountJson.CurveOf(course, ReportDocument.MostPoints),
            ["months"] = AccountJson.MonthsOf(course),
            ["distribution"] = AccountJson.DistributionOf(course, Runs.SelectMany(run => run.Value.Returns)),
            ["runs"] = new JsonArray([.. Runs.Select(run => (JsonNode)new JsonObject
            {
                ["fold"] = run.Key,
                ["executed_orders"] = new JsonArray([.. run.Value.Result.Orders.Select(order => (JsonNode)BacktestDocument.Executed(order, null))]),
                ["open_positions"] = new JsonArray([.. run.Value.Result.OpenTrades.Select(trade => (JsonNode)BacktestDocument.Open(trade, null))]),
            })]),
        };
    }
}
