using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Backtest.Costs;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Recorded funding payments of one market: columns <c>time_s</c> and <c>rate</c>.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Market">What the column <c>market</c> says; empty when it says nothing.</param>
/// <param name="Rates">Payments in time order; at least one.</param>
/// <param name="Notes">What was taken otherwise than written.</param>
internal sealed record FundingFile(string Path, string Market, IReadOnlyList<FundingRate> Rates, IReadOnlyList<string> Notes)
{
    // Venues hold a payment to a few percent.
    private const double Largest = 0.1;

    private static readonly string[] Columns = ["time_s", "rate"];

    /// <summary>Name of the file, without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All payments of a file.</summary>
    /// <exception cref="DataFormatException">A column, a row or a value will not do; the message names file, line, column, value and what would.</exception>
    public static FundingFile Read(string path)
    {
        using var table = new CsvTable(path, Columns, "market");
        var time = new TimeColumn(table, 0);
        var market = new MarketColumn(table, Columns.Length);
        var rows = new List<FileRow<double>>();
        while (table.Next())
        {
            market.Read();
            rows.Add(new(time.Seconds(), table.Line, table.Share(1, Largest)));
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

        return new(path, market.Market, [.. RowOrder.Sort(table.Name, rows, notes).Select(row => new FundingRate(row.Seconds * 1_000, row.Value))], notes);
    }
}
