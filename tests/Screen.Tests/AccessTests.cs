using System.Text.Json;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests;

/// <summary>The screen for people who do not see it, do not use a mouse, or hold it in one hand.</summary>
public sealed class AccessTests(SharedBrowser browser)
{
    private const string Run = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return JSON.stringify(violations.filter(one => one.impact === 'serious' || one.impact === 'critical')
            .map(one => `${one.impact} ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`));
        }
        """;

    // What is there and has to go. Nothing may be added.
    private static readonly string[] ToBeMended =
    [
        "flow: serious color-contrast", "flow: serious label-content-name-mismatch", "signals: serious label-content-name-mismatch", "positions: serious label-content-name-mismatch",
    ];

    [Theory]
    [InlineData(ColorScheme.Dark, 1600)]
    [InlineData(ColorScheme.Light, 1600)]
    [InlineData(ColorScheme.Dark, 360)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task No_page_keeps_anybody_out(ColorScheme theme, int width)
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url, theme, width, width < 800 ? 740 : 900);
        await visit.Context.AddInitScriptAsync(await File.ReadAllTextAsync(Checker(), TestContext.Current.CancellationToken));
        var page = await visit.LoadAsync();
        var places = await page.Locator("header.top nav a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href').slice(2))");
        List<string> found = [];

        foreach (var place in places)
        {
            await page.GotoAsync(visit.AddressOf(place));
            await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            found.AddRange(JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run))!.Select(one => $"{place}: {one}"));
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") is > 0 and var over)
            {
                found.Add($"{place}: {over} pixels wider than the window");
            }
        }

        foreach (var one in found)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(one);
        }

        Assert.DoesNotContain(found, one => !ToBeMended.Any(known => one.StartsWith(known, StringComparison.Ordinal)));
    }

    // Brought by npm ci, with the rest of what the screen is built with.
    private static string Checker()
    {
        var path = Path.Combine(Checkout.Root, "src/Screen/node_modules/axe-core/axe.min.js");
        if (!File.Exists(path))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "axe-core is not there: npm ci in src/Screen brings it");
        }

        return path;
    }
}
