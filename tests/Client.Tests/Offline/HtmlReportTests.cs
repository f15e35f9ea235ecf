using System.Xml.Linq;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Tests.Offline;

/// <summary>The page of a back-test.</summary>
public sealed class HtmlReportTests
{
    private static readonly SymbolBar[] Bars =
    [
        .. Enumerable.Range(0, 10).Select(i => new SymbolBar(i * 900_000L, 10, 11, 9, i == 4 ? double.NaN : 10 + i, 400, 150, 50, 120, 80)),
    ];

    private static readonly ReportOrder[] Orders =
    [
        new(900_000, "BUY", 1_234.5, 11, 5, 7.25, null),
        new(3_600_000, "EXIT_SELL", 1_234.5, 14, null, null, 123.45) { Why = "range break" },
        new(5_400_000, "SELL", 10, 16, 3, 6, null),
    ];

    [Fact]
    public void Every_order_is_in_the_table_and_marked_on_the_price()
    {
        var page = Page();

        var marks = page.Descendants("circle").Select(circle => (string?)circle.Attribute("class"));
        var rows = page.Descendants("table").Last().Elements("tr").Skip(1).Select(row => string.Join('|', row.Elements("td").Select(cell => cell.Value)));
        Assert.Equal(["long", "exit", "short"], marks);
        Assert.Equal(
            ["1970-01-01 00:15:00|BUY|1,234.5|11.0000|5|7.25||", "1970-01-01 01:00:00|EXIT_SELL|1,234.5|14.0000|||range break|123.45", "1970-01-01 01:30:00|SELL|10|16.0000|3|6.00||"],
            rows);
    }

    [Fact]
    public void Missing_prices_are_left_out_of_the_line()
    {
        var line = Page().Descendants("polyline").Single(line => (string?)line.Attribute("class") == "price");

        var points = ((string)line.Attribute("points")!).Split(' ');
        Assert.Equal(9, points.Length);
        Assert.DoesNotContain("NaN", line.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_chart_says_what_its_lines_and_marks_are()
    {
        var legends = Page().Descendants("p").Where(p => (string?)p.Attribute("class") == "legend").Select(p => string.Join('|', p.Elements("span").Select(span => span.Value)));

        Assert.Equal(["close of the perpetual|long entry|exit|short entry", "spot, USD|perpetual, USD", "account, USD", "buy and hold, USD|account, USD"], legends);
    }

    [Fact]
    public void Axes_are_labelled_at_round_places()
    {
        var labels = Page().Descendants("text").ToLookup(text => (string?)text.Attribute("class"), text => text.Value);

        Assert.Contains("12", labels["value"]);
        Assert.Contains("10,100", labels["value"]);
        Assert.Contains("01:00", labels["time"]);
        Assert.Contains("02:00", labels["time"]);
    }

    [Fact]
    public void Open_positions_refused_orders_and_reasons_have_tables_of_their_own()
    {
        var report = Report() with
        {
            Notes = ["bars are missing"],
            Assumptions = [new("funding", "none is paid")],
            Exits = [new("range break", 1, 1, 123.45)],
            OpenTrades = [new(2, ExecutedSide.Sell, 10, 16, 5_400_000, 3, 160, 0.16, 19, -30, 0.19)],
            Refused = [new(RefusalRule.Age, ExecutedSide.Buy, 900_000, 11, 7, "the next bar opens 3 d after the decision")],
        };

        var page = Page(report);

        var rows = page.Descendants("tr").Select(row => string.Join('|', row.Elements().Select(cell => cell.Value))).ToList();
        Assert.Contains("funding|none is paid", rows);
        Assert.Contains("range break|1|1|123.45", rows);
        Assert.Contains("1970-01-01 01:30:00|SELL|10|16.0000|19.0000|0.19|-30.00", rows);
        Assert.Contains("1970-01-01 00:15:00|BUY|11.0000|7.00|age|the next bar opens 3 d after the decision", rows);
        Assert.Contains("bars are missing", page.Descendants("p").Select(p => p.Value));
        Assert.Contains("now", page.Descendants("circle").Select(circle => (string?)circle.Attribute("class")));
    }

    [Fact]
    public void Names_are_escaped()
    {
        var page = HtmlReport.Of(new BacktestReport("<b>", [new("file", "<script>")], [], []));

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", page, StringComparison.Ordinal);
    }

    private static BacktestReport Report() => new("BTC 15m", [new("profile", "Corrected")], Bars, Orders)
    {
        Curve = [new(900_000, 10_000, 10_000), new(8_100_000, 10_123.45, 10_050)],
    };

    private static XElement Page() => Page(Report());

    private static XElement Page(BacktestReport report)
    {
        var html = HtmlReport.Of(report);
        return XElement.Parse(html.Replace("<!doctype html>", string.Empty, StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", string.Empty, StringComparison.Ordinal));
    }
}
