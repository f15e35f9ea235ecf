using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Costs;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>Runs the strategy over recorded bars.</summary>
internal sealed class BacktestCommand : ConsoleCommand
{
    private readonly SourceOptions _source = new();
    private readonly Option<Timeframe> _timeframe = BacktestValues.Frame();
    private readonly Option<DateTimeOffset?> _from = Values.Moment("--from", "Use only bars that open at it or later");
    private readonly Option<DateTimeOffset?> _to = Values.Moment("--to", "Use only bars that close at it or before");
    private readonly Option<StrategyProfile?> _profile = Profiles.Option("Original or Corrected (default)");
    private readonly Option<string?> _parameters = ParameterFiles.Option();
    private readonly Option<int> _balance = Values.Whole("--balance", "Cash at the start, USD", 100, 1_000_000_000, 10_000);
    private readonly CostOptions _costs = new();
    private readonly Option<LimitsChoice?> _limits = BacktestValues.Limits();
    private readonly Option<TimeSpan?> _gapTolerance = BacktestValues.GapTolerance();
    private readonly Option<string?> _oi = new("--oi") { Description = "Open interest to score with, .csv or .csv.gz", HelpName = "FILE" };
    private readonly Option<bool> _force = new("--force") { Description = "Run files whose market columns do not belong together" };
    private readonly Option<string?> _out = new("--out") { Description = "Write a page with charts and orders to this file", HelpName = "FILE" };
    private readonly Option<string?> _orders = new("--orders") { Description = "Write the orders as columns to this file (.csv)", HelpName = "FILE" };

    /// <summary>Names it.</summary>
    public BacktestCommand(CommandEnvironment environment)
        : base(
            environment,
            "backtest",
            "Run the strategy over recorded bars",
            "backtest --spot spot.csv.gz --perp perp.csv.gz --timeframe 15m --out report.html",
            "backtest --spot spot.csv --perp perp.csv --from 2025-02-01 --to 2025-03-01 --fee 0.05% --orders orders.csv",
            "backtest --spot spot.csv --perp perp.csv --timeframe 1h --profile Original --json",
            "backtest --data data --spot BINANCE:btcusdt --perp BINANCE_FUTURES:btcusdt --timeframe 5m")
    {
        foreach (var option in (Option[])[.. _source.All, _timeframe, _from, _to, _profile, _parameters, _balance, .. _costs.All, _limits, _gapTolerance, _oi, _force, _out, _orders])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var asked = Read(run.Arguments);
        var inputs = Try(asked.Read);
        var page = run.Arguments.GetValue(_out);
        var keeper = page is null ? null : new ExplanationKeeper(asked.Options, inputs.Series.Bars.Count);
        using var progress = new ProgressLine(run.Terminal, "bars", inputs.Series.Bars.Count);
        var outcome = asked.Run(inputs, new Observer(progress, keeper, cancellationToken));
        progress.Dispose();
        var report = new BacktestSummary(outcome).ToReport();
        if (keeper is not null)
        {
            await WriteAsync("--out", page!, ReportPage.Of(ReportMaker.Make(asked, outcome, report, keeper.ToReport())), cancellationToken);
        }

        if (run.Arguments.GetValue(_orders) is { } orders)
        {
            await WriteAsync("--orders", orders, OrdersCsv.Of(outcome.Options, outcome.Result), cancellationToken);
        }

        Show(run, outcome, report);
        return ConsoleExit.Done;
    }

    private PairBacktest Read(ParseResult arguments)
    {
        var pair = _source.PairOf(arguments);
        var (from, to) = (arguments.GetValue(_from), arguments.GetValue(_to));
        if (from >= to)
        {
            throw ConsoleFailure.BadValue("--to", Figures.Time(to), $"is not after --from, {Figures.Time(from)}: give a later time");
        }

        var file = arguments.GetValue(_parameters);
        var parameters = file is null ? StrategyParameters.Of(arguments.GetValue(_profile) ?? StrategyProfile.Corrected) : ParameterFiles.Read(file, arguments.GetValue(_profile));
        return new PairBacktest(
            pair.Spot, pair.Perp, pair.Name, arguments.GetValue(_timeframe), parameters, arguments.GetValue(_balance))
        {
            DataFolder = _source.DataOf(arguments),
            Columns = _source.ColumnsOf(arguments),
            ParametersFile = file,
            OpenInterestFile = arguments.GetValue(_oi) is { } oi ? Existing("--oi", oi) : null,
            From = from,
            To = to,
            Costs = CostsOf(arguments, parameters.Profile),
            EntryLimits = LimitsOf(arguments, parameters.Profile),
            IsForced = arguments.GetValue(_force),
        };
    }

    private CostsAsked CostsOf(ParseResult arguments, StrategyProfile profile)
    {
        var costs = _costs.Read(arguments);
        return profile == StrategyProfile.Original && costs.Trading.LatencyBars > 0
            ? throw ConsoleFailure.BadValue("--latency", $"{costs.Trading.LatencyBars}", "has no effect in Original, which fills at the close that decides: leave it out, or take --profile Corrected")
            : costs;
    }

    // What was recorded of the reference system fills everything; what trades live does not.
    private EntryLimits? LimitsOf(ParseResult arguments, StrategyProfile profile)
    {
        var tolerance = arguments.GetValue(_gapTolerance);
        var usual = profile == StrategyProfile.Corrected || tolerance is not null ? LimitsChoice.Live : LimitsChoice.None;
        if ((arguments.GetValue(_limits) ?? usual) == LimitsChoice.Live)
        {
            return tolerance is { } span ? new EntryLimits { GapTolerance = span } : new EntryLimits();
        }

        return tolerance is { } unused
            ? throw ConsoleFailure.BadValue("--gap-tolerance", Figures.Span(unused), "has no effect with --limits none: leave one of the two out")
            : null;
    }

    private static async Task WriteAsync(string option, string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConsoleFailure(ConsoleExit.Failed, $"{option}: '{path}' cannot be written: {error.Message}", error);
        }
    }

    private static string Existing(string option, string path) =>
        File.Exists(path) ? path : throw ConsoleFailure.BadValue(option, path, "is no file: give a .csv or .csv.gz");

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is DataFormatException or UnauthorizedAccessException)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, error.Message, error);
        }
    }

    private static void Show(CommandRun run, PairOutcome outcome, BacktestReport report)
    {
        if (!run.IsJson)
        {
            BacktestPrinter.Write(run.Terminal, report);
            return;
        }

        foreach (var note in outcome.Notes)
        {
            run.Terminal.Error.WriteLine("note: " + note);
        }

        run.Terminal.Out.WriteLine(ClientJson.Write(BacktestDocument.Of(outcome)));
    }

    private sealed class Observer(ProgressLine progress, IBacktestObserver? next, CancellationToken cancellationToken) : IBacktestObserver
    {
        private long _count;

        public void Evaluated(in Evaluation evaluation)
        {
            next?.Evaluated(evaluation);
            if (++_count % 256 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(_count);
            }
        }
    }
}
