using System.Xml.Linq;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Core.Signals;

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
        new(3_600_000, "EXIT_SELL", 1_234.5, 14, null, null, 123.45),
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
            ["1970-01-01 00:15:00|BUY|1,234.5|11.0000|5|7.25|", "1970-01-01 01:00:00|EXIT_SELL|1,234.5|14.0000|||123.45", "1970-01-01 01:30:00|SELL|10|16.0000|3|6.00|"],
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
    public void The_equity_line_ends_at_the_balance_after_the_last_exit()
    {
        var chart = Page().Descendants("svg").Last();

        Assert.Contains("10,123.45", chart.Value, StringComparison.Ordinal);
        Assert.Contains("10,000.00", chart.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_escaped()
    {
        var page = HtmlReport.Of(new BacktestReport("<b>", [new("file", "<script>")], 1, [], []));

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", page, StringComparison.Ordinal);
    }

    private static XElement Page()
    {
        var report = new BacktestReport("BTC 15m", [new("profile", "Corrected")], 10_000, Bars, Orders);
        var html = HtmlReport.Of(report);
        return XElement.Parse(html.Replace("<!doctype html>", string.Empty, StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", string.Empty, StringComparison.Ordinal));
    }
}
