using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Every page of the screen.</summary>
public sealed class PageTests(SharedBrowser browser)
{
    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task None_logs_an_error_breaks_the_policy_or_asks_anybody_but_the_service(ColorScheme theme)
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url, theme);
        var page = await visit.LoadAsync();

        foreach (var place in await PlacesAsync(page))
        {
            await page.GotoAsync(visit.AddressOf(place));
            await Patience.Expect(page.Locator("header.top nav a[aria-current=page]")).ToHaveAttributeAsync("href", $"#/{place}");
            await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            Assert.True(visit.Faults.Count == 0, $"{place}: {string.Join(Environment.NewLine, visit.Faults)}; not known to the fake service: {string.Join(", ", service.Answers.Unknown)}");
        }
    }

    [Fact]
    public async Task What_the_browser_forbids_is_noticed()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();

        await page.EvaluateAsync("() => { const picture = new Image(); picture.src = 'http://localhost:9/nothing.png'; }");
        await Patience.UntilAsync(() => visit.Faults.Count > 0, "a violation of the policy");

        Assert.Contains(visit.Faults, fault => fault.Contains("img-src", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_page_is_a_link()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();
        var places = await PlacesAsync(page);

        await page.Locator("header.top nav a").Last.ClickAsync();
        Assert.EndsWith($"#/{places[^1]}", page.Url, StringComparison.Ordinal);
        await page.GotoAsync(visit.AddressOf("nowhere"));

        await Patience.Expect(page.Locator("main")).ToContainTextAsync("no such page");
    }

    private static async Task<IReadOnlyList<string>> PlacesAsync(IPage page)
    {
        var links = await page.Locator("header.top nav a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.NotEmpty(links);
        return [.. links.Select(link => link[2..])];
    }
}
