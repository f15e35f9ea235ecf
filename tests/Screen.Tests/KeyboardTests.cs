using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>The flow by keys alone.</summary>
public sealed class KeyboardTests(SharedBrowser browser)
{
    [Fact]
    public async Task Symbols_timeframes_table_filter_and_dialogs_are_reached_and_left()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Tab");
        await Patience.Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Patience.Expect(page.Locator("#main")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("j");
        await Patience.Expect(page.Locator(".chart-bar .symbol")).ToHaveTextAsync("ETH");
        await page.Keyboard.PressAsync("2");
        await Patience.Expect(page.Locator(".chart-bar .choices button").Nth(1)).ToHaveAttributeAsync("aria-pressed", "true");

        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("t");
        await Patience.Expect(PageTable.Chart(page)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Patience.Expect(PageTable.Chart(page)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("/");
        await Patience.Expect(page.Locator("#symbol-filter")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("so");
        await Patience.Expect(PageTable.Symbols(page).Locator("tbody tr")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Patience.Expect(page.Locator(".chart-bar .symbol")).ToHaveTextAsync("SOL");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("?");
        await Patience.Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Patience.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("p");
        await Patience.Expect(page.Locator("dialog button.act")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Patience.Expect(page.Locator("dialog")).ToHaveCountAsync(0);

        Assert.Equal(0, service.Answers.Asked("execution/pause"));
    }
}
