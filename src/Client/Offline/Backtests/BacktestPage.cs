using System.Globalization;
using System.Net;
using System.Text;
using SqueezeFlow.Core.Backtest;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>A back-test's report as one page that needs nothing else.</summary>
internal static class BacktestPage
{
    private const string Style = """
        body{font:14px system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2430;background:#fff}
        table{border-collapse:collapse;width:100%}th,td{padding:.25rem .6rem;text-align:right;border-bottom:1px solid #dde3ea}
        th:first-child,td:first-child{text-align:left}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.5rem}
        dt{color:#5b6775}dd{margin:0;font-weight:600}.gain{color:#0a7d4b}.loss{color:#b3261e}svg{width:100%;height:auto}
        @media(prefers-color-scheme:dark){body{background:#12161c;color:#e4e9f0}th,td{border-color:#2b3440}dt{color:#9aa7b6}}
        """;

    public static string Of(PairBacktest asked, BacktestResult result)
    {
        var page = new StringBuilder();
        var title = WebUtility.HtmlEncode($"{asked.Symbol} {asked.Timeframe} {asked.Profile}");
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Back-test ").Append(title)
            .Append("</title><style>").Append(Style).Append("</style></head><body><h1>Back-test ").Append(title).Append("</h1>");
        AppendTotals(page, asked, result);
        page.Append("<h2>Equity, USD</h2>").Append(EquityChart.Of(result.Curve));
        AppendOrders(page, result);
        return page.Append("</body></html>").ToString();
    }

    private static void AppendTotals(StringBuilder page, PairBacktest asked, BacktestResult result)
    {
        page.Append("<dl>");
        AppendTotal(page, "Start", Number(asked.InitialBalanceUsd) + " USD");
        AppendTotal(page, "Equity", Number(result.EquityUsd) + " USD");
        AppendTotal(page, "Cash", Number(result.CashUsd) + " USD");
        AppendTotal(page, "Trades closed", result.Metrics.Closed.ToString(CultureInfo.InvariantCulture));
        AppendTotal(page, "Win rate", Number(result.Metrics.WinRatePercent) + " %");
        AppendTotal(page, "Profit factor", double.IsInfinity(result.Metrics.ProfitFactor) ? "no loss" : Number(result.Metrics.ProfitFactor));
        AppendTotal(page, "Max drawdown", Number(result.Metrics.MaxDrawdownPercent) + " %");
        AppendTotal(page, "Fees", Number(result.Metrics.FeesUsd) + " USD");
        AppendTotal(page, "Bars", result.Bars.ToString(CultureInfo.InvariantCulture));
        page.Append("</dl>");
    }

    private static void AppendTotal(StringBuilder page, string name, string value) =>
        page.Append("<div><dt>").Append(name).Append("</dt><dd>").Append(value).Append("</dd></div>");

    private static void AppendOrders(StringBuilder page, BacktestResult result)
    {
        page.Append("<h2>Orders</h2><table><thead><tr><th>Time (UTC)</th><th>Side</th><th>Price</th><th>Quantity</th>")
            .Append("<th>Leverage</th><th>Score</th><th>Fee</th><th>Profit</th><th>Cash</th></tr></thead><tbody>");
        foreach (var order in result.Orders)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(order.BarOpenUnixMs);
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{time:yyyy-MM-dd HH:mm}</td><td>{SideOf(order.Side)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{order.Price:G9}</td><td>{order.Quantity:G6}</td>")
                .Append(order.IsExit ? "<td></td><td></td>" : $"<td>{order.Leverage}x</td><td>{Number(order.Score)}</td>")
                .Append("<td>").Append(Number(order.FeeUsd)).Append("</td>").Append(ProfitCell(order))
                .Append("<td>").Append(Number(order.CashAfterUsd)).Append("</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    private static string ProfitCell(ExecutedOrder order) => order.ProfitUsd is not { } profit
        ? "<td></td>"
        : $"<td class=\"{(profit > 0 ? "gain" : "loss")}\">{Number(profit)}</td>";

    private static string SideOf(ExecutedSide side) => side switch
    {
        ExecutedSide.Buy => "enter long",
        ExecutedSide.Sell => "enter short",
        ExecutedSide.ExitSell => "close long",
        _ => "close short",
    };

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
