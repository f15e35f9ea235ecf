using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>What a newcomer sees of a demo: a squeeze from its beginning to its end, told as it comes about.</summary>
public sealed class GuideTests(SharedBrowser browser, UsualDemo demo) : IClassFixture<UsualDemo>
{
    private static readonly string[] Steps = ["chart", "divergence", "signal", "open", "close"];

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task The_guide_tells_each_step_of_a_squeeze_when_it_comes_about()
    {
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var page = await visit.LoadAsync();
        var guide = page.GetByRole(AriaRole.Complementary, new() { Name = "Guide" });
        await Patience.Expect(guide).ToBeVisibleAsync();

        List<string> seen = [];
        using var timer = new PeriodicTimer(Look);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience.Usual * 2);
        while (seen.Count < Steps.Length)
        {
            var found = await guide.Locator("li").EvaluateAllAsync<string[]>("items => items.map(item => `${item.dataset.step} ${item.className} ${item.ariaCurrent ?? ''}`.trim())");
            seen = [.. found.TakeWhile(item => item.EndsWith("reached", StringComparison.Ordinal))];
            Assert.Equal([.. Steps.Select((step, at) => at < seen.Count ? $"{step} reached" : at == seen.Count ? $"{step} next step" : $"{step} later")], found);
            await timer.WaitForNextTickAsync(limit.Token);
        }

        await Patience.Expect(guide.Locator("li[data-step=close]")).ToContainTextAsync("USD");
        var records = (await demo.ReadAsync("/api/v1/signals?limit=100")).AsArray();
        var told = await guide.Locator("li[data-step=signal]").InnerTextAsync();
        Assert.Contains(records, record => told.Contains($"{((string)record!["signal"]!["action"]!).ToUpperInvariant()} {(string)record["signal"]!["baseSymbol"]!} at", StringComparison.Ordinal) && record["result"] is not null);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task A_guide_that_was_closed_stays_closed_until_it_is_opened_again()
    {
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var page = await visit.LoadAsync();
        var guide = page.Locator("aside.guide");
        await guide.GetByRole(AriaRole.Button, new() { Name = "Close the guide" }).ClickAsync();
        await Patience.Expect(guide).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("LIVE");
        var opener = page.GetByRole(AriaRole.Button, new() { Name = "Guide" });
        await Patience.Expect(opener).ToHaveAttributeAsync("aria-pressed", "false");
        await Patience.Expect(guide).ToHaveCountAsync(0);
        await opener.ClickAsync();

        await Patience.Expect(guide).ToBeVisibleAsync();
        Assert.Empty(visit.Faults);
    }
}
