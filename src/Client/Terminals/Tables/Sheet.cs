using System.Text;
using Spectre.Console.Rendering;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Terminals.Tables;

/// <summary>A table: coloured and fitted to the width of a screen, aligned plain text with all columns elsewhere.</summary>
/// <param name="columns">Columns in order. All titles empty: no title line.</param>
internal sealed class Sheet(params Column[] columns)
{
    // Without titles it is a list of names and values, whose values may go on in a further line.
    private readonly Column[] _columns = [.. columns.Select((column, i) =>
        i == columns.Length - 1 && columns.All(one => one.Title.Length == 0) ? column with { IsProse = true } : column)];

    private readonly List<Cell[]> _rows = [];

    /// <summary>Rows added.</summary>
    public int Rows => _rows.Count;

    private bool HasTitles => _columns.Any(column => column.Title.Length > 0);

    /// <summary>Adds a row.</summary>
    public Sheet Add(params Cell[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    /// <summary>Writes it; <paramref name="whenEmpty"/> in place of a table without rows.</summary>
    public void Write(Terminal terminal, string whenEmpty = "nothing to show")
    {
        if (_rows.Count == 0)
        {
            terminal.WriteLine(whenEmpty);
        }
        else if (terminal.IsScreen)
        {
            terminal.Screen.Write(ToRenderable());
        }
        else
        {
            terminal.Out.Write(ToText());
        }
    }

    /// <summary>The table for a screen of any width.</summary>
    public IRenderable ToRenderable() => new SheetView(_columns, _rows);

    /// <summary>The table as aligned text, two spaces between _columns.</summary>
    public string ToText()
    {
        var widths = _columns.Select((column, i) => Math.Max(Glyphs.Width(column.Title), _rows.Max(row => Glyphs.Width(row[i].Text)))).ToArray();
        var text = new StringBuilder();
        if (HasTitles)
        {
            AppendLine(text, [.. _columns.Select(column => column.Title)], widths);
        }

        foreach (var row in _rows)
        {
            AppendLine(text, [.. row.Select(cell => cell.Text)], widths);
        }

        return text.ToString();
    }

    private void AppendLine(StringBuilder text, string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            line.Append(i == 0 ? string.Empty : "  ");
            line.Append(_columns[i].IsRight ? Glyphs.PadLeft(cells[i], widths[i]) : Glyphs.PadRight(cells[i], widths[i]));
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
