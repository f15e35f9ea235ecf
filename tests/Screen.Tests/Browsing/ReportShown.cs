using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace SqueezeFlow.Screen.Tests.Browsing;

/// <summary>A report of a back-test as its reader sees it.</summary>
/// <param name="page">The page that it is drawn on.</param>
internal sealed class ReportShown(IPage page)
{
    private const string ReadFigures = "list => Object.fromEntries([...list.children].map(one => [one.querySelector('dt').innerText, one.querySelector('dd').innerText]))";
    private const string Drawn = "() => performance.getEntriesByName('report-drawn').at(-1)?.startTime ?? null";

    /// <summary>Waits until its chart is drawn; gives the milliseconds since the page was asked for.</summary>
    public async Task<double> WaitAsync()
    {
        await page.WaitForFunctionAsync(Drawn);
        return await page.EvaluateAsync<double>(Drawn);
    }

    /// <summary>The panel of a name.</summary>
    public ILocator Panel(string title) => page.Locator(".report").GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    /// <summary>The figures of the summary by their names.</summary>
    public async Task<Dictionary<string, string>> FiguresAsync() => await page.Locator(".report .figures-list").EvaluateAsync<Dictionary<string, string>>(ReadFigures);

    /// <summary>The rows of a panel's table.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync(string title) => PageTable.RowsAsync(Panel(title).Locator("table"));

    /// <summary>Compares what is shown with what the console prints.</summary>
    public async Task AssertIsAsync(JsonNode printed)
    {
        var metrics = printed["metrics"]!;
        var figures = await FiguresAsync();
        AssertNumber(printed["equity"], figures["Equity"].Split(" · ")[0]);
        AssertNumber(metrics["net_profit"], figures["Net profit"].Replace("+", "", StringComparison.Ordinal));
        AssertNumber(metrics["fees"], figures["Fees"]);
        AssertNumber(printed["closed"], figures["Closed trades"]);
        AssertNumber(metrics["max_drawdown_marked_percent"], figures["Max. drawdown"].Split(' ')[0]);
        AssertNumber(metrics["exposure_percent"], figures["Exposure"].Split(' ')[0]);
        AssertNumber(metrics["sharpe"], figures["Sharpe, Sortino"].Split(", ")[0]);
        AssertNumber(metrics["sortino"], figures["Sharpe, Sortino"].Split(", ")[1]);
        AssertNumber(printed["buy_and_hold"]!["equity"], figures["Buy and hold"].Split(" · ")[0]);
        AssertNumber(printed["refused_orders"]!.AsArray().Count, figures["Refused orders"]);
        var closed = printed["closed"]!.GetValue<int>();
        Assert.Equal(closed < 30 ? $"n = {closed}, too few to judge" : $"{Shown.Share(double.Parse(metrics["win_rate_percent"]!.ToJsonString(), CultureInfo.InvariantCulture) / 100)} · {printed["wins"]} of {closed}", figures["Win rate"]);
        await AssertTradesAsync(printed);
    }

    private async Task AssertTradesAsync(JsonNode printed)
    {
        var orders = printed["executed_orders"]!.AsArray().ToLookup(order => order!["side"]!.GetValue<string>().StartsWith("EXIT", StringComparison.Ordinal));
        var rows = await RowsAsync("Trades");
        Assert.Equal(Math.Min(100, orders[false].Count()), rows.Count);
        foreach (var (row, entry) in rows.Zip(orders[false]))
        {
            var exit = orders[true].SingleOrDefault(order => order!["trade_id"]!.GetValue<int>() == entry!["trade_id"]!.GetValue<int>());
            AssertNumber(entry!["quantity"], row["Quantity"]);
            AssertNumber(entry["price"], row["Entry"]);
            AssertNumber(entry["score"], row["Score"]);
            Assert.Equal($"×{entry["leverage"]}", row["Leverage"]);
            Assert.Equal(entry["reason"]!.GetValue<string>(), row["Entered because"]);
            AssertNumber(exit?["price"], row["Exit"]);
            AssertNumber(exit?["pnl"], row["Profit, USD"].TrimStart('▲', '▼', ' ', '+'));
            Assert.Equal(exit?["exit"]!.GetValue<string>() ?? "", row["Left because"]);
        }
    }

    private static void AssertNumber(JsonNode? value, string text)
    {
        if (value is null)
        {
            Assert.Equal("–", text);
            return;
        }

        Assert.True(Shown.IsAsShown(text, double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)), $"'{text}' is shown for {value.ToJsonString()}");
    }
}
