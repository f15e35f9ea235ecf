using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>The screen for people who do not see it, do not use a mouse, or hold it in one hand.</summary>
public sealed class AccessTests(SharedBrowser browser)
{
    // Places that no link of the navigation leads to.
    private static readonly string[] Below = ["signals/refused", "signals/near", "signals/expired", "positions/shadows", "feeds/open-interest"];

    [Theory]
    [InlineData(ColorScheme.Dark, 1600)]
    [InlineData(ColorScheme.Light, 1600)]
    [InlineData(ColorScheme.Dark, 1024)]
    [InlineData(ColorScheme.Light, 1024)]
    [InlineData(ColorScheme.Dark, 360)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task No_page_keeps_anybody_out(ColorScheme theme, int width)
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url, theme, width, width < 800 ? 740 : 900);
        await AccessCheck.AddAsync(visit);
        var page = await visit.LoadAsync();
        var places = await page.Locator("header.top nav a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href').slice(2))");
        List<string> found = [];

        foreach (var place in (string[])[.. places, .. Below])
        {
            await page.GotoAsync(visit.AddressOf(place));
            await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            await OpenAsync(page);
            if (await AccessCheck.FaultsAsync(page) is { Length: > 0 } faults)
            {
                found.Add($"{place}: {faults}");
            }
        }

        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    // What there is more of a row, and the chart as a table, are looked at too.
    private static async Task OpenAsync(IPage page)
    {
        if (await page.Locator("tr button[aria-expanded=false]").CountAsync() > 0)
        {
            await page.Locator("tr button[aria-expanded=false]").First.ClickAsync();
            await Patience.Expect(page.Locator("tr.detail [aria-busy=true]")).ToHaveCountAsync(0);
        }

        if (await page.Locator(".chart-bar .tools button").CountAsync() > 0)
        {
            await page.Locator(".chart-bar .tools button").First.ClickAsync();
        }
    }
}
