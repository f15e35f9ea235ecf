using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Recorded open interest of one market: columns <c>time_s</c> and <c>oi_quote</c>.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Market">What the column <c>market</c> says; empty when it says nothing.</param>
/// <param name="Rows">Times in seconds since 1970 UTC and values in quote units, in time order; 0 where the source had a hole.</param>
/// <param name="Notes">What was taken otherwise than written.</param>
internal sealed record OpenInterestFile(string Path, string Market, IReadOnlyList<(long Seconds, double Usd)> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>Name of the file, without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All rows of a file.</summary>
    /// <exception cref="DataFormatException">A column, a row or a value will not do; the message names file, line, column, value and what would.</exception>
    public static OpenInterestFile Read(string path)
    {
        var rows = ValueRows.Read(path, "oi_quote", static (table, column) => table.Amount(column));
        return new(path, rows.Market, [.. rows.Rows.Select(row => (row.Seconds, row.Value))], rows.Notes);
    }
}
