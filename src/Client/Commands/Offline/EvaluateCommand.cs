using System.CommandLine;
using SqueezeFlow.Client.Commands.Offline.Options;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Offline.Vectors;
using SqueezeFlow.Client.Offline.Vectors.Suites;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>Judges the strategy by vector files.</summary>
internal sealed class EvaluateCommand : ConsoleCommand
{
    private const int ShownMismatches = 20;

    private readonly Argument<string> _path = Values.Name(
        "PATH", "A vector file, or a folder of them (strategy or back-test)", "give a vector file or a folder of them");
    private readonly Option<StrategyProfile?> _profile = Profiles.Option("Judge only this profile: Original or Corrected");

    private readonly Option<string?> _parameters = ParameterFiles.Option();

    /// <summary>Names it.</summary>
    public EvaluateCommand(CommandEnvironment environment)
        : base(environment, "evaluate", "Judge the strategy by vector files; exit code 1 on any mismatch", "evaluate vectors/strategy", "evaluate vectors/backtest --profile Corrected --json", "evaluate vectors/backtest --parameters mine.json")
    {
        Add(_path);
        Add(_profile);
        Add(_parameters);
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = run.Arguments.GetRequiredValue(_path);
        var profile = run.Arguments.GetValue(_profile);
        var parameters = run.Arguments.GetValue(_parameters) is { } file ? ParameterFiles.Read(file, profile) : null;
        var report = Judge(run.Terminal, path, parameters?.Profile ?? profile, new(parameters), cancellationToken);
        foreach (var error in report.Errors)
        {
            run.Terminal.Error.WriteLine(error);
        }

        if (run.IsJson)
        {
            var files = report.Files.Select(file => new { file.File, file.Profile, file.Passed, file.Failed, file.Mismatches });
            run.Terminal.Out.WriteLine(ClientJson.Write(new { report.Passed, report.Failed, Files = files }));
        }
        else
        {
            Show(run.Terminal, report);
        }

        return Task.FromResult(report.Failed == 0 ? ConsoleExit.Done : ConsoleExit.Failed);
    }

    private static VectorReport Judge(Terminal terminal, string path, StrategyProfile? profile, VectorParameters parameters, CancellationToken cancellationToken)
    {
        try
        {
            var files = VectorReader.FilesOf(path);
            using var progress = new ProgressLine(terminal, "files", files.Count);
            var runner = new VectorRunner(VectorSuites.With(parameters));
            List<VectorFileResult> results = [];
            for (var i = 0; i < files.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(i);
                results.AddRange(runner.Run(files[i], profile).Files);
            }

            return new(results);
        }
        catch (DataFormatException error)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, $"PATH: '{path}': {error.Message}", error);
        }
    }

    private static void Show(Terminal terminal, VectorReport report)
    {
        var sheet = new Sheet("file", "profile", ">passed", ">failed");
        foreach (var file in report.Files)
        {
            sheet.Add(file.File, file.Profile, Figures.Count(file.Passed), new Cell(Figures.Count(file.Failed), file.Failed == 0 ? Tone.Good : Tone.Bad));
        }

        sheet.Write(terminal, "no vectors");
        foreach (var file in report.Files.Where(file => file.Mismatches.Count > 0))
        {
            terminal.WriteLine();
            terminal.WriteLine($"{file.File}, {file.Profile}:");
            foreach (var mismatch in file.Mismatches.Take(ShownMismatches))
            {
                terminal.WriteLine($"  {mismatch.Vector}: {mismatch.Field}: expected {mismatch.Expected}, found {mismatch.Actual}");
            }

            if (file.Mismatches.Count > ShownMismatches)
            {
                terminal.WriteLine($"  and {Figures.Count(file.Mismatches.Count - ShownMismatches)} more (all: --json)");
            }
        }

        terminal.WriteLine($"{Figures.Count(report.Passed)} passed, {Figures.Count(report.Failed)} failed");
    }
}
