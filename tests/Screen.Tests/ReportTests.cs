using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>The report of a back-test, opened from disk.</summary>
public sealed class ReportTests(SharedBrowser browser)
{
    [Theory]
    [InlineData("spot_15m/BINANCE_AVAXUSDT_15m_2025", "BINANCE_FUTURES_AVAXUSDT_1m_2025-02", "15m", "Corrected", ColorScheme.Dark)]
    [InlineData("spot_30m/BINANCE_DOTUSDT_30m_2024-11", "BINANCE_FUTURES_DOTUSDT_1m_2024-11", "30m", "Original", ColorScheme.Light)]
    public async Task A_month_opens_without_a_network_and_shows_what_the_console_prints(string spot, string perp, string timeframe, string profile, ColorScheme theme)
    {
        using var folder = new ReportFolder();
        var printed = await folder.RunAsync("report.html", ReportFolder.Recorded(spot), ReportFolder.Recorded($"perp_1m/{perp}"), "--profile", profile, "--timeframe", timeframe);
        await using var visit = await Visit.BeginAsync(browser, folder.Url, theme);
        List<string> requests = [];
        visit.Context.Request += (_, request) => requests.Add(request.Url);
        await visit.Context.SetOfflineAsync(true);
        var page = visit.Page;

        await page.GotoAsync(new Uri(folder.Url, "report.html").ToString());
        var report = new ReportShown(page);
        var ready = await report.WaitAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{perp} {profile}: {new FileInfo(folder.PathOf("report.html")).Length / 1e6:F1} MB, drawn after {ready:F0} ms");
        await report.AssertIsAsync(printed);
        Assert.Single(requests);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task As_many_bars_as_it_may_hold_are_drawn()
    {
        using var folder = new ReportFolder();
        var printed = await folder.RunAsync("report.html", ReportFolder.Spot("BTC"), ReportFolder.Spot("ETH"), "--force", "--to", "2025-07-26T08:00:00Z");
        await using var visit = await Visit.BeginAsync(browser, folder.Url);
        var page = visit.Page;

        await page.GotoAsync(new Uri(folder.Url, "report.html").ToString());
        var report = new ReportShown(page);
        var ready = await report.WaitAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"20,000 bars: {new FileInfo(folder.PathOf("report.html")).Length / 1e6:F1} MB, drawn after {ready:F0} ms");
        Assert.Equal(20_000, printed["bars"]!.GetValue<int>());
        await report.AssertIsAsync(printed);
        await page.GetByRole(AriaRole.Button, new() { Name = "1d", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
        await Patience.Expect(PageTable.Chart(page)).ToContainTextAsync("26 Jul 00:00:00");
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1600)]
    [InlineData(ColorScheme.Light, 1024)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task It_keeps_nobody_out(ColorScheme theme, int width)
    {
        using var folder = new ReportFolder();
        await folder.RunAsync("report.html", ReportFolder.Spot("AVAX"), ReportFolder.February("AVAX"), "--profile", "Original", "--limits", "live");
        await using var visit = await Visit.BeginAsync(browser, folder.Url, theme, width);
        await AccessCheck.AddAsync(visit);
        var page = visit.Page;
        await page.GotoAsync(new Uri(folder.Url, "report.html").ToString());
        await new ReportShown(page).WaitAsync();
        Assert.Equal("", await AccessCheck.FaultsAsync(page));

        await page.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
        Assert.Equal("", await AccessCheck.FaultsAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Settings", Exact = true }).ClickAsync();
        Assert.Equal("", await AccessCheck.FaultsAsync(page));
        await page.GetByLabel("Time zone").SelectOptionAsync("local");
        await page.Keyboard.PressAsync("Escape");
        await Patience.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task It_has_the_panes_that_the_screen_has()
    {
        using var folder = new ReportFolder();
        await folder.RunAsync("report.html", ReportFolder.Spot("AVAX"), ReportFolder.February("AVAX"));
        await using var visit = await Visit.BeginAsync(browser, folder.Url);
        await visit.Context.AddInitScriptAsync("localStorage.setItem('squeezeflow.view', JSON.stringify({ withScore: true, byVenue: 'both' }))");
        var page = visit.Page;

        await page.GotoAsync(new Uri(folder.Url, "report.html").ToString());
        await new ReportShown(page).WaitAsync();

        await Patience.Expect(page.Locator(".legend")).ToContainTextAsync("Score");
        await Patience.Expect(page.Locator(".legend")).ToContainTextAsync("BINANCE_FUTURES");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task A_trade_leads_to_its_place_on_the_chart_and_to_why_it_was_entered()
    {
        using var folder = new ReportFolder();
        var printed = await folder.RunAsync("report.html", ReportFolder.Spot("AVAX"), ReportFolder.February("AVAX"));
        await using var visit = await Visit.BeginAsync(browser, folder.Url);
        var page = visit.Page;
        var report = new ReportShown(page);
        await page.GotoAsync(new Uri(folder.Url, "report.html").ToString());
        await report.WaitAsync();
        var entry = printed["executed_orders"]!.AsArray().First(order => order!["trade_id"]!.GetValue<int>() == 5)!;

        await report.Panel("Trades").GetByTitle("Show trade 5 on the chart").ClickAsync();

        await Patience.Expect(page.Locator(".legend")).ToContainTextAsync(TimeOf(entry["decided"]!.GetValue<long>() - 900));
        await Patience.Expect(page.Locator(".panel.explain .panel-head")).ToContainTextAsync("bar " + TimeOf(entry["decided"]!.GetValue<long>())[^8..]);
        await Patience.Expect(page.Locator(".panel.explain .evidence")).ToContainTextAsync("– Filled");
        var link = page.Url;

        await page.GetByRole(AriaRole.Button, new() { Name = "Bar after" }).ClickAsync();
        await Patience.Expect(page.Locator(".legend")).ToContainTextAsync(TimeOf(entry["decided"]!.GetValue<long>()));
        await Patience.Expect(page.Locator(".panel.explain .panel-head")).ToContainTextAsync("bar " + TimeOf(entry["decided"]!.GetValue<long>() + 900)[^8..]);

        // What is looked at is in the address.
        await page.GotoAsync("about:blank");
        await page.GotoAsync(link);
        await Patience.Expect(page.Locator(".legend")).ToContainTextAsync(TimeOf(entry["decided"]!.GetValue<long>() - 900));
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Rows_that_are_missing_are_a_hole_and_no_price()
    {
        using var folder = new ReportFolder();
        var from = new DateTimeOffset(2025, 2, 10, 6, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var perp = folder.Without(ReportFolder.February("AVAX"), "holes.csv", from, from + (2 * 3_600));
        await folder.RunAsync("report.html", ReportFolder.Spot("AVAX"), perp, "--to", "2025-02-11");
        await using var visit = await Visit.BeginAsync(browser, folder.Url);
        var page = visit.Page;
        var report = new ReportShown(page);
        await page.GotoAsync(new Uri(folder.Url, "report.html").ToString());
        await report.WaitAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();

        var table = PageTable.Chart(page);
        await page.Locator(".chart-table .scroll").EvaluateAsync("(box, at) => box.scrollTop = at * 24", 60);
        var row = table.Locator("tr", new() { HasText = "10 Feb 07:30:00" });
        await Patience.Expect(row).ToContainTextAsync("gap, not filled");
        Assert.Equal(["–", "–", "–", "–", "–", "–"], (await row.Locator("td").AllInnerTextsAsync()).Take(6));
        await Patience.Expect(page.Locator(".strip canvas")).ToHaveAttributeAsync("aria-label", new Regex("BINANCE_FUTURES:avaxusdt: complete, 1 gap"));
        await Patience.Expect(report.Panel("Data")).ToContainTextAsync("8 bars missing between the first and the last");
        var rows = await report.RowsAsync("Data");
        Assert.Equal(("", "0 · 100\u202f%"), (rows[0]["Longest hole"], rows[0]["Missing"]));
        Assert.Equal(("2 h", "120 · 99.2\u202f%"), (rows[1]["Longest hole"], rows[1]["Missing"]));
        Assert.Empty(visit.Faults);
    }

    private static string TimeOf(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture);
}
