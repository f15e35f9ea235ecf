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

    /// <summary>Name of the file, without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All payments of a file.</summary>
    /// <exception cref="DataFormatException">A column, a row or a value will not do; the message names file, line, column, value and what would.</exception>
    public static FundingFile Read(string path)
    {
        var rows = ValueRows.Read(path, "rate", static (table, column) => table.Share(column, Largest));
        return new(path, rows.Market, [.. rows.Rows.Select(row => new FundingRate(row.Seconds * 1_000, row.Value))], rows.Notes);
    }
}
