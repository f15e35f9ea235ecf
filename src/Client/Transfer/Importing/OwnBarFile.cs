using System.Globalization;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Transfer.Exporting;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Transfer.Importing;

/// <summary>Reads bars as <c>export --bars</c> writes them: any markets and timeframes in one file.</summary>
internal static class OwnBarFile
{
    private static readonly string[] Columns = [.. BarTable.Columns.Select(column => column.Name).Where(name => name is not ("time" or "partial"))];

    /// <summary>All bars of a file.</summary>
    /// <exception cref="DataFormatException">A column, a row or a value will not do; the message names file, line, column, value and what would.</exception>
    public static IReadOnlyList<BarSeries> Read(string path)
    {
        using var table = new CsvTable(path, Columns);
        Dictionary<(MarketId Market, Timeframe Timeframe), List<Bar>> series = [];
        while (table.Next())
        {
            var key = (MarketOf(table), TimeframeOf(table));
            if (!series.TryGetValue(key, out var bars))
            {
                series[key] = bars = [];
            }

            var bar = BarOf(table);
            if (bars.Count > 0 && bars[^1].OpenUnixMs >= bar.OpenUnixMs)
            {
                throw table.Wrong(0, "bars of a market in time order, each time once");
            }

            bars.Add(bar);
        }

        return series.Count > 0
            ? [.. series.Select(pair => new BarSeries(pair.Key.Market, pair.Key.Timeframe, pair.Value))]
            : throw new DataFormatException(table.Name, $"line {table.Line + 1}", "no row", "at least one after the names");
    }

    private static MarketId MarketOf(CsvTable table) =>
        MarketId.TryParse(table[1].ToString(), out var market) ? market : throw table.Wrong(1, "a market id, e.g. BINANCE:btcusdt");

    private static Timeframe TimeframeOf(CsvTable table) =>
        Timeframe.TryParse(table[2].ToString(), out var timeframe) ? timeframe : throw table.Wrong(2, "a number and s, m, h or d, e.g. 5m");

    private static Bar BarOf(CsvTable table)
    {
        var hasPrice = !table[3].Equals("NaN", StringComparison.OrdinalIgnoreCase) && !table[3].IsEmpty;
        return new(
            Whole(table, 0),
            hasPrice ? table.Price(3) : double.NaN,
            hasPrice ? table.Price(4) : double.NaN,
            hasPrice ? table.Price(5) : double.NaN,
            hasPrice ? table.Price(6) : double.NaN,
            table.Amount(7),
            table.Amount(8),
            Whole(table, 9),
            Whole(table, 10),
            table.Amount(11),
            table.Amount(12));
    }

    private static long Whole(CsvTable table, int column) =>
        long.TryParse(table[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw table.Wrong(column, "a whole number from 0 up");
}
