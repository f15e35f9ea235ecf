using Spectre.Console;
using Spectre.Console.Rendering;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Terminals.Tables;

/// <summary>A table on a screen: laid out anew for whatever width it is given.</summary>
internal sealed class SheetView(IReadOnlyList<Column> columns, IReadOnlyList<Cell[]> rows) : Renderable
{
    private bool HasTitles => columns.Any(column => column.Title.Length > 0);

    /// <inheritdoc/>
    protected override Measurement Measure(RenderOptions options, int maxWidth) => Compose(maxWidth).Measure(options, maxWidth);

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Compose(maxWidth).Render(options, maxWidth);

    private IRenderable Compose(int width)
    {
        var natural = columns.Select((column, i) => rows.Select(row => Glyphs.Width(row[i].Text)).Append(Glyphs.Width(column.Title)).Max()).ToArray();
        var layout = SheetLayout.Of(columns, natural, width);
        if (layout.Form == SheetForm.Stacked)
        {
            return Stack(layout);
        }

        var hidden = columns.Where((_, i) => !layout.Shown.Contains(i)).Select(column => column.Title).ToArray();
        return hidden.Length == 0
            ? Table(layout)
            : new Rows(Table(layout), new Text($"not shown in {width} columns: {string.Join(", ", hidden)} (a wider screen or --json has them)", new Style(Color.Grey)));
    }

    private Table Table(SheetLayout layout)
    {
        var isRuled = HasTitles && layout.Form == SheetForm.Ruled;
        var table = new Table { Border = isRuled ? TableBorder.Rounded : TableBorder.None, ShowHeaders = HasTitles };
        table.BorderColor(Color.Grey);
        for (var k = 0; k < layout.Shown.Count; k++)
        {
            var shown = columns[layout.Shown[k]];
            table.AddColumn(new TableColumn(new Text(shown.Title, new Style(decoration: Decoration.Bold)))
            {
                Alignment = shown.IsRight ? Justify.Right : Justify.Left,
                NoWrap = !shown.IsProse,
                Width = layout.Widths[k],
                Padding = isRuled ? new Padding(1, 0, 1, 0) : new Padding(0, 0, k < layout.Shown.Count - 1 ? SheetLayout.Space : 0, 0),
            });
        }

        foreach (var row in rows)
        {
            table.AddRow(layout.Shown.Select(i => new Text(row[i].Text, row[i].Style)));
        }

        return table;
    }

    private Table Stack(SheetLayout layout)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn(new TableColumn(string.Empty) { NoWrap = true, Width = layout.Widths[0], Padding = new Padding(0, 0, SheetLayout.Space, 0) });
        table.AddColumn(new TableColumn(string.Empty) { Width = layout.Widths[1], Padding = new Padding(0, 0, 0, 0) });
        for (var k = 0; k < rows.Count; k++)
        {
            if (k > 0)
            {
                table.AddEmptyRow();
            }

            for (var i = 0; i < columns.Count; i++)
            {
                table.AddRow(new Text(columns[i].Title, new Style(decoration: Decoration.Bold)), new Text(rows[k][i].Text, rows[k][i].Style));
            }
        }

        return table;
    }
}
