using System.CommandLine;
using SqueezeFlow.Client.Commands.Offline;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Lab;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.WalkForward;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>Searches in one stretch of time and trades what it found in the next, again and again.</summary>
internal sealed class WalkForwardCommand : ConsoleCommand
{
    private readonly SearchOptions _search = new(100);
    private readonly Option<TimeSpan> _train = LabValues.Span("--train", "Length of a training window", "60d");
    private readonly Option<TimeSpan> _test = LabValues.Span("--test", "Length of a test", "30d");
    private readonly Option<TimeSpan> _purge = LabValues.Span("--purge", "Left out at the end of a training window", "1d");
    private readonly Option<TimeSpan> _embargo = LabValues.Span("--embargo", "Left out at the beginning of a test", "0");
    private readonly Option<string?> _out = ReportFiles.Option("a page with every picture and table");
    private readonly Option<bool> _anchored = new("--anchored") { Description = "Begin every training window at the first bar" };

    /// <summary>Names it.</summary>
    public WalkForwardCommand(CommandEnvironment environment)
        : base(
            environment,
            "walkforward",
            "Search in one stretch of time, trade the best in the next, and say whether there is an edge",
            "walkforward --spot spot.csv.gz --perp perp.csv.gz --vary entry.minScore=4..8:0.5 --train 60d --test 30d",
            "walkforward --spot spot.csv --perp perp.csv --vary divergence.flowBars=5..20 --train 10d --test 5d --anchored --json")
    {
        foreach (var option in (IEnumerable<Option>)[.. _search.All, _train, _test, _purge, _embargo, _anchored, _out])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var request = _search.Read(run.Arguments);
        var options = new WalkForwardOptions
        {
            Kind = run.Arguments.GetValue(_anchored) ? WalkForwardKind.Anchored : WalkForwardKind.Rolling,
            Train = run.Arguments.GetValue(_train),
            Test = run.Arguments.GetValue(_test),
            Purge = run.Arguments.GetValue(_purge),
            Embargo = run.Arguments.GetValue(_embargo),
        };
        SearchOptions.Refuse([.. options.ProblemsFor(request.Bars[request.WindowBars].OpenUnixMs, request.EndUnixMs).Select(problem => "--" + problem)]);
        var cores = _search.Cores(run.Arguments);
        using var progress = new ProgressLine(run.Terminal, "candidates", null);
        WalkForwardReport report;
        try
        {
            report = await Task.Run(() => WalkForwardReport.Run(request, options, cores, done => progress.Report(done), cancellationToken), cancellationToken);
        }
        catch (DataFormatException error)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, error.Message, error);
        }

        progress.Dispose();
        if (run.Arguments.GetValue(_out) is { } file)
        {
            await ReportFiles.WriteAsync(file, SearchReport.Of(report), cancellationToken);
        }

        if (run.IsJson)
        {
            run.Terminal.Out.WriteLine(ClientJson.Write(WalkForwardDocument.Of(report)));
        }
        else
        {
            Show(run.Terminal, report, options);
        }

        return ConsoleExit.Done;
    }

    private static void Show(Terminal terminal, WalkForwardReport report, WalkForwardOptions options)
    {
        LabPrinter.Begin(
            terminal, report.Request, report.Verdict,
            ("folds", $"{report.Folds.Count}, {(options.Kind == WalkForwardKind.Anchored ? "anchored" : "rolling")}: train {Span(options.Train)}, purge {Span(options.Purge)}, embargo {Span(options.Embargo)}, test {Span(options.Test)}"));
        LabPrinter.Title(terminal, "in sample and out of sample");
        var sheet = new Sheet("test from", Column.Figure("Sharpe in", 1), ">Sharpe out", Column.Figure("net in", 2), ">net out", Column.Figure("trades in", 3), ">trades out", Column.Figure("overfitting", 4), Column.Prose("parameters"));
        foreach (var fold in report.Folds)
        {
            var (inside, outside) = (fold.Chosen?.Outcome.Measures ?? new(), fold.Test?.ToMeasures() ?? new MeasureSet());
            sheet.Add(
                DateTimeOffset.FromUnixTimeMilliseconds(fold.Fold.TestFromUnixMs).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
                LabPrinter.Number(inside[Measure.Sharpe]),
                LabPrinter.Number(outside[Measure.Sharpe]),
                LabPrinter.Number(inside[Measure.NetProfit]),
                Cell.Signed(LabPrinter.Number(outside[Measure.NetProfit]), outside[Measure.NetProfit]),
                LabPrinter.Number(inside[Measure.Trades]),
                LabPrinter.Number(outside[Measure.Trades]),
                LabPrinter.Share(fold.Choice.Overfitting?.Probability ?? double.NaN),
                fold.Chosen is { } chosen ? LabPrinter.Values(report.Request.Plan, chosen) : "none has an objective and keeps to the constraints");
        }

        sheet.Write(terminal);
        LabPrinter.Title(terminal, $"all tests: {BacktestWords.Money(report.Chosen.NetProfitUsd)} USD net");
        LabPrinter.Write(terminal, report.Evidence);
        LabPrinter.Title(terminal, $"the same tests with unchanged parameters: {BacktestWords.Money(report.Base.NetProfitUsd)} USD net");
        LabPrinter.Write(terminal, report.BaseEvidence);
    }

    private static string Span(TimeSpan span) => span == TimeSpan.Zero ? "0" : Terminals.Writing.Figures.Span(span);
}
