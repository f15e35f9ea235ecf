using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Client.Offline.Vectors;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>Runs the strategy over recorded bars.</summary>
internal sealed class BacktestCommand : ConsoleCommand
{
    private readonly Option<string> _spot = new("--spot") { Description = "Bars of the spot market, .csv or .csv.gz", HelpName = "FILE", Required = true };
    private readonly Option<string> _perp = new("--perp") { Description = "Bars of the perpetual market; prices come from it", HelpName = "FILE", Required = true };
    private readonly Option<Timeframe> _timeframe = Values.Frame("15m");
    private readonly Option<StrategyProfile?> _profile = Profiles.Option("Original or Corrected (default)");
    private readonly Option<int> _balance = Values.Whole("--balance", "Cash at the start, USD", 100, 1_000_000_000, 10_000);
    private readonly Option<string?> _oi = new("--oi") { Description = "Open interest to score with, .csv or .csv.gz", HelpName = "FILE" };
    private readonly Option<string?> _out = new("--out") { Description = "Write a page with charts and orders to this file", HelpName = "FILE" };

    /// <summary>Names it.</summary>
    public BacktestCommand(CommandSurroundings surroundings)
        : base(
            surroundings,
            "backtest",
            "Run the strategy over recorded bars",
            "backtest --spot spot.csv.gz --perp perp.csv.gz --timeframe 15m --out report.html",
            "backtest --spot spot.csv --perp perp.csv --timeframe 1h --profile Original --json")
    {
        Add(_spot);
        Add(_perp);
        Add(_timeframe);
        Add(_profile);
        Add(_balance);
        Add(_oi);
        Add(_out);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var spot = Existing("--spot", run.Arguments.GetRequiredValue(_spot));
        var perp = Existing("--perp", run.Arguments.GetRequiredValue(_perp));
        var asked = new PairBacktest(
            spot,
            perp,
            Path.GetFileName(perp).Split('.')[0],
            run.Arguments.GetValue(_timeframe),
            run.Arguments.GetValue(_profile) ?? StrategyProfile.Corrected,
            run.Arguments.GetValue(_balance),
            run.Arguments.GetValue(_oi) is { } oi ? Existing("--oi", oi) : null);
        var bars = Try(asked.ReadBars);
        using var progress = new ProgressLine(run.Terminal, "bars", bars.Count);
        var result = Try(() => asked.Run(bars, new Observer(progress, cancellationToken)));
        progress.Dispose();
        var summary = new BacktestSummary(asked.Options, bars, result);
        if (run.Arguments.GetValue(_out) is { } path)
        {
            await WriteAsync(path, HtmlReport.Of(summary.ToReport()), cancellationToken);
        }

        Show(run, summary);
        return ExitCode.Done;
    }

    private static async Task WriteAsync(string path, string page, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(path, page, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"--out: '{path}' cannot be written: {error.Message}", error);
        }
    }

    private static string Existing(string option, string path) =>
        File.Exists(path) ? path : throw CommandFailure.BadValue(option, path, "is no file: give a .csv or .csv.gz");

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is VectorFormatException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.BadUsage, error.Message, error);
        }
    }

    private static void Show(CommandRun run, BacktestSummary summary)
    {
        if (run.IsJson)
        {
            run.Terminal.Out.WriteLine(ClientJson.Write(summary.ToDocument()));
            return;
        }

        var facts = new Sheet(string.Empty, string.Empty);
        foreach (var (name, value) in summary.Facts())
        {
            facts.Add(name, value);
        }

        facts.Write(run.Terminal);
        run.Terminal.Out.WriteLine();
        Orders(summary.Orders()).Write(run.Terminal, "no orders");
    }

    private static Sheet Orders(IReadOnlyList<ReportOrder> orders)
    {
        var sheet = new Sheet("time", "side", ">quantity", ">price", ">leverage", ">score", ">profit");
        foreach (var order in orders)
        {
            sheet.Add(
                Figures.Time(order.UnixMs),
                order.Side,
                order.Quantity.ToString("#,0.######", CultureInfo.InvariantCulture),
                Figures.Price(order.Price),
                order.Leverage?.ToString(CultureInfo.InvariantCulture) ?? Figures.None,
                order.Score?.ToString("0.00", CultureInfo.InvariantCulture) ?? Figures.None,
                Cell.Signed(order.ProfitUsd?.ToString("N2", CultureInfo.InvariantCulture) ?? Figures.None, order.ProfitUsd));
        }

        return sheet;
    }

    private sealed class Observer(ProgressLine progress, CancellationToken cancellationToken) : IBacktestObserver
    {
        private long _count;

        public void Evaluated(in Evaluation evaluation)
        {
            if (++_count % 256 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(_count);
            }
        }
    }
}
