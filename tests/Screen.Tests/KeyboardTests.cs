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

    // A page that is so busy that the frames after a key come late.
    private const string HoldNextKey = """
        () => addEventListener('keydown', () => {
          const until = performance.now() + 1500;
          while (performance.now() < until);
        }, { once: true })
        """;

    [Fact]
    public async Task The_chart_is_walked_by_keys_alone()
    {
        const long Minute = 60_000;
        const long End = FakeMarket.EndUnixMs - (FakeMarket.EndUnixMs % Minute);
        await using var service = await FakeService.StartAsync();
        service.Answers.EditLedger = ledger =>
        {
            ledger["gaps"] = (string)ledger["market"]! == "BINANCE:btcusdt"
                ? new System.Text.Json.Nodes.JsonArray(FakeViews.Gap("BINANCE:btcusdt", End - (9 * Minute), End - (8 * Minute), 5), FakeViews.Gap("BINANCE:btcusdt", End - (19 * Minute), End - (18 * Minute), 5))
                : [];
            return ledger;
        };
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        var time = page.Locator(".chart .legend .dim").First;
        async Task PressAsync(string key, string expected)
        {
            await page.Keyboard.PressAsync(key);
            await Patience.Expect(time).ToContainTextAsync(expected);
        }

        await Patience.Expect(time).ToContainTextAsync("03:00:00");
        await PressAsync("ArrowLeft", "02:59:00");
        await PressAsync("ArrowLeft", "02:58:00");
        await PressAsync("ArrowRight", "02:59:00");
        await PressAsync("Shift+G", "02:51:00");
        await PressAsync("Shift+G", "02:41:00");
        await PressAsync("g", "02:51:00");
        await PressAsync("Shift+S", "02:49:00");
        await Patience.Expect(page.Locator(".chart .card")).ToContainTextAsync("Long 7.2");
        await PressAsync("Escape", "03:00:00");
        await Patience.Expect(page.Locator(".chart .card")).ToHaveCountAsync(0);
        await PressAsync("Shift+S", "02:49:00");
        await page.Keyboard.PressAsync("a");
        await Patience.Expect(page.Locator(".chart-bar span.dim").First).ToHaveTextAsync("CVD from 02:49");

        // Wider bars are fewer, and far to the left now is gone until it is asked for.
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("t");
        var rows = PageTable.Chart(page);
        await Patience.Expect(rows).ToHaveAttributeAsync("aria-rowcount", new System.Text.RegularExpressions.Regex(@"\d{2,}"));
        var before = await CountAsync(rows);
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("+");
        await Patience.UntilAsync(async () => await CountAsync(rows) < before * 0.85, "fewer bars");
        var closer = await CountAsync(rows);
        await page.Keyboard.PressAsync("-");
        await page.Keyboard.PressAsync("-");
        await Patience.UntilAsync(async () => await CountAsync(rows) > closer * 1.15, "more bars");
        await page.Keyboard.PressAsync("t");
        for (var step = 0; step < 160; step++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await Patience.Expect(page.Locator(".to-live")).ToBeVisibleAsync();
        await page.EvaluateAsync(HoldNextKey);
        await page.Keyboard.PressAsync("End");
        await Patience.Expect(page.Locator(".to-live")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("ArrowDown");
        await Patience.Expect(page.Locator(".chart-bar .symbol")).ToHaveTextAsync("ETH");
        await page.Keyboard.PressAsync("ArrowUp");
        await Patience.Expect(page.Locator(".chart-bar .symbol")).ToHaveTextAsync("BTC");
        await Patience.Expect(page.Locator(".explain button").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("e");
        await Patience.Expect(page.Locator(".explain button").First).ToBeFocusedAsync();
        Assert.Empty(visit.Faults);
    }

    private static async Task<int> CountAsync(Microsoft.Playwright.ILocator table) => int.Parse(await table.GetAttributeAsync("aria-rowcount") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
}
