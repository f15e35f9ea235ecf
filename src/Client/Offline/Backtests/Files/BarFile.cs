using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Reads recorded bars of one market and refuses what cannot be a bar.</summary>
internal static class BarFile
{
    private static readonly string[] Columns = ["time_s", "open", "high", "low", "close", "vbuy", "vsell"];

    /// <summary>All bars of a file.</summary>
    /// <exception cref="DataFormatException">A column, a row or a value will not do; the message names file, line, column, value and what would.</exception>
    public static MarketFile Read(string path)
    {
        using var table = new CsvTable(path, Columns, "market");
        var time = new TimeColumn(table, 0);
        var market = new MarketColumn(table, Columns.Length);
        var rows = new List<FileRow<RecordedBar>>();
        while (table.Next())
        {
            var bar = ReadBar(table, time);
            market.Read();
            rows.Add(new(bar.OpenSeconds, table.Line, bar));
        }

        if (rows.Count == 0)
        {
            throw new DataFormatException(table.Name, $"line {table.Line + 1}", "no row", "at least one after the names");
        }

        CheckFlow(table.Name, rows);
        var notes = new List<string>();
        if (time.Note is { } note)
        {
            notes.Add(note);
        }

        rows = RowOrder.Sort(table.Name, rows, notes);
        var spacing = RowSpacing.Of(table.Name, rows);
        return new(path, market.Market, [.. rows.Select(row => row.Value)], spacing, notes);
    }

    private static RecordedBar ReadBar(CsvTable table, TimeColumn time)
    {
        var bar = new RecordedBar(
            time.Seconds(), table.Price(1), table.Price(2), table.Price(3), table.Price(4), table.Amount(5), table.Amount(6));
        if (bar.High < Math.Max(bar.Open, bar.Close))
        {
            throw table.Wrong(2, "the highest price: not below open, low or close");
        }

        return bar.Low <= Math.Min(bar.Open, bar.Close) ? bar : throw table.Wrong(3, "the lowest price: not above open, high or close");
    }

    // A side that never traded is a column that was filled with zeros: no divergence of flows can be read from it.
    private static void CheckFlow(string file, List<FileRow<RecordedBar>> rows)
    {
        var (buys, sells) = (rows.Any(row => row.Value.BuyNotional > 0), rows.Any(row => row.Value.SellNotional > 0));
        if (!buys || !sells)
        {
            var empty = buys ? "vsell" : sells ? "vbuy" : "vbuy and vsell";
            throw new DataFormatException(file, $"lines {rows[0].Line} to {rows[^1].Line}, {empty}", "0 in every row", "what takers bought and sold, in quote units");
        }
    }
}
