using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Lab.Leaks;
using SqueezeFlow.Lab.Resampling;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Search.Spaces;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>Parts of the documents of searches. What is not known is null.</summary>
internal static class LabJson
{
    /// <summary>The verdict.</summary>
    public static JsonObject Of(EdgeVerdict verdict) => new()
    {
        ["too_few_trades"] = verdict.HasTooFewTrades,
        ["edge"] = verdict.HasEdge,
        ["sentence"] = verdict.Sentence,
        ["objections"] = new JsonArray([.. verdict.Objections.Select(objection => (JsonNode)objection)]),
    };

    /// <summary>The evidence; null without any.</summary>
    public static JsonObject? Of(Evidence? evidence) => evidence is null ? null : new()
    {
        ["trades"] = evidence.Trades,
        ["days"] = evidence.Days,
        ["trials"] = evidence.Trials,
        ["deflated_sharpe"] = Number(evidence.DeflatedSharpe),
        ["permutation"] = Number(evidence.Permutation),
        ["overfitting"] = evidence.Overfitting is { } overfitting ? Number(overfitting) : null,
        ["block_days"] = Number(evidence.BlockDays),
        ["mean_return_percent"] = Of(evidence.MeanReturn),
        ["return_percent"] = Of(evidence.Return),
        ["sharpe"] = Of(evidence.Sharpe),
        ["max_drawdown_percent"] = Of(evidence.MaxDrawdown),
        ["net_profit"] = Of(evidence.NetProfit),
        ["expectancy"] = Of(evidence.Expectancy),
        ["win_rate_percent"] = Of(evidence.WinRate),
        ["profit_factor"] = Of(evidence.ProfitFactor),
        ["look_ahead"] = Of(evidence.LookAhead),
        ["warm_up"] = Of(evidence.WarmUp),
    };

    /// <summary>All measures by their names.</summary>
    public static JsonObject Of(MeasureSet measures) =>
        new(Enum.GetValues<Measure>().Select(measure => KeyValuePair.Create(MeasureSet.Names[(int)measure], Number(measures[measure]))));

    /// <summary>The values of a candidate by the names of their parameters.</summary>
    public static JsonObject Of(SweepPlan plan, SweepEntry entry) =>
        new(plan.Space.Parameters.Select((parameter, i) => KeyValuePair.Create(parameter.Name, Number(entry.Values[i]))));

    /// <summary>What was asked for, and of what.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Of(LabRequest request) =>
    [
        new("market", request.Options.Symbol),
        new("timeframe", request.Pair.Timeframe.ToString()),
        new("profile", request.Pair.Parameters.Profile.ToString()),
        new("initial_balance", request.Options.InitialBalanceUsd),
        new("bars", request.Bars.Length),
        new("window_bars", request.WindowBars),
        new("first", request.Bars[0].OpenUnixMs / 1_000),
        new("last", request.Bars[^1].OpenUnixMs / 1_000),
        new("search", new JsonObject(request.ToHeader().Fields().Skip(3).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value)))),
        new("space", new JsonArray([.. request.Plan.Space.Parameters.Select(parameter => (JsonNode)Of(parameter))])),
        new("parameters", ResultFormat.Of(request.Pair.Parameters)),
        new("inputs", ResultFormat.Of(request.Files)),
        new("notes", new JsonArray([.. request.Notes.Select(note => (JsonNode)note)])),
    ];

    /// <summary>A number; null when it is not finite.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;

    private static JsonObject Of(SearchParameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["low"] = parameter.Low,
        ["high"] = parameter.High,
        ["step"] = parameter.Step,
        ["log"] = parameter.IsLogarithmic,
    };

    private static JsonObject? Of(LeakReport? report) => report is null ? null : new()
    {
        ["clean"] = report.IsClean,
        ["cuts"] = report.Cuts,
        ["compared"] = report.Compared,
        ["changed"] = new JsonArray([.. report.Findings.Select(finding => (JsonNode)(finding.CutUnixMs / 1_000))]),
    };

    private static JsonObject Of(Interval interval) => new()
    {
        ["estimate"] = Number(interval.Estimate),
        ["low"] = Number(interval.Low),
        ["high"] = Number(interval.High),
        ["level"] = interval.Level,
    };
}
