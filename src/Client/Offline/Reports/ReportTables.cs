using System.Globalization;
using System.Text;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using static SqueezeFlow.Client.Offline.Reports.HtmlReport;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>The tables of a back-test.</summary>
internal static class ReportTables
{
    /// <summary>Names and values.</summary>
    public static void AppendPairs(StringBuilder page, string title, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        page.Append("<h2>").Append(Text(title)).Append("</h2><table class=\"words\">");
        foreach (var (name, value) in pairs)
        {
            page.Append("<tr><td>").Append(Text(name)).Append("</td><td>").Append(Text(value)).Append("</td></tr>");
        }

        page.Append("</table>");
    }

    /// <summary>Positions that are still open.</summary>
    public static void AppendOpenTrades(StringBuilder page, IReadOnlyList<OpenTrade> trades) =>
        Append(page, "Open positions, marked to the last close", ["opened (UTC)", "side", "quantity", "entry", "last close", "fee to close", "gain, USD"], trades.Select(trade => new Row(
            [Figures.Time(trade.EntryBarOpenUnixMs), BacktestWords.Side(trade.Side), Quantity(trade.Quantity), Figures.Price(trade.EntryPrice), Figures.Price(trade.MarkPrice), BacktestWords.Money(trade.ExitFeeUsd)],
            trade.GainUsd)));

    /// <summary>Closed trades by what closed them.</summary>
    public static void AppendExits(StringBuilder page, IReadOnlyList<ExitTotal> exits) =>
        Append(page, "Exits by reason", ["reason", "trades", "won", "profit, USD"], exits.Select(exit => new Row(
            [exit.Reason, Figures.Count(exit.Count), Figures.Count(exit.Wins)], exit.ProfitUsd)));

    /// <summary>Orders that were decided and not filled.</summary>
    public static void AppendRefused(StringBuilder page, IReadOnlyList<RefusedOrder> orders) =>
        Append(page, "Refused orders", ["decided (UTC)", "side", "price", "score", "rule", ">why"], orders.Select(order => new Row(
            [Figures.Time(order.DecidedUnixMs), BacktestWords.Side(order.Side), Figures.Price(order.Price), Score(order.Score), BacktestWords.Of(order.Rule), order.Reason])));

    /// <summary>Every executed order.</summary>
    public static void AppendOrders(StringBuilder page, IReadOnlyList<ReportOrder> orders) =>
        Append(page, "Orders", ["time (UTC)", "side", "quantity", "price", "leverage", "score", ">why", "profit, USD"], orders.Select(order => new Row(
            [
                Figures.Time(order.UnixMs),
                order.Side,
                Quantity(order.Quantity),
                Figures.Price(order.Price),
                order.Leverage?.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
                order.Score is { } score ? Score(score) : string.Empty,
                order.Why.Length > 0 ? order.Why : order.Detail,
            ],
            order.ProfitUsd ?? double.NaN)));

    private static void Append(StringBuilder page, string title, string[] names, IEnumerable<Row> rows)
    {
        var all = rows.ToList();
        page.Append("<h2>").Append(Text(title)).Append("</h2>");
        if (all.Count == 0)
        {
            page.Append("<p>none</p>");
            return;
        }

        page.Append("<table><tr>");
        foreach (var name in names)
        {
            page.Append(name[0] == '>' ? "<th class=\"words\">" : "<th>").Append(Text(name.TrimStart('>'))).Append("</th>");
        }

        page.Append("</tr>");
        foreach (var row in all)
        {
            Append(page, names, row);
        }

        page.Append("</table>");
    }

    private static void Append(StringBuilder page, string[] names, Row row)
    {
        page.Append("<tr>");
        for (var i = 0; i < row.Cells.Length; i++)
        {
            page.Append(names[i][0] == '>' ? "<td class=\"words\">" : "<td>").Append(Text(row.Cells[i])).Append("</td>");
        }

        if (names.Length > row.Cells.Length)
        {
            var tone = row.Usd switch { > 0 => "gain", < 0 => "loss", _ => string.Empty };
            page.Append("<td class=\"").Append(tone).Append("\">").Append(double.IsNaN(row.Usd) ? string.Empty : BacktestWords.Money(row.Usd)).Append("</td>");
        }

        page.Append("</tr>");
    }

    private static string Quantity(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    private static string Score(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Cells of a row; the money in the last column is coloured by its sign.</summary>
    private readonly record struct Row(string[] Cells, double Usd = double.NaN);
}
