using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Accounts;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Lab.Trials;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>The document that <c>backtest --json</c> prints, with what it takes to make it again and the account month by month.</summary>
internal static class ResultDocument
{
    /// <summary>The document of a run.</summary>
    public static JsonObject Of(BacktestOutcome outcome)
    {
        var (options, result) = (outcome.Options, outcome.Result);
        var document = BacktestDocument.Of(outcome);
        var at = 0;
        foreach (var (name, value) in ResultFormat.Head(ResultFormat.Backtest))
        {
            document.Insert(at++, name, value);
        }

        var course = AccountCourse.Of(options, result);
        document["parameters"] = ResultFormat.Of(options.Strategy.Parameters);
        document["inputs"] = ResultFormat.Of(ReportInputs.Of(outcome));
        document["months"] = AccountJson.MonthsOf(course);
        document["distribution"] = AccountJson.DistributionOf(
            course, DailyReturns.Of(result.Curve, long.MinValue, options.Strategy.Timeframe, options.InitialBalanceUsd));
        return document;
    }
}
