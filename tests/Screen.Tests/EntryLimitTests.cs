using System.Text.Json.Nodes;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>What keeps a coin from an entry besides the phases: missing data, a loss not long ago, the limits of the account.</summary>
public sealed class EntryLimitTests(SharedBrowser browser)
{
    [Fact]
    public async Task A_coin_that_may_not_be_entered_says_so_where_it_stops()
    {
        const string Missing = "00:12:00 of trades are missing in the window, allowed 00:10:00";
        await using var service = await FakeService.StartAsync();
        service.Answers.Set("positions", () => new JsonArray());
        service.Answers.Set("symbols", () => new JsonArray([.. service.Answers.Market.Names.Select(name =>
        {
            var symbol = FakeMarket.Symbol(name, FakeMarket.EndUnixMs);
            symbol["holdReason"] = name == "ETH" ? Missing : null;
            return symbol;
        })]));
        await using var visit = await Visit.BeginAsync(browser, service.Url);

        var page = await visit.LoadAsync("flow/BTC?tf=1m");

        await Patience.Expect(PageTable.Symbol(page, "BTC").Locator(".col-stop")).ToHaveTextAsync("4 score");
        await Patience.Expect(PageTable.Symbol(page, "ETH").Locator(".col-stop")).ToHaveTextAsync("data gap");
        await Patience.Expect(PageTable.Symbol(page, "ETH").Locator(".col-stop")).ToHaveAttributeAsync("title", Missing);
        await Patience.Expect(PageTable.Symbol(page, "SOL").Locator(".col-stop")).ToHaveTextAsync("cool-down");
        await Patience.Expect(PageTable.Symbol(page, "SOL").Locator(".col-stop")).ToHaveAttributeAsync("title", "It has lost and is left alone until 03:30:07. phase 4: score 3.8, needed >= 4");
    }

    [Fact]
    public async Task An_explanation_ends_with_what_the_executor_would_say_and_stake()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/ETH?tf=1m");
        var executor = page.Locator(".panel.explain li.phase").Last;

        await Patience.Expect(executor.Locator(".summary")).ToHaveTextAsync("would take an entry, 200.13 USD × size");
        await page.GotoAsync(visit.AddressOf("flow/SOL?tf=1m"));
        await Patience.Expect(executor.Locator(".summary")).ToHaveTextAsync("would refuse an entry: cool-down until 03:30:07 1 h after a loss");
        await page.GotoAsync(visit.AddressOf("flow/BTC?tf=1m"));
        await Patience.Expect(executor.Locator(".summary")).ToHaveTextAsync("would refuse an entry: of BTC with it 2 ≤ 1");
        await executor.Locator("button").ClickAsync();
        await Patience.Expect(executor.Locator("dl")).ToContainTextAsync("200.13 × size, 2.0 % of the account");
        Assert.Empty(visit.Faults);
    }
}
