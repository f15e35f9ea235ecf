using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>How far what is shown may be believed, when the service falls silent and comes back.</summary>
public sealed class FreshnessTests(SharedBrowser browser)
{
    private const long Minute = 60_000;

    [Fact]
    public async Task Silence_is_told_step_by_step_and_ends_without_a_reload()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        await visit.Page.Clock.InstallAsync();
        var page = await visit.LoadAsync();
        await page.EvaluateAsync("() => { globalThis.isFirst = true; }");
        var pause = page.Locator("header.top button.danger");
        await Patience.Expect(pause).ToBeEnabledAsync();

        // Nor is whoever calls again told anything.
        (service.Events.IsBeating, service.Events.IsAway) = (false, true);
        await PassAsync(page, 6_000);
        await Patience.Expect(Visit.Pill(page)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"STALE \d+ s"));
        await Patience.Expect(pause).ToBeEnabledAsync();

        await PassAsync(page, 26_000);
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("OFFLINE");
        await Patience.Expect(pause).ToBeDisabledAsync();
        await Patience.Expect(page.Locator("p.banner[role=alert]")).ToContainTextAsync("not been heard");
        Assert.Equal("–", await FigureAsync(page, "trades/s"));

        (service.Events.IsBeating, service.Events.IsAway) = (true, false);
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("LIVE");
        await Patience.Expect(pause).ToBeEnabledAsync();
        await Patience.Expect(page.Locator("p.banner[role=alert]")).ToHaveCountAsync(0);
        await Patience.Expect(Figure(page, "trades/s")).ToHaveTextAsync("1,995");
        Assert.True(await page.EvaluateAsync<bool>("() => globalThis.isFirst === true"));
    }

    [Fact]
    public async Task What_happens_while_the_line_is_cut_is_told_afterwards_and_once()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();
        await Patience.Expect(Figure(page, "open gaps")).ToHaveTextAsync("0");
        var before = service.Events.Tell("gap", FakeViews.Gap("BINANCE:btcusdt", 1, 2, 5));
        await Patience.Expect(Figure(page, "open gaps")).ToHaveTextAsync("1");

        service.Events.IsAway = true;
        service.Events.HangUp();
        for (var number = 0; number < 5; number++)
        {
            service.Events.Tell("gap", FakeViews.Gap("BINANCE:btcusdt", 10 + number, 11 + number, 5));
        }

        service.Events.IsAway = false;
        await Patience.Expect(Figure(page, "open gaps")).ToHaveTextAsync("6");

        Assert.Equal(before.ToString(System.Globalization.CultureInfo.InvariantCulture), service.Events.Asked[^1]);
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("LIVE");
    }

    [Fact]
    public async Task Events_that_were_missed_have_the_page_read_anew()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();
        await Patience.Expect(Figure(page, "open gaps")).ToHaveTextAsync("0");

        service.Events.Lose();
        service.Answers.Set("gaps", () => new System.Text.Json.Nodes.JsonArray(FakeViews.Gap("BINANCE:btcusdt", 1, 2, null)));
        service.Events.Resync();

        await Patience.Expect(Figure(page, "open gaps")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task Another_process_in_its_place_is_believed_though_its_numbers_are_smaller()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();
        service.Events.Tell("gap", FakeViews.Gap("BINANCE:btcusdt", 1, 2, 5));
        await Patience.Expect(Figure(page, "open gaps")).ToHaveTextAsync("1");

        service.Events.Restart();
        await Patience.Expect(Figure(page, "open gaps")).ToHaveTextAsync("0");
        service.Events.Tell("gap", FakeViews.Gap("BINANCE:btcusdt", 3, 4, 5));
        service.Events.Tell("gap", FakeViews.Gap("BINANCE:btcusdt", 5, 6, 5));

        await Patience.Expect(Figure(page, "open gaps")).ToHaveTextAsync("2");
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("LIVE");
    }

    [Fact]
    public async Task Clocks_that_differ_are_told()
    {
        await using var service = await FakeService.StartAsync();
        service.Events.Ahead = TimeSpan.FromSeconds(10);
        await using var visit = await Visit.BeginAsync(browser, service.Url);

        var page = await visit.LoadAsync();

        await Patience.Expect(page.Locator("p.banner.mild")).ToContainTextAsync("behind the service's");
    }

    [Fact]
    public async Task A_service_that_was_killed_and_one_that_slept_are_caught_up_with_bar_for_bar()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        await visit.Page.Clock.InstallAsync();
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await page.EvaluateAsync("() => { globalThis.isFirst = true; }");
        await page.Locator(".chart-bar .tools button").First.ClickAsync();
        await AssertBarsAsync(page, service);

        // Killed, and another process in its place: numbers begin anew.
        service.Events.IsAway = true;
        service.Events.HangUp();
        await PassAsync(page, 35_000);
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("OFFLINE");
        service.Events.MarketUnixMs += 7 * Minute;
        service.Events.IsAway = false;
        service.Events.Restart();
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("LIVE");
        await AssertBarsAsync(page, service);

        // The computer slept for two hours, and what was told meanwhile is forgotten.
        service.Events.MarketUnixMs += 120 * Minute;
        service.Events.Lose();
        service.Events.HangUp();
        await PassAsync(page, 7_200_000);
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("LIVE");
        await AssertBarsAsync(page, service);
        Assert.True(await page.EvaluateAsync<bool>("() => globalThis.isFirst === true"));
    }

    // None twice and none left out: those that the service has.
    private static async Task AssertBarsAsync(IPage page, FakeService service)
    {
        var end = service.Events.MarketUnixMs;
        var newest = DateTimeOffset.FromUnixTimeMilliseconds(end - (end % Minute)).ToString("d MMM HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        await Patience.Expect(PageTable.Chart(page).Locator("tbody tr:not(.filler) th").First).ToHaveTextAsync(newest);
        var rows = await PageTable.RowsAsync(PageTable.Chart(page));
        var bars = FakeMarket.Bars("BTC", Minute, end - (rows.Count * Minute), end).Reverse().Take(rows.Count).ToList();

        Assert.InRange(rows.Count, 12, 200);
        Assert.Equal(
            bars.Select(bar => $"{DateTimeOffset.FromUnixTimeMilliseconds((long)bar!["openUnixMs"]!).ToString("d MMM HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)} {(double)bar["close"]!:#,0.0}"),
            rows.Select(row => $"{row["Time"]} {row["Close"]}"));
    }

    // Time goes by at once for the page, and on as usual from there.
    private static async Task PassAsync(IPage page, long milliseconds)
    {
        await page.Clock.FastForwardAsync(milliseconds);
        await page.Clock.ResumeAsync();
    }

    private static ILocator Figure(IPage page, string name) => page.Locator(".figures a", new() { HasText = name }).Locator("b");

    private static Task<string> FigureAsync(IPage page, string name) => Figure(page, name).InnerTextAsync();
}
