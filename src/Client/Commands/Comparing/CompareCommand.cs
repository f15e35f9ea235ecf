using System.CommandLine;
using SqueezeFlow.Client.Commands.Offline;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Comparing;

namespace SqueezeFlow.Client.Commands.Comparing;

/// <summary>Puts two results side by side.</summary>
internal sealed class CompareCommand : ConsoleCommand
{
    private const string Fix = "give a file that backtest, walkforward or sweep wrote with --out, e.g. before.json";
    private readonly Argument<string> _a = Values.Name("A", "A result, .json or .html", Fix);
    private readonly Argument<string> _b = Values.Name("B", "Another of the same kind", Fix);
    private readonly Option<string?> _out = ReportFiles.Option("a page with both");

    /// <summary>Names it.</summary>
    public CompareCommand(CommandEnvironment environment)
        : base(
            environment,
            "compare",
            "Put two results side by side: their figures, and what they were not made alike with",
            "compare before.json after.json",
            "compare february.html march.html --json")
    {
        Add(_a);
        Add(_b);
        Add(_out);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var comparison = ResultComparison.Read(run.Arguments.GetRequiredValue(_a), run.Arguments.GetRequiredValue(_b));
        var document = comparison.ToJson();
        if (run.Arguments.GetValue(_out) is { } file)
        {
            await ReportFiles.WriteAsync(file, document, cancellationToken);
        }

        if (run.IsJson)
        {
            run.Terminal.Out.WriteLine(ClientJson.Write(document));
        }
        else
        {
            ComparePrinter.Write(run.Terminal, comparison);
        }

        return ConsoleExit.Done;
    }
}
