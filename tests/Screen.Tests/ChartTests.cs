using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>What the chart draws besides prices, and how it is taken along.</summary>
public sealed class ChartTests(SharedBrowser browser)
{
    private const long Minute = 60_000;
    private const long End = FakeMarket.EndUnixMs - (FakeMarket.EndUnixMs % Minute);

    [Fact]
    public async Task Panes_that_somebody_wants_are_there_with_their_figures_and_kept()
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.Set("markets", () => new JsonArray(Market("BINANCE:btcusdt", "SPOT"), Market("BINANCE_FUTURES:btcusdt", "PERP")));
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        var legend = page.Locator(".chart .legend");
        await Patience.Expect(legend).ToBeVisibleAsync();
        await Patience.Expect(Panes(page)).ToHaveCountAsync(3);

        await page.Locator(".menu summary").ClickAsync();
        await page.Locator(".menu input").Nth(1).CheckAsync();
        await page.Locator(".menu select").SelectOptionAsync("both");
        await Patience.Expect(legend).ToContainTextAsync("Score");
        await Patience.Expect(legend).ToContainTextAsync("BINANCE_FUTURES");
        await Patience.Expect(Panes(page)).ToHaveCountAsync(5);
        await Patience.Expect(legend).ToContainTextAsync(new System.Text.RegularExpressions.Regex("BINANCE_FUTURES .*75.%"));

        await page.ReloadAsync();
        await Patience.Expect(legend).ToContainTextAsync("BINANCE_FUTURES");
        await page.Locator(".menu summary").ClickAsync();
        await page.Locator(".menu input").Nth(1).UncheckAsync();
        await page.Locator(".menu select").SelectOptionAsync("off");
        await Patience.Expect(legend).Not.ToContainTextAsync("BINANCE_FUTURES");
        await Patience.Expect(Panes(page)).ToHaveCountAsync(3);
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData(null, "~300")]
    [InlineData(17L, "17")]
    public async Task Sums_go_on_after_a_hole_and_say_what_is_missing(long? missing, string text)
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.EditBar = bar => (End - (long)bar["openUnixMs"]!) / Minute is >= 4 and <= 8 ? null : bar;
        service.Answers.EditLedger = ledger =>
        {
            ledger["gaps"] = (string)ledger["market"]! == "BINANCE:btcusdt" ? new JsonArray(FakeViews.Gap("BINANCE:btcusdt", End - (8 * Minute), End - (3 * Minute), missing)) : [];
            // One a second: what was traded in the hole is estimated by that.
            var run = ledger["runs"]![0]!;
            run["trades"] = ((long)run["toUnixMs"]! - (long)run["fromUnixMs"]!) / 1_000;
            return ledger;
        };
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await page.Locator(".chart-bar .tools button").First.ClickAsync();
        await Patience.Expect(PageTable.Chart(page).Locator("tbody tr").Nth(12)).ToBeVisibleAsync();

        var rows = await PageTable.RowsAsync(PageTable.Chart(page));

        Assert.Equal($"complete · trades missing here: {text}", rows[3]["Completeness"]);
        Assert.Equal("gap, not filled", rows[4]["Completeness"]);
        Assert.Equal("–", rows[4]["CVD spot"]);
        Assert.Single(rows, row => row["Completeness"].Contains("missing here", StringComparison.Ordinal));
        Assert.NotEqual("–", rows[3]["CVD spot"]);
    }

    [Fact]
    public async Task Sums_begin_where_somebody_wants_them_to()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        var from = page.Locator(".chart-bar span.dim").First;
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        var usual = await from.InnerTextAsync();

        await page.Locator(".chart-bar select").First.SelectOptionAsync("day");
        await Patience.Expect(from).ToHaveTextAsync("CVD from 00:00");
        await page.Locator(".chart-bar select").First.SelectOptionAsync("signal");
        await Patience.Expect(from).ToHaveTextAsync("CVD from 02:50");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#main").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("a");
        await Patience.Expect(from).ToHaveTextAsync("CVD from 02:59");
        await page.Locator(".chart-bar select").First.SelectOptionAsync("window");

        await Patience.Expect(from).ToHaveTextAsync(usual);
    }

    private static ILocator Panes(IPage page) => page.Locator(".canvas .host table tr:not(:last-child) > td:nth-child(2) > div > canvas:first-child");

    private static JsonObject Market(string name, string kind) => new()
    {
        ["market"] = name,
        ["symbol"] = "BTC",
        ["kind"] = kind,
        ["lastPrice"] = 60_000,
        ["lastTradeAt"] = FakeMarket.Text(FakeMarket.EndUnixMs),
        ["openGaps"] = 0,
        ["missingTrades"] = 0,
    };
}
