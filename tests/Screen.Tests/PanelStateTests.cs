using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>A panel while it has nothing to show yet, nothing at all, or was refused.</summary>
public sealed class PanelStateTests(SharedBrowser browser)
{
    [Fact]
    public async Task What_is_still_read_is_busy_and_then_there()
    {
        await using var service = await FakeService.StartAsync();
        var release = service.Answers.Hold("symbols");
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();

        await Patience.Expect(Symbols(page)).ToHaveAttributeAsync("aria-busy", "true");
        release();

        await Patience.Expect(PageTable.Symbol(page, "BTC")).ToBeVisibleAsync();
        await Patience.Expect(Symbols(page)).ToHaveAttributeAsync("aria-busy", "false");
    }

    [Fact]
    public async Task What_is_empty_says_why_and_what_to_do()
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.Set("symbols", () => new JsonArray());
        service.Answers.Set("figures", () => new JsonArray());
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();

        await Patience.Expect(Symbols(page).Locator(".note")).ToContainTextAsync("No symbol yet");
    }

    [Fact]
    public async Task What_was_refused_says_so_in_the_services_words_and_the_rest_goes_on()
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.Refuse("symbols", FakeAnswer.Problem(503, "The store does not answer", "Data:Directory: the disk is full"));
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();

        await Patience.Expect(Symbols(page).Locator(".failure")).ToContainTextAsync("The store does not answer");
        await Patience.Expect(Symbols(page).Locator(".failure")).ToContainTextAsync("the disk is full");
        await Patience.Expect(page.Locator(".figures")).ToContainTextAsync("1,995");
        service.Answers.Set("symbols", () => new JsonArray(FakeMarket.Symbol("BTC", FakeMarket.EndUnixMs)));

        // It tries by itself as well, and may have done so by now.
        await page.EvaluateAsync("() => document.querySelector('.panel.symbols .failure button')?.click()");

        await Patience.Expect(PageTable.Symbol(page, "BTC")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_not_known_is_a_dash_and_nothing_is_a_zero()
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.Set("symbols", () => new JsonArray(With("BTC", null), With("ETH", 0), Without("SOL")));
        service.Answers.Set("figures", () => new JsonArray());
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();
        await Patience.Expect(PageTable.Symbols(page).Locator("tbody tr")).ToHaveCountAsync(3);

        Assert.Equal(["–", "–"], await FlowAsync(page, "BTC"));
        Assert.Equal(["0", "0"], await FlowAsync(page, "ETH"));
        Assert.Equal(["–", "–"], await FlowAsync(page, "SOL"));
        Assert.StartsWith("–", await PageTable.Symbol(page, "BTC").Locator("td").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    private static ILocator Symbols(IPage page) => page.Locator(".panel.symbols");

    private static async Task<string[]> FlowAsync(IPage page, string name)
    {
        var rows = await PageTable.RowsAsync(PageTable.Symbols(page));
        var row = Assert.Single(rows, row => row.Values.Contains(name));
        return row.TryGetValue("CVD spot", out var spot) ? [spot, row["CVD perp"]] : [row["2"], row["3"]];
    }

    private static JsonObject With(string name, double? value)
    {
        var symbol = FakeMarket.Symbol(name, FakeMarket.EndUnixMs);
        (symbol["price"], symbol["windowSpotCvd"], symbol["windowPerpCvd"]) = (value, value, value);
        return symbol;
    }

    private static JsonObject Without(string name)
    {
        var symbol = FakeMarket.Symbol(name, FakeMarket.EndUnixMs);
        symbol.Remove("price");
        symbol.Remove("windowSpotCvd");
        symbol.Remove("windowPerpCvd");
        return symbol;
    }
}
