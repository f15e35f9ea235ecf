using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>The report of a search, opened from disk.</summary>
public sealed class SearchReportTests(SharedBrowser browser)
{
    private static readonly string[] Space = ["--vary", "entry.minScore=4..8:1", "--vary", "divergence.flowBars=5..20", "--trials", "16", "--min-trades", "1"];

    [Theory]
    [InlineData("walkforward", ColorScheme.Light, 360)]
    [InlineData("sweep", ColorScheme.Dark, 1600)]
    public async Task It_opens_without_a_network_says_what_the_console_says_and_keeps_nobody_out(string command, ColorScheme theme, int width)
    {
        using var folder = new ReportFolder();
        string[] folds = command == "sweep" ? [] : ["--train", "10d", "--test", "5d"];
        var printed = await folder.WriteAsync(command, "report.html", ReportFolder.Spot("AVAX"), ReportFolder.February("AVAX"), [.. Space, .. folds]);
        await using var visit = await Visit.BeginAsync(browser, folder.Url, theme, width);
        await AccessCheck.AddAsync(visit);
        List<string> requests = [];
        visit.Context.Request += (_, request) => requests.Add(request.Url);
        await visit.Context.SetOfflineAsync(true);
        var page = visit.Page;

        await page.GotoAsync(new Uri(folder.Url, "report.html").ToString());
        var report = new ReportShown(page);

        await Patience.Expect(report.Panel("Verdict")).ToContainTextAsync((string)printed["verdict"]!["sentence"]!);
        await AssertRowsAsync(report, printed);
        await Patience.Expect(report.Panel("Two parameters").Locator("tbody tr")).ToHaveCountAsync(10);
        await report.Panel("Two parameters").GetByLabel("Across").SelectOptionAsync("divergence.flowBars");
        await Patience.Expect(report.Panel("Two parameters").Locator("tbody tr")).ToHaveCountAsync(5);
        await Patience.Expect(report.Panel("In sample against out of sample")).ToBeVisibleAsync();
        Assert.Equal("", await AccessCheck.FaultsAsync(page));
        Assert.Single(requests);
        Assert.Empty(visit.Faults);
    }

    private static async Task AssertRowsAsync(ReportShown report, JsonNode printed)
    {
        var (title, field, inside) = printed["folds"] is null ? ("Ranking", "ranking", "measures") : ("In sample and out of sample", "folds", "in_sample");
        var (rows, told) = (await report.RowsAsync(title), printed[field]!.AsArray());
        Assert.Equal(told.Count + (title == "Ranking" ? 1 : 0), rows.Count);
        foreach (var (row, one) in rows.Zip(told))
        {
            var net = row[title == "Ranking" ? "Net profit, USD" : "Net in, USD"].TrimStart('▲', '▼', ' ', '+');
            Assert.True(Shown.IsAsShown(net, (double)one![inside]!["net_profit"]!), $"'{net}' is shown for {one.ToJsonString()}");
        }
    }
}
