using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Where things are, in windows of every width, and what somebody may change of it.</summary>
public sealed class LayoutTests(SharedBrowser browser)
{
    private static readonly string[] Bottom = ["Flow", "Signals", "Positions", "Feeds"];

    [Fact]
    public async Task Borders_are_moved_with_keys_and_pointer_and_stay_after_a_reload()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        var border = page.Locator(".splitter.of-symbols");
        var usual = await WidthAsync(page, ".panel.symbols");

        await border.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        await ExpectWidthAsync(page, ".panel.symbols", usual - 32);
        var box = (await border.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), 400);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + 100, 400, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await ExpectWidthAsync(page, ".panel.symbols", usual + 68);

        await page.ReloadAsync();
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        await ExpectWidthAsync(page, ".panel.symbols", usual + 68);
        await border.DblClickAsync();
        await ExpectWidthAsync(page, ".panel.symbols", usual);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task A_narrow_window_keeps_the_right_column_in_a_drawer()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url, width: 1024, height: 768);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        var explain = page.Locator(".panel.explain");
        await Patience.Expect(explain).ToBeHiddenAsync();
        Assert.True(await WidthAsync(page, ".panel.chart") > 500);

        await page.Locator(".drawer-handle").ClickAsync();
        await Patience.Expect(explain).ToBeVisibleAsync();
        await Patience.Expect(page.Locator(".panel.positions")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Patience.Expect(explain).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("e");
        await Patience.Expect(explain.Locator("button").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_phone_has_four_pages_at_the_bottom_and_one_column()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url, width: 360, height: 740);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        var tabs = page.Locator("header.top nav a");

        foreach (var (place, name) in Bottom.Index())
        {
            await Patience.Expect(tabs.Nth(place)).ToHaveTextAsync(name);
            var box = (await tabs.Nth(place).BoundingBoxAsync())!;
            Assert.InRange(box.Y + box.Height, 736, 740);
            Assert.InRange(box.X + box.Width, 40, 360);
        }

        await tabs.Last.ScrollIntoViewIfNeededAsync();
        await tabs.Last.ClickAsync();
        await Patience.Expect(tabs.Last).ToHaveAttributeAsync("aria-current", "page");
        await tabs.First.ClickAsync();
        foreach (var panel in (string[])["chart", "symbols", "explain", "positions"])
        {
            await ExpectWidthAsync(page, $".panel.{panel}", 360);
        }
    }

    [Fact]
    public async Task What_is_held_stays_as_it_is_until_it_goes_on()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();
        var other = await visit.LoadAsync(await visit.Context.NewPageAsync());
        await Patience.Expect(PageTable.Symbol(page, "BTC")).ToBeVisibleAsync();
        await Patience.Expect(PageTable.Symbol(other, "BTC")).ToBeVisibleAsync();
        var before = await PageTable.Symbol(page, "BTC").InnerTextAsync();

        await page.Locator("header.top button", new() { HasText = "Hold" }).ClickAsync();
        service.Answers.Set("symbols", () => new System.Text.Json.Nodes.JsonArray([.. service.Answers.Market.Names.Select(name => FakeMarket.Symbol(name, FakeMarket.EndUnixMs, 4_321))]));
        service.Events.Tell("sym", FakeMarket.Symbol("BTC", FakeMarket.EndUnixMs, 4_321));
        await Patience.Expect(PageTable.Symbol(other, "BTC")).Not.ToHaveTextAsync(before);
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))");
        Assert.Equal(before, await PageTable.Symbol(page, "BTC").InnerTextAsync());
        await Patience.Expect(page.Locator("p.banner")).ToContainTextAsync("held as it was at");
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("LIVE");

        await page.Locator("p.banner button").ClickAsync();
        await Patience.Expect(PageTable.Symbol(page, "BTC")).ToHaveTextAsync(await PageTable.Symbol(other, "BTC").TextContentAsync() ?? "");
    }

    [Fact]
    public async Task A_link_brings_its_zone_which_is_not_kept()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m&tz=Asia%2FKolkata");
        var time = page.Locator(".figures button.time");

        await Patience.Expect(time).ToContainTextAsync("Asia/Kolkata 08:30:");
        await Patience.Expect(page.Locator(".chart .legend")).ToContainTextAsync("08:30:00");
        Assert.Contains("\"zone\":\"UTC\"", await page.EvaluateAsync<string>("() => localStorage['squeezeflow.view']"), StringComparison.Ordinal);

        await time.ClickAsync();
        await page.Locator("dialog select").Nth(2).SelectOptionAsync("UTC");
        await Patience.Expect(time).ToContainTextAsync("UTC 03:00:");
        Assert.DoesNotContain("tz=", page.Url, StringComparison.Ordinal);
    }

    // Drawn with a frame that may come later.
    private static Task ExpectWidthAsync(IPage page, string part, double width) =>
        Patience.UntilAsync(async () => Math.Abs(await WidthAsync(page, part) - width) <= 1, $"{part} {width:0} pixels wide");

    private static async Task<double> WidthAsync(IPage page, string part) => (await page.Locator(part).BoundingBoxAsync())!.Width;
}
