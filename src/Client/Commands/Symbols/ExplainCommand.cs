using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals.Explaining;

namespace SqueezeFlow.Client.Commands.Symbols;

/// <summary>Why the strategy decided as it did.</summary>
internal sealed class ExplainCommand : ConsoleCommand
{
    private readonly Argument<string> _symbol = Values.Symbol();
    private readonly Option<DateTimeOffset?> _at = Values.Moment("--at", "Market time of a past bar, up to 48 h back (default: the latest)");

    /// <summary>Names it.</summary>
    public ExplainCommand(CommandEnvironment environment)
        : base(environment, "explain", "Why the strategy decided as it did: the first condition that fails, then all of them", "explain BTC", "explain BTC --at 2025-01-01T12:05:00Z", "explain BTC --json")
    {
        Add(_symbol);
        Add(_at);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var symbol = run.Arguments.GetRequiredValue(_symbol);
        var path = new Query().With("at", run.Arguments.GetValue(_at)).After(ApiPaths.Of(ApiPaths.SymbolExplanation, symbol));
        var answer = await run.Service.GetAsync<Explanation>(path, cancellationToken);
        return run.Show(answer, explanation => Show(run.Terminal, explanation));
    }

    private static void Show(Terminal terminal, Explanation explanation)
    {
        terminal.WriteLine(
            $"{explanation.Symbol}, bar closed {Figures.Time(explanation.BarCloseUnixMs)} UTC, {Figures.Count(explanation.Bars)} bars, profile {explanation.Profile}");
        terminal.WriteLine($"decision {explanation.Decision}, score {Figures.Score(explanation.Score)} of 10");
        terminal.WriteLine(explanation.FirstFailure is null ? "every condition passed" : "first failure: " + explanation.FirstFailure);
        terminal.WriteLine();
        var sheet = new Sheet(">phase", "passed", Column.Prose("condition"), Column.Prose("found"));
        foreach (var step in explanation.Steps)
        {
            sheet.Add(
                step.Phase == 0 ? Figures.None : Figures.Count(step.Phase),
                Passed(step.Passed),
                step.Name,
                step.Required.Length == 0 ? step.Actual : $"{step.Actual}, needs {step.Required}");
        }

        sheet.Write(terminal, "no condition was looked at");
    }

    private static Cell Passed(bool? passed) => passed switch
    {
        true => new Cell("yes", Tone.Good),
        false => new Cell("no", Tone.Bad),
        null => new Cell(string.Empty),
    };
}
