using System.Globalization;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Client.Transfer.Importing;

/// <summary>
/// Reads trades, and makes bars of one second of them. What <c>export --trades</c> writes tells notional, fills and liquidations too; of other files the
/// notional is price times amount, and each row is one fill.
/// </summary>
internal static class TradeFile
{
    /// <summary>The column that only trades have.</summary>
    public const string Time = "timestamp_ms";

    private const string Notional = "notional";

    private static readonly string[] Columns = [Time, "exchange", "symbol", "price", "amount", "side"];
    private static readonly string[] More = [Notional, "count", "liquidation"];

    /// <summary>Bars of one second of all trades of a file, of each market apart.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Its first line.</param>
    /// <exception cref="DataFormatException">A column, a row or a value will not do; the message names file, line, column, value and what would.</exception>
    public static IReadOnlyList<BarSeries> Read(string path, string header)
    {
        var isOwn = More.All(column => header.Contains(column, StringComparison.OrdinalIgnoreCase));
        using var table = new CsvTable(path, isOwn ? [.. Columns, .. More] : Columns);
        SortedDictionary<MarketId, TradeBars> bars = [];
        while (table.Next())
        {
            var market = MarketOf(table);
            if (!bars.TryGetValue(market, out var seconds))
            {
                bars[market] = seconds = new();
            }

            seconds.Add(TradeOf(table, isOwn));
        }

        return bars.Count > 0
            ? [.. bars.Select(pair => new BarSeries(pair.Key, Timeframe.S1, pair.Value.ToBars()))]
            : throw new DataFormatException(table.Name, $"line {table.Line + 1}", "no row", "at least one after the names");
    }

    private static MarketId MarketOf(CsvTable table) =>
        MarketId.TryParse($"{table[1]}:{table[2]}", out var market) ? market : throw table.Wrong(table[1].IsEmpty ? 1 : 2, "a venue and its symbol");

    private static Trade TradeOf(CsvTable table, bool isOwn)
    {
        var (price, amount) = (table.Price(3), table.Amount(4));
        return new(
            0,
            Whole(table, 0, long.MaxValue),
            price,
            amount,
            isOwn ? table.Amount(6) : price * amount,
            isOwn ? (int)Whole(table, 7, int.MaxValue) : 1,
            SideOf(table),
            isOwn && IsLiquidation(table) ? TradeKind.LiquidationTrade : TradeKind.Market);
    }

    private static AggressorSide SideOf(CsvTable table) =>
        table[5].Equals("buy", StringComparison.OrdinalIgnoreCase) ? AggressorSide.Buy
        : table[5].Equals("sell", StringComparison.OrdinalIgnoreCase) ? AggressorSide.Sell
        : throw table.Wrong(5, "the taker's side: buy or sell");

    private static bool IsLiquidation(CsvTable table) =>
        bool.TryParse(table[8], out var value) ? value : throw table.Wrong(8, "true or false");

    private static long Whole(CsvTable table, int column, long most) =>
        long.TryParse(table[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most
            ? number
            : throw table.Wrong(column, "a whole number above 0");
}
