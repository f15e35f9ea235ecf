using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>How far what is shown may be believed, when the service falls silent and comes back.</summary>
public sealed class FreshnessTests(SharedBrowser browser)
{
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

        service.Events.IsBeating = false;
        await PassAsync(page, 6_000);
        await Patience.Expect(Visit.Pill(page)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"STALE \d+ s"));
        await Patience.Expect(pause).ToBeEnabledAsync();

        await PassAsync(page, 26_000);
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("OFFLINE");
        await Patience.Expect(pause).ToBeDisabledAsync();
        await Patience.Expect(page.Locator("p.banner[role=alert]")).ToContainTextAsync("not been heard");
        Assert.Equal("–", await FigureAsync(page, "trades/s"));

        service.Events.IsBeating = true;
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

    // Time goes by at once for the page, and on as usual from there.
    private static async Task PassAsync(IPage page, long milliseconds)
    {
        await page.Clock.FastForwardAsync(milliseconds);
        await page.Clock.ResumeAsync();
    }

    private static ILocator Figure(IPage page, string name) => page.Locator(".figures a", new() { HasText = name }).Locator("b");

    private static Task<string> FigureAsync(IPage page, string name) => Figure(page, name).InnerTextAsync();
}
