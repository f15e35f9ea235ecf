using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Recorded open interest of one market: columns <c>time_s</c> and <c>oi_quote</c>.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Market">What the column <c>market</c> says; empty when it says nothing.</param>
/// <param name="Rows">Times in seconds since 1970 UTC and values in quote units, in time order; 0 where the source had a hole.</param>
/// <param name="Notes">What was taken otherwise than written.</param>
internal sealed record OpenInterestFile(string Path, string Market, IReadOnlyList<(long Seconds, double Usd)> Rows, IReadOnlyList<string> Notes)
{
    private static readonly string[] Columns = ["time_s", "oi_quote"];

    /// <summary>Name of the file, without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All rows of a file.</summary>
    /// <exception cref="DataFormatException">A column, a row or a value will not do; the message names file, line, column, value and what would.</exception>
    public static OpenInterestFile Read(string path)
    {
        using var table = new CsvTable(path, Columns, "market");
        var time = new TimeColumn(table, 0);
        var market = new MarketColumn(table, Columns.Length);
        var rows = new List<FileRow<double>>();
        while (table.Next())
        {
            market.Read();
            rows.Add(new(time.Seconds(), table.Line, table.Amount(1)));
        }

        if (rows.Count == 0)
        {
            throw new DataFormatException(table.Name, $"line {table.Line + 1}", "no row", "at least one after the names");
        }

        var notes = new List<string>();
        if (time.Note is { } note)
        {
            notes.Add(note);
        }

        return new(path, market.Market, [.. RowOrder.Sort(table.Name, rows, notes).Select(row => (row.Seconds, row.Value))], notes);
    }
}
