using System.CommandLine;
using SqueezeFlow.Client.Commands.Offline;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Lab;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Signals.Parameters.Files;
using SqueezeFlow.Lab.Search.Files;
using SqueezeFlow.Lab.Search.Objectives;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>Searches parameters of the strategy over recorded bars.</summary>
internal sealed class SweepCommand : ConsoleCommand
{
    private readonly SearchOptions _search = new(200);
    private readonly Option<string?> _results = new("--results") { Description = "Keep candidates in this file, and go on with it after a break", HelpName = "FILE" };
    private readonly Option<string?> _best = new("--best") { Description = "Write the parameters of the best to this file, for --parameters", HelpName = "FILE" };
    private readonly Option<string?> _out = ReportFiles.Option("a page with every picture and table");
    private readonly Option<int> _top = Values.Whole("--top", "Ranked candidates to show", 1, 100_000, 10);

    /// <summary>Names it.</summary>
    public SweepCommand(CommandEnvironment environment)
        : base(
            environment,
            "sweep",
            "Search parameters of the strategy over recorded bars, and say what the best is worth",
            "sweep --spot spot.csv.gz --perp perp.csv.gz --vary entry.minScore=4..8:0.5 --vary divergence.flowBars=5..20 --trials 500 --results sweep.jsonl",
            "sweep --spot spot.csv --perp perp.csv --vary entry.minScore=4..8:1 --sampler grid --objective \"net_profit - 20 * max_drawdown\" --json")
    {
        foreach (var option in (IEnumerable<Option>)[.. _search.All, _results, _best, _out, _top])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var request = _search.Read(run.Arguments);
        var cores = _search.Cores(run.Arguments);
        using var progress = new ProgressLine(run.Terminal, "candidates", request.Plan.Count);
        SweepReport report;
        try
        {
            report = await Task.Run(() => SweepRun.Run(request, run.Arguments.GetValue(_results), cores, done => progress.Report(done), cancellationToken), cancellationToken);
        }
        catch (SweepFileException error)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, $"--results: {error.Message}", error);
        }

        progress.Dispose();
        if (run.Arguments.GetValue(_best) is { } path)
        {
            await WriteBestAsync(run.Terminal, report, path, cancellationToken);
        }

        var top = run.Arguments.GetValue(_top);
        if (run.Arguments.GetValue(_out) is { } file)
        {
            await ReportFiles.WriteAsync(file, SearchReport.Of(report, top), cancellationToken);
        }

        if (run.IsJson)
        {
            run.Terminal.Out.WriteLine(ClientJson.Write(SweepDocument.Of(report, top)));
        }
        else
        {
            Show(run.Terminal, report, top);
        }

        return ConsoleExit.Done;
    }

    private static async Task WriteBestAsync(Terminal terminal, SweepReport report, string path, CancellationToken cancellationToken)
    {
        if (report.Ranking.Count == 0)
        {
            terminal.Error.WriteLine("note: --best: no candidate is ranked, nothing was written");
            return;
        }

        await OutputFile.WriteAsync("--best", path, ParameterText.ChangesOf(report.Request.Space.Apply(report.Ranking[0].Values)), cancellationToken);
    }

    private static void Show(Terminal terminal, SweepReport report, int top)
    {
        LabPrinter.Begin(
            terminal, report.Request, report.Verdict,
            ("tried", $"{Figures.Count(report.Entries.Count)}, {Figures.Count(report.Ranking.Count)} ranked, {Figures.Count(report.Stopped)} given up early"));
        if (report.Evidence is { } evidence)
        {
            LabPrinter.Title(terminal, "the best, on the data that it was found on");
            LabPrinter.Write(terminal, evidence);
        }

        LabPrinter.Title(terminal, "ranking");
        var sheet = new Sheet(">rank", ">objective", ">net profit", Column.Figure("Sharpe", 2), ">trades", Column.Figure("drawdown", 1), Column.Prose("parameters"));
        for (var i = 0; i < Math.Min(top, report.Ranking.Count); i++)
        {
            var entry = report.Ranking[i];
            Add(sheet, Figures.Count(i + 1), report.Request.Plan.ScoreOf(entry), entry.Outcome.Measures, LabPrinter.Values(report.Request.Plan, entry));
        }

        Add(sheet, Figures.None, report.Request.Plan.Objective.Of(report.Base), report.Base, "unchanged, for comparison");
        sheet.Write(terminal);
    }

    private static void Add(Sheet sheet, string rank, double objective, MeasureSet measures, string parameters) => sheet.Add(
        rank,
        LabPrinter.Number(objective),
        Cell.Signed(LabPrinter.Number(measures[Measure.NetProfit]), measures[Measure.NetProfit]),
        LabPrinter.Number(measures[Measure.Sharpe]),
        LabPrinter.Number(measures[Measure.Trades]),
        $"{LabPrinter.Number(measures[Measure.MaxDrawdown])} %",
        parameters);
}
