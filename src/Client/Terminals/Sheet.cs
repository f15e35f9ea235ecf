using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SqueezeFlow.Client.Terminals;

/// <summary>A table: ruled and coloured on a screen, aligned plain text elsewhere.</summary>
/// <param name="headers">Column titles; a leading <c>&gt;</c> aligns the column to the right. All empty: no title line.</param>
internal sealed class Sheet(params string[] headers)
{
    private readonly List<Cell[]> _rows = [];

    /// <summary>Rows added.</summary>
    public int Rows => _rows.Count;

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
            terminal.Out.WriteLine(whenEmpty);
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

    /// <summary>The table for a screen.</summary>
    public IRenderable ToRenderable()
    {
        var table = new Table { Border = HasTitles ? TableBorder.Rounded : TableBorder.None, ShowHeaders = HasTitles };
        table.BorderColor(Color.Grey);
        foreach (var header in headers)
        {
            var column = new TableColumn(new Text(Title(header), new Style(decoration: Decoration.Bold))) { NoWrap = true };
            table.AddColumn(IsRight(header) ? column.RightAligned() : column);
        }

        if (headers.Length > 0 && !IsRight(headers[^1]))
        {
            table.Columns[^1].NoWrap = false;
        }

        foreach (var row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(cell.Text, cell.Style)));
        }

        return table;
    }

    /// <summary>The table as aligned text, two spaces between columns.</summary>
    public string ToText()
    {
        var widths = headers.Select((header, i) => Math.Max(Title(header).Length, _rows.Max(row => row[i].Text.Length))).ToArray();
        var text = new StringBuilder();
        if (HasTitles)
        {
            AppendLine(text, [.. headers.Select(Title)], widths);
        }

        foreach (var row in _rows)
        {
            AppendLine(text, [.. row.Select(cell => cell.Text)], widths);
        }

        return text.ToString();
    }

    private bool HasTitles => headers.Any(header => header.Length > 0);

    private static bool IsRight(string header) => header.StartsWith('>');

    private static string Title(string header) => IsRight(header) ? header[1..] : header;

    private void AppendLine(StringBuilder text, string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            line.Append(i == 0 ? string.Empty : "  ");
            line.Append(IsRight(headers[i]) ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]));
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
