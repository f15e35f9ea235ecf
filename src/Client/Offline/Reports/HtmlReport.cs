using System.Globalization;
using System.Net;
using System.Text;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>A back-test as one page without any other file: facts, price with orders, flow, equity, every order.</summary>
internal static class HtmlReport
{
    private const string Style =
        """
        body{font:14px system-ui,sans-serif;max-width:1140px;margin:24px auto;padding:0 16px;color:#1c2530;background:#fff}
        h1{font-size:20px}h2{font-size:15px;margin:28px 0 6px}svg{width:100%;height:auto}svg text{font-size:11px;fill:#68737f}
        polyline{fill:none;stroke-width:1.4}.price{stroke:#3b4a5a}.spot{stroke:#1f8a4c}.perp{stroke:#c2572b}.equity{stroke:#2d6cdf}
        .grid{stroke:#e3e7eb}.long{fill:#1f8a4c}.short{fill:#c0392b}.exit{fill:#f0a202}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:3px 12px 3px 0;text-align:right;border-bottom:1px solid #e3e7eb}
        td:first-child,th:first-child{text-align:left}.gain{color:#1f8a4c}.loss{color:#c0392b}
        @media(prefers-color-scheme:dark){body{color:#d8dee4;background:#14191f}.price{stroke:#b8c2cc}td,th{border-color:#2a323b}.grid{stroke:#2a323b}}
        """;

    /// <summary>The page.</summary>
    public static string Of(BacktestReport report)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Text(report.Title));
        page.Append("</title><style>").Append(Style).Append("</style></head><body><h1>").Append(Text(report.Title)).Append("</h1><table>");
        foreach (var (name, value) in report.Facts)
        {
            page.Append("<tr><td>").Append(Text(name)).Append("</td><td>").Append(Text(value)).Append("</td></tr>");
        }

        page.Append("</table>");
        Append(page, "Price and orders", Price(report));
        Append(page, "Cumulative volume delta: spot green, perpetual red", Flow(report));
        Append(page, "Balance after each closed position", Equity(report));
        AppendOrders(page, report.Orders);
        return page.Append("</body></html>\n").ToString();
    }

    private static SvgChart Price(BacktestReport report)
    {
        var chart = new SvgChart(value => Figures.Price(value)).Line("close", "price", report.Bars.Select(bar => (bar.OpenUnixMs, bar.Close)));
        foreach (var order in report.Orders)
        {
            var style = !order.IsEntry ? "exit" : order.IsBuy ? "long" : "short";
            chart.Mark(order.UnixMs, order.Price, style, $"{order.Side} {Figures.Price(order.Price)} at {Figures.Time(order.UnixMs)}");
        }

        return chart;
    }

    private static SvgChart Flow(BacktestReport report)
    {
        double spot = 0, perp = 0;
        var flow = report.Bars.Select(bar => (T: bar.OpenUnixMs, Spot: spot += Known(bar.SpotBuy - bar.SpotSell), Perp: perp += Known(bar.PerpBuy - bar.PerpSell))).ToArray();
        return new SvgChart(value => Figures.Usd(value))
            .Line("spot", "spot", flow.Select(point => (point.T, point.Spot)))
            .Line("perpetual", "perp", flow.Select(point => (point.T, point.Perp)));
    }

    private static SvgChart Equity(BacktestReport report)
    {
        var balance = report.InitialBalance;
        List<(long, double)> points = report.Bars.Count == 0 ? [] : [(report.Bars[0].OpenUnixMs, balance)];
        foreach (var exit in report.Orders.Where(order => order.ProfitUsd is not null))
        {
            points.Add((exit.UnixMs, balance));
            points.Add((exit.UnixMs, balance += exit.ProfitUsd!.Value));
        }

        return new SvgChart(value => Figures.Money((decimal)value)).Line("balance", "equity", points);
    }

    private static void AppendOrders(StringBuilder page, IReadOnlyList<ReportOrder> orders)
    {
        page.Append("<h2>Orders</h2><table><tr><th>time (UTC)</th><th>side</th><th>quantity</th><th>price</th><th>leverage</th><th>score</th><th>profit, USD</th></tr>");
        foreach (var order in orders)
        {
            var tone = order.ProfitUsd switch { > 0 => "gain", < 0 => "loss", _ => string.Empty };
            string[] cells =
            [
                Figures.Time(order.UnixMs),
                order.Side,
                order.Quantity.ToString("#,0.######", CultureInfo.InvariantCulture),
                Figures.Price(order.Price),
                order.Leverage?.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
                order.Score?.ToString("0.00", CultureInfo.InvariantCulture) ?? string.Empty,
            ];
            page.Append("<tr><td>").AppendJoin("</td><td>", cells.Select(Text));
            page.Append("</td><td class=\"").Append(tone).Append("\">").Append(order.ProfitUsd?.ToString("N2", CultureInfo.InvariantCulture)).Append("</td></tr>");
        }

        page.Append("</table>");
    }

    private static void Append(StringBuilder page, string title, SvgChart chart) =>
        page.Append("<h2>").Append(Text(title)).Append("</h2>").Append(chart.ToSvg());

    private static double Known(double value) => double.IsFinite(value) ? value : 0;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
