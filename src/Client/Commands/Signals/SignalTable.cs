using System.Globalization;
using SqueezeFlow.Client.Commands.Symbols;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Signals;

/// <summary>Signals as people read them.</summary>
internal static class SignalTable
{
    /// <summary>A table, in the order given.</summary>
    public static Sheet Of(IEnumerable<SignalRecord> records)
    {
        var sheet = new Sheet("bar close", "symbol", "action", ">score", ">price", ">size", ">leverage", "outcome", ">fill", "why");
        foreach (var record in records)
        {
            sheet.Add(Row(record));
        }

        return sheet;
    }

    /// <summary>One line with fixed columns, for signals that come one by one.</summary>
    public static string Line(SignalRecord record)
    {
        int[] widths = [19, 8, 6, 5, 14, 5, 4, 9, 14];
        var cells = Row(record).Select(cell => cell.Text).ToArray();
        return string.Join("  ", cells.Select((text, i) => i < widths.Length ? i >= 3 && i != 7 ? text.PadLeft(widths[i]) : text.PadRight(widths[i]) : text));
    }

    private static Cell[] Row(SignalRecord record)
    {
        var signal = record.Signal;
        return
        [
            Figures.Time(signal.BarCloseUnixMs),
            signal.BaseSymbol,
            Decisions.Cell(signal.Action.ToString()),
            signal.Score.ToString("0.00", CultureInfo.InvariantCulture),
            Figures.Price(signal.EntryPrice),
            signal.PositionSizeFactor.ToString("0.0#", CultureInfo.InvariantCulture) + "x",
            string.Create(CultureInfo.InvariantCulture, $"{signal.Leverage}x"),
            new Cell(record.Outcome.ToString().ToLowerInvariant(), Tone(record.Outcome)),
            Figures.Price(record.FillPrice),
            record.Detail ?? signal.Reasoning,
        ];
    }

    private static Tone Tone(SignalOutcome outcome) => outcome switch
    {
        SignalOutcome.Filled => Terminals.Tone.Good,
        SignalOutcome.Pending => Terminals.Tone.Plain,
        SignalOutcome.Unknown => Terminals.Tone.Bad,
        _ => Terminals.Tone.Warning,
    };
}
