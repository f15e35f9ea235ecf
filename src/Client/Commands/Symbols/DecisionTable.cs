using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Signals.Explaining;

namespace SqueezeFlow.Client.Commands.Symbols;

/// <summary>Why an evaluation ended as it did, as people read it.</summary>
internal static class DecisionTable
{
    /// <summary>Writes it.</summary>
    public static void Write(Terminal terminal, Explanation explanation)
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
