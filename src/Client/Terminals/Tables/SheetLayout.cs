using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Terminals.Tables;

/// <summary>How a table is laid out in a width.</summary>
/// <param name="Form">Its form.</param>
/// <param name="Shown">Places of the columns that are shown, in order.</param>
/// <param name="Widths">Width of each of those, in cells.</param>
internal sealed record SheetLayout(SheetForm Form, IReadOnlyList<int> Shown, IReadOnlyList<int> Widths)
{
    /// <summary>Cells between two columns where there are no rules.</summary>
    public const int Space = 2;

    private const int LeastProse = 18;

    /// <summary>
    /// The richest layout that fits: with rules, without rules, without the columns that give way first, and, where even those that never
    /// give way do not fit, a line for each value. Nothing is ever shortened.
    /// </summary>
    /// <param name="columns">All columns.</param>
    /// <param name="natural">Width of the longest text of each, its title included.</param>
    /// <param name="width">Cells there are.</param>
    public static SheetLayout Of(IReadOnlyList<Column> columns, IReadOnlyList<int> natural, int width)
    {
        List<int> shown = [.. Enumerable.Range(0, columns.Count)];
        var least = columns.Select((column, i) => LeastOf(column, natural[i])).ToArray();
        if (Room(SheetForm.Ruled, shown.Count, width) is var ruled && shown.Sum(i => least[i]) <= ruled)
        {
            return new(SheetForm.Ruled, shown, Spread(columns, natural, shown, ruled));
        }

        while (shown.Sum(i => least[i]) > Room(SheetForm.Plain, shown.Count, width))
        {
            var next = shown.MaxBy(i => (columns[i].Rank, i));
            if (columns[next].Rank == 0)
            {
                return Stacked(columns, width);
            }

            shown.Remove(next);
        }

        return new(SheetForm.Plain, shown, Spread(columns, natural, shown, Room(SheetForm.Plain, shown.Count, width)));
    }

    private static int LeastOf(Column column, int natural) =>
        column.IsProse ? Math.Max(Glyphs.Width(column.Title), Math.Min(natural, LeastProse)) : natural;

    private static int Room(SheetForm form, int columns, int width) =>
        width - (form == SheetForm.Ruled ? (3 * columns) + 1 : Space * (columns - 1));

    private static SheetLayout Stacked(IReadOnlyList<Column> columns, int width)
    {
        var titles = columns.Max(column => Glyphs.Width(column.Title));
        return new(SheetForm.Stacked, [.. Enumerable.Range(0, columns.Count)], [titles, Math.Max(1, width - titles - Space)]);
    }

    // Prose shares what the others leave: who needs less than an equal share is served first.
    private static int[] Spread(IReadOnlyList<Column> columns, IReadOnlyList<int> natural, List<int> shown, int room)
    {
        var widths = natural.ToArray();
        var prose = shown.Where(i => columns[i].IsProse).OrderBy(i => natural[i]).ToList();
        var left = room - shown.Where(i => !columns[i].IsProse).Sum(i => natural[i]);
        for (var k = 0; k < prose.Count; k++)
        {
            widths[prose[k]] = Math.Max(LeastOf(columns[prose[k]], natural[prose[k]]), Math.Min(natural[prose[k]], left / (prose.Count - k)));
            left -= widths[prose[k]];
        }

        return [.. shown.Select(i => widths[i])];
    }
}

/// <summary>Form of a table.</summary>
internal enum SheetForm
{
    /// <summary>Columns between rules.</summary>
    Ruled,

    /// <summary>Columns with nothing but space between them.</summary>
    Plain,

    /// <summary>A line for each value, with its title; an empty line between rows.</summary>
    Stacked,
}
