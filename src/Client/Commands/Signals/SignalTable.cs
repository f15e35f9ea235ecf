using System.Globalization;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Signals;

/// <summary>Signals as people read them.</summary>
internal static class SignalTable
{
    private static Column[] Columns =>
    [
        "bar close", "symbol", "action", Column.Figure("score", 1), Column.Figure("price", 2), Column.Figure("size", 3), Column.Figure("leverage", 3),
        "outcome", Column.Figure("fill", 2), Column.Figure("profit", 1), Column.Prose("why", 1),
    ];

    /// <summary>A table, in the order given.</summary>
    public static Sheet Of(IEnumerable<SignalRecord> records)
    {
        var sheet = new Sheet(Columns);
        foreach (var record in records)
        {
            sheet.Add(Row(record));
        }

        return sheet;
    }

    /// <summary>A table without reasons, in the order given: each signal on one line.</summary>
    public static Sheet Brief(IEnumerable<SignalRecord> records)
    {
        var sheet = new Sheet(Columns[..^1]);
        foreach (var record in records)
        {
            sheet.Add(Row(record)[..^1]);
        }

        return sheet;
    }

    /// <summary>One line with fixed columns, for signals that come one by one: their positions are not closed yet.</summary>
    public static string Line(SignalRecord record)
    {
        int[] widths = [19, 8, 6, 5, 14, 5, 4, 9, 14];
        var row = Row(record);
        var cells = row[..^2].Append(row[^1]).Select(cell => cell.Text).ToArray();
        return string.Join("  ", cells.Select((text, i) => i < widths.Length ? i >= 3 && i != 7 ? text.PadLeft(widths[i]) : text.PadRight(widths[i]) : text));
    }

    private static Cell[] Row(SignalRecord record)
    {
        var signal = record.Signal;

        // An exit follows from the position: it has no entry score, and no size of its own.
        var isEntry = signal.Action != SignalAction.Close;
        return
        [
            Figures.Time(signal.BarCloseUnixMs),
            signal.BaseSymbol,
            Decisions.Cell(signal.Action.ToString()),
            isEntry ? Figures.Score(signal.Score) : Figures.None,
            Figures.Price(signal.EntryPrice),
            isEntry ? signal.PositionSizeFactor.ToString("0.0#", CultureInfo.InvariantCulture) + "x" : Figures.None,
            isEntry ? string.Create(CultureInfo.InvariantCulture, $"{signal.Leverage}x") : Figures.None,
            new Cell(record.Outcome.ToString().ToLowerInvariant(), ToneOf(record.Outcome)),
            Figures.Price(record.FillPrice),
            Cell.Signed(Figures.Money((decimal?)record.Result?.ProfitUsd), record.Result?.ProfitUsd),
            signal.Source is { } source ? $"{source}: {record.Detail ?? signal.Reasoning}" : record.Detail ?? signal.Reasoning,
        ];
    }

    private static Tone ToneOf(SignalOutcome outcome) => outcome switch
    {
        SignalOutcome.Filled => Tone.Good,
        SignalOutcome.Pending => Tone.Plain,
        SignalOutcome.Unknown => Tone.Bad,
        _ => Tone.Warning,
    };
}
