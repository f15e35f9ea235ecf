using System.Text.Json.Nodes;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Texts that venues, accounts and senders have written.</summary>
public sealed class ForeignTextTests(SharedBrowser browser)
{
    private const string Evil = "<img src=x onerror=globalThis.hit=1>";

    [Fact]
    public async Task They_stay_texts_wherever_they_are_shown()
    {
        await using var service = await FakeService.StartAsync(["BTC", Evil]);
        service.Answers.Refuse("gaps", FakeAnswer.Problem(500, Evil, Evil));
        service.Answers.Set("feeds", () =>
        {
            var feed = FakeViews.Feed(Evil, 12, "failed");
            feed["lastError"] = Evil;
            return new JsonArray(feed, FakeViews.Feed("BINANCE", 5));
        });
        service.Answers.Set("signals", () =>
        {
            var signal = FakeViews.Signal("BTC", "Rejected");
            signal["detail"] = Evil;
            signal["signal"]!["reasoning"] = Evil;
            return new JsonArray(signal);
        });
        service.Answers.Set("symbols/BTC/explain", () =>
        {
            var explanation = FakeViews.Explanation("BTC", FakeMarket.EndUnixMs - (FakeMarket.EndUnixMs % 300_000));
            explanation["steps"]![5]!["actual"] = Evil;
            explanation["firstFailure"] = $"phase 4: score {Evil}";
            return explanation;
        });
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();
        var places = await page.Locator("header.top nav a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href').slice(2))");

        foreach (var place in places)
        {
            await page.GotoAsync(visit.AddressOf(place));
            await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);

            Assert.Equal(0, await page.Locator("img").CountAsync());
            Assert.True(await page.EvaluateAsync<bool>("() => globalThis.hit === undefined"));
            Assert.DoesNotContain(visit.Faults, fault => fault.Contains("policy", StringComparison.Ordinal));
        }

        await page.GotoAsync(visit.AddressOf("flow"));
        await Patience.Expect(PageTable.Symbol(page, Evil)).ToBeVisibleAsync();
    }
}
