using System.Globalization;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Costs;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>What a back-test was run with, by the names of the command's options; those that were not given included.</summary>
internal static class ReportParameters
{
    private const string NotGiven = "not given";

    /// <summary>Names and values.</summary>
    public static IReadOnlyList<string[]> Of(IReadOnlyList<PairBacktest> pairs)
    {
        var asked = pairs[0];
        var strategy = asked.Options.Strategy;
        return
        [
            ["--timeframe", asked.Timeframe.ToString()],
            ["--profile", asked.Parameters.Profile.ToString()],
            ["--parameters", asked.ParametersFile is { } parameters ? Path.GetFileName(parameters) : NotGiven],
            .. Changed(asked.Parameters),
            ["--balance", $"{BacktestWords.Money(asked.InitialBalanceUsd)} USD"],
            ["--fee", BacktestWords.Percent(asked.Costs.FeeRate) + (asked.Costs.FeeOf is { } venue ? $", {venue}" : "")],
            .. Costs(asked.Costs, pairs),
            .. asked.DataFolder is { } folder ? [["--data", Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))]] : Array.Empty<string[]>(),
            ["--from", Moment(asked.From)],
            ["--to", Moment(asked.To)],
            .. Limits(asked.EntryLimits, pairs.Count > 1),
            ["--oi", FilesOf(pairs, pair => pair.OpenInterestFile)],
            ["--force", asked.IsForced ? "given" : NotGiven],
            ["score of an entry", strategy.Parameters.Entry.MinScore.ToString("0.##", CultureInfo.InvariantCulture)],
            ["stake", $"{BacktestWords.Percent(strategy.Parameters.Entry.RiskShare)} of the account times the factor of the score"],
            ["largest position", $"{BacktestWords.Percent(asked.Options.MaxPositionShare)} of the balance"],
        ];
    }

    private static IEnumerable<string[]> Costs(CostsAsked asked, IReadOnlyList<PairBacktest> pairs)
    {
        var costs = asked.Trading;
        var margin = costs.Margin;
        return
        [
            ["slippage", CostWords.Of(costs.Slippage)],
            ["--funding", FilesOf(pairs, pair => pair.Costs.FundingFile)],
            ["--maintenance-margin", margin is null ? NotGiven : BacktestWords.Percent(margin.MaintenanceShare)],
            ["--latency", Counted.Of(costs.LatencyBars, "bar")],
            ["--stop", Share(costs.StopShare)],
            ["--target", Share(costs.TargetShare)],
        ];
    }

    private static string FilesOf(IReadOnlyList<PairBacktest> pairs, Func<PairBacktest, string?> read) =>
        pairs.Select(read).Any(file => file is not null) ? string.Join(", ", pairs.Select(pair => read(pair) is { } file ? Path.GetFileName(file) : NotGiven)) : NotGiven;

    private static string Share(double? share) => share is { } given ? BacktestWords.Percent(given) : NotGiven;

    private static IEnumerable<string[]> Limits(EntryLimits? limits, bool isShared) => limits is null
        ? [["--limits", "none"]]
        :
        [
            ["--limits", "live"],
            ["--gap-tolerance", Figures.Span(limits.GapTolerance)],
            ["age of an entry", $"{Figures.Span(limits.MaxSignalAge)} at most"],
            ["slippage of an entry", $"{BacktestWords.Percent(limits.MaxSlippage)} at most"],
            .. isShared ? [["--max-positions", Counted.Of(limits.MaxOpenPositions, "position")]] : Array.Empty<string[]>(),
            .. limits.MaxDailyLoss > 0 ? [["--max-daily-loss", BacktestWords.Percent(limits.MaxDailyLoss)]] : Array.Empty<string[]>(),
            .. limits.CooldownAfterLoss > TimeSpan.Zero ? [["--cooldown-after-loss", Figures.Span(limits.CooldownAfterLoss)]] : Array.Empty<string[]>(),
        ];

    private static IEnumerable<string[]> Changed(StrategyParameters parameters)
    {
        var own = StrategyParameters.Of(parameters.Profile);
        return ParameterCatalog.All
            .Where(field => !field.Of(parameters).Equals(field.Of(own)))
            .Select(field => new[] { field.Name, $"{Number(field.Of(parameters))} {field.Unit}, {parameters.Profile} has {Number(field.Of(own))}" })
            .Append(["parameters", ParameterHash.Of(parameters)]);
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset? time) => time is null ? NotGiven : $"{Figures.Time(time)} UTC";
}
