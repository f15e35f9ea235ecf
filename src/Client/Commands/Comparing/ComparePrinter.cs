using System.Globalization;
using SqueezeFlow.Client.Offline.Comparing;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Commands.Comparing;

/// <summary>Writes two results side by side for people.</summary>
internal static class ComparePrinter
{
    /// <summary>What to know, the verdicts, the figures, and what differs.</summary>
    public static void Write(Terminal terminal, ResultComparison comparison)
    {
        var (a, b) = (comparison.A, comparison.B);
        terminal.WriteLine($"{a.Kind}: A is {a.Name}, B is {b.Name}");
        foreach (var note in comparison.Notes)
        {
            terminal.WriteLine("note: " + note);
        }

        Verdict(terminal, "A", a);
        Verdict(terminal, "B", b);
        Title(terminal, "figures");
        var figures = new Sheet("figure", ">A", ">B", ">B less A");
        foreach (var figure in comparison.Figures)
        {
            figures.Add(figure.Words, Text(figure.A), Text(figure.B), Text(figure.Difference));
        }

        figures.Write(terminal);
        Title(terminal, "made with");
        var differences = new Sheet("of", "what", Column.Prose("A"), Column.Prose("B"));
        foreach (var (of, name, left, right) in comparison.Differences)
        {
            differences.Add(of, name, left, right);
        }

        differences.Write(terminal, "the same data, settings, costs, parameters and version");
    }

    private static void Title(Terminal terminal, string title)
    {
        terminal.WriteLine();
        terminal.WriteLine(title);
    }

    private static void Verdict(Terminal terminal, string name, ResultFile file)
    {
        if (file.Result.Text("verdict/sentence") is { } sentence)
        {
            terminal.WriteLine($"{name}: {sentence}");
        }
    }

    private static string Text(FigureValue value) =>
        value.Low is null && value.High is null ? Text(value.Estimate) : $"{Text(value.Estimate)} ({Text(value.Low)} to {Text(value.High)})";

    private static string Text(double? value) => value is { } known
        ? known.ToString(Math.Abs(known) >= 1 ? "#,0.##" : "0.####", CultureInfo.InvariantCulture)
        : Figures.None;
}
