using System.Net;
using System.Text;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>A back-test as one page without any other file: facts, assumptions, price with orders, flow, account, every order.</summary>
internal static class HtmlReport
{
    private const string Style =
        """
        body{font:14px system-ui,sans-serif;max-width:1140px;margin:24px auto;padding:0 16px;color:#1c2530;background:#fff}
        h1{font-size:20px}h2{font-size:15px;margin:28px 0 6px}svg{width:100%;height:auto}svg text{font-size:11px;fill:#68737f}
        polyline{fill:none;stroke-width:1.4}.price{stroke:#3b4a5a}.spot{stroke:#1f8a4c}.perp{stroke:#c2572b}.equity{stroke:#2d6cdf}.coin{stroke:#9aa4ae}
        .grid{stroke:#e3e7eb}.long{fill:#1f8a4c}.short{fill:#c0392b}.exit{fill:#f0a202}.now{fill:#7a3fd1}
        .legend{margin:0 0 4px;color:#68737f;font-size:12px}.legend span{margin-right:16px}.legend svg{width:16px;height:10px;margin-right:5px}
        .note{border-left:3px solid #f0a202;padding:2px 10px;margin:4px 0}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:3px 12px 3px 0;text-align:right;border-bottom:1px solid #e3e7eb;vertical-align:top}
        td:first-child,th:first-child,.words td,.words th,td.words,th.words{text-align:left}.gain{color:#1f8a4c}.loss{color:#c0392b}
        @media(prefers-color-scheme:dark){body{color:#d8dee4;background:#14191f}.price{stroke:#b8c2cc}td,th{border-color:#2a323b}.grid{stroke:#2a323b}}
        """;

    /// <summary>The page.</summary>
    public static string Of(BacktestReport report)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Text(report.Title));
        page.Append("</title><style>").Append(Style).Append("</style></head><body><h1>").Append(Text(report.Title)).Append("</h1>");
        foreach (var note in report.Notes)
        {
            page.Append("<p class=\"note\">").Append(Text(note)).Append("</p>");
        }

        ReportTables.AppendPairs(page, "Result", report.Facts);
        ReportTables.AppendPairs(page, "Assumptions", report.Assumptions);
        Append(page, "Price and orders", ReportCharts.Price(report));
        Append(page, "Cumulative volume delta", ReportCharts.Flow(report));
        Append(page, "Account, marked to market at every close", ReportCharts.Account(report));
        Append(page, "Beside the balance held in the coin", ReportCharts.Comparison(report));
        ReportTables.AppendOpenTrades(page, report.OpenTrades);
        ReportTables.AppendExits(page, report.Exits);
        ReportTables.AppendRefused(page, report.Refused);
        ReportTables.AppendOrders(page, report.Orders);
        return page.Append("</body></html>\n").ToString();
    }

    /// <summary>Text as it may stand in a page.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Append(StringBuilder page, string title, SvgChart chart) =>
        page.Append("<h2>").Append(Text(title)).Append("</h2>").Append(chart.ToLegend()).Append(chart.ToSvg(title));
}
