using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>One value a time, of one market.</summary>
/// <param name="Market">What the column <c>market</c> says; empty when it says nothing.</param>
/// <param name="Rows">Values in time order; at least one.</param>
/// <param name="Notes">What was taken otherwise than written.</param>
internal sealed record ValueRows(string Market, IReadOnlyList<FileRow<double>> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>Reads a file of the columns <c>time_s</c> and another one.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="column">What the other column is called.</param>
    /// <param name="valueOf">Reads its cell of the present row, by the number of the column.</param>
    /// <exception cref="DataFormatException">A column, a row or a value will not do; the message names file, line, column, value and what would.</exception>
    public static ValueRows Read(string path, string column, Func<CsvTable, int, double> valueOf)
    {
        using var table = new CsvTable(path, ["time_s", column], "market");
        var time = new TimeColumn(table, 0);
        var market = new MarketColumn(table, 2);
        var rows = new List<FileRow<double>>();
        while (table.Next())
        {
            market.Read();
            rows.Add(new(time.Seconds(), table.Line, valueOf(table, 1)));
        }

        if (rows.Count == 0)
        {
            throw new DataFormatException(table.Name, $"line {table.Line + 1}", "no row", "at least one after the names");
        }

        List<string> notes = time.Note is { } note ? [note] : [];
        return new(market.Market, RowOrder.Sort(table.Name, rows, notes), notes);
    }
}
