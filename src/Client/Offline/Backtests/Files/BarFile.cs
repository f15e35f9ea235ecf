using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Backtest.Limits;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Reads recorded bars of one market and refuses what cannot be a bar.</summary>
internal static class BarFile
{
    /// <summary>The column that only bars have which <c>export</c> wrote.</summary>
    public const string OwnTime = "open_unix_ms";

    private const int Market = 7;
    private const int Timeframe = 8;
    private const int Partial = 9;

    private static readonly CsvLayout Usual = new(["time_s", "open", "high", "low", "close", "vbuy", "vsell"], ["market"]);
    private static readonly CsvLayout Exported = new([OwnTime, "open", "high", "low", "close", "buy_notional", "sell_notional"], ["market", "timeframe", "partial"]);

    /// <summary>Columns that are read.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Usual.Wanted, .. Usual.Optional];

    /// <summary>All bars of a file: plain, gzip or Parquet, as recorded or as <c>export</c> writes them.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="names">What its columns are called; null where that cannot be asked for.</param>
    /// <exception cref="DataFormatException">A column, a row or a value will not do; the message names file, line, column, value and what would.</exception>
    public static MarketFile Read(string path, ColumnNames? names = null)
    {
        using var table = new CsvTable(path, names is { IsOwn: false } ? [Usual] : [Usual, Exported], names);
        var time = new TimeColumn(table, 0);
        var market = new MarketColumn(table, Market);
        var isExported = table.Layout == Exported;
        var timeframe = isExported ? new MarketColumn(table, Timeframe) : null;
        var rows = new List<FileRow<RecordedBar>>();
        var partial = new List<long>();
        var priceless = 0;
        while (table.Next())
        {
            market.Read();
            timeframe?.Read();
            if (isExported && IsPriceless(table))
            {
                priceless++;
                continue;
            }

            var bar = ReadBar(table, time);
            rows.Add(new(bar.OpenSeconds, table.Line, bar));
            if (isExported && table[Partial].Equals("true", StringComparison.OrdinalIgnoreCase))
            {
                partial.Add(bar.OpenSeconds);
            }
        }

        if (rows.Count == 0)
        {
            throw new DataFormatException(table.Name, $"line {table.Line + 1}", "no row", "at least one after the names");
        }

        CheckFlow(table, rows);
        var notes = new List<string>();
        if (time.Note is { } note)
        {
            notes.Add(note);
        }

        if (priceless > 0)
        {
            notes.Add($"{table.Name}: left out {Counted.Of(priceless, "bar")} of liquidations alone, without a price");
        }

        rows = RowOrder.Sort(table.Name, rows, notes);
        var spacing = RowSpacing.Of(table.Name, rows);
        return new(path, market.Market, [.. rows.Select(row => row.Value)], spacing, notes) { Gaps = GapsOf(partial, spacing) };
    }

    private static bool IsPriceless(CsvTable table) => table[1].Equals("NaN", StringComparison.OrdinalIgnoreCase) && table[4].Equals("NaN", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<KnownGap> GapsOf(List<long> partial, long? spacing) =>
        KnownGap.Join(partial.Select(seconds => new KnownGap(seconds * 1_000, (seconds + (spacing ?? 0)) * 1_000)));

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
    private static void CheckFlow(CsvTable table, List<FileRow<RecordedBar>> rows)
    {
        var (buys, sells) = (rows.Any(row => row.Value.BuyNotional > 0), rows.Any(row => row.Value.SellNotional > 0));
        if (!buys || !sells)
        {
            var empty = buys ? table.NameOf(6) : sells ? table.NameOf(5) : $"{table.NameOf(5)} and {table.NameOf(6)}";
            throw new DataFormatException(table.Name, $"lines {rows[0].Line} to {rows[^1].Line}, {empty}", "0 in every row", "what takers bought and sold, in quote units");
        }
    }
}
