using System.Text.Json.Nodes;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Every panel of every page while it is read, has nothing, was refused, is old, or has only begun.</summary>
public sealed class PagePanelTests(SharedBrowser browser)
{
    // The chart has states of its own; the log is made by the page itself.
    private const string Panels = "main section.panel:not(.chart)";

    private static readonly string[] Places = ["flow/BTC?tf=1m", "signals", "signals/refused", "signals/near", "signals/expired", "positions", "positions/shadows", "feeds", "feeds/open-interest/BTC", "gaps"];

    // What is loaded with its panel alone has to come while the panel waits: a browser has six connections to a service, and a call that waits has one of them.
    private static readonly Dictionary<string, string[]> LoadedLater = new(StringComparer.Ordinal)
    {
        ["positions/shadows"] = ["shadows"],
        ["feeds/open-interest/BTC"] = ["open-interest/BTC", "open-interest/BTC/history"],
    };

    [Fact]
    public async Task What_is_read_is_busy_until_it_is_there()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = visit.Page;

        foreach (var place in Places)
        {
            // Each place is loaded anew, with nothing held of the one before.
            await page.GotoAsync("about:blank");
            var releases = LoadedLater.GetValueOrDefault(place, [.. service.Answers.Paths]).Select(service.Answers.Hold).ToList();
            await GoAsync(visit, place);
            await Patience.Expect(page.Locator(Panels).First).ToBeVisibleAsync();
            await Patience.Expect(page.Locator($"{Panels}[aria-busy=false]")).ToHaveCountAsync(0);
            Assert.NotEqual(0, await page.Locator(Panels).CountAsync());
            if (place.StartsWith("flow", StringComparison.Ordinal))
            {
                await Patience.Expect(page.Locator(".chart .canvas")).ToHaveAttributeAsync("aria-busy", "true");
            }

            releases.ForEach(release => release());
            await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
        }

        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task What_was_refused_says_why_and_can_be_tried_again()
    {
        await using var service = await FakeService.StartAsync();
        foreach (var path in service.Answers.Paths)
        {
            service.Answers.Refuse(path, FakeAnswer.Problem(503, "The store does not answer", "<b>the disk is full</b>"));
        }

        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();

        foreach (var place in Places)
        {
            await GoAsync(visit, place);
            await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            await Patience.Expect(page.Locator("main section.panel:not(:has(.failure button))")).ToHaveCountAsync(0);
            foreach (var text in await page.Locator("main .failure").AllInnerTextsAsync())
            {
                Assert.Contains("The store does not answer", text, StringComparison.Ordinal);
                Assert.Contains("<b>the disk is full</b>", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_is_empty_says_why()
    {
        await using var service = await FakeService.StartAsync();
        foreach (var path in (string[])["symbols", "figures", "feeds", "markets", "positions", "signals", "orders", "gaps", "ledger", "shadows"])
        {
            service.Answers.Set(path, () => new JsonArray());
        }

        service.Answers.Refuse("symbols/BTC/explain", FakeAnswer.Problem(404, "Not found", "No bar of BTC was evaluated"));
        service.Answers.EditBar = _ => null;
        service.Answers.Set("open-interest/BTC", () =>
        {
            var answer = FakeViews.OpenInterest("BTC", FakeMarket.EndUnixMs);
            answer["venues"] = new JsonArray();
            return answer;
        });
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();

        foreach (var place in Places)
        {
            await GoAsync(visit, place);
            await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            // What an account has is told though it has done nothing.
            await Patience.Expect(page.Locator($"{Panels}:not(.is-empty):not([aria-label=Account])")).ToHaveCountAsync(0);
            Assert.All(await page.Locator("main .is-empty > .note").AllInnerTextsAsync(), text => Assert.InRange(text.Length, 15, 300));
            if (place.StartsWith("flow", StringComparison.Ordinal))
            {
                await Patience.Expect(page.Locator(".chart .veil")).ToContainTextAsync("Nothing is stored of BTC");
            }
        }

        Assert.DoesNotContain(visit.Faults, fault => !fault.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_old_says_how_old()
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.Set("gaps", () => new JsonArray(FakeViews.Gap("BINANCE:btcusdt", FakeMarket.EndUnixMs - 60_000, FakeMarket.EndUnixMs, 5)));
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        await visit.Page.Clock.InstallAsync();
        var page = await visit.LoadAsync();
        service.Events.IsBeating = false;
        await page.Clock.FastForwardAsync(7_000);
        await Patience.Expect(Visit.Pill(page)).ToContainTextAsync("STALE");

        foreach (var place in Places)
        {
            await GoAsync(visit, place);
            await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            await Patience.Expect(page.Locator("main section.panel.is-ready")).ToHaveCountAsync(0);
        }

        await GoAsync(visit, "positions");
        Assert.All(await page.Locator("main .is-stale > .panel-head .tag").AllInnerTextsAsync(), text => Assert.Matches(@"^\d+(\.\d)? s old$", text));
    }

    [Fact]
    public async Task What_has_only_begun_says_how_far_it_is()
    {
        await using var service = await FakeService.StartAsync();
        const string Failure = "phase 0: bars in the window 12, needed >= 40";
        service.Answers.Set("symbols", () => new JsonArray([.. service.Answers.Market.Names.Select(name =>
        {
            var symbol = FakeMarket.Symbol(name, FakeMarket.EndUnixMs);
            symbol["firstFailure"] = Failure;
            return symbol;
        })]));
        service.Answers.Set("symbols/BTC/explain", () =>
        {
            var explanation = FakeViews.Explanation("BTC", FakeMarket.EndUnixMs);
            (explanation["bars"], explanation["firstFailure"]) = (12, Failure);
            explanation["steps"] = new JsonArray(new JsonObject { ["phase"] = 0, ["name"] = "bars in the window", ["actual"] = "12", ["required"] = ">= 40", ["passed"] = false });
            return explanation;
        });
        service.Answers.Set("signals", () => new JsonArray());
        service.Answers.Set("feeds", () => new JsonArray(FakeViews.Feed("BINANCE", 12, "connecting")));
        service.Answers.Set("shadows", () => new JsonArray(FakeViews.Shadow(1, "fast", 10_000, hasBegun: false), FakeViews.Shadow(2, "live", 10_000, hasBegun: false)));
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");

        await Patience.Expect(page.Locator(".explain.is-warm-up .warm-up")).ToContainTextAsync("12 of 40 bars");
        await Patience.Expect(PageTable.Symbol(page, "ETH").Locator(".col-stop")).ToHaveTextAsync("warm-up");
        await GoAsync(visit, "signals");
        await Patience.Expect(page.Locator("main .warm-up")).ToContainTextAsync("12 of 40 bars");
        await GoAsync(visit, "feeds");
        await Patience.Expect(page.Locator("main .warm-up")).ToContainTextAsync("0 of 1 connections are up");
        await GoAsync(visit, "positions/shadows");
        await Patience.Expect(page.Locator("main .warm-up")).ToContainTextAsync("next bar that closes");
    }

    private static async Task GoAsync(Visit visit, string place)
    {
        await visit.Page.GotoAsync(visit.AddressOf(place));
        await Patience.Expect(visit.Page.Locator("header.top nav a[aria-current=page]")).ToHaveAttributeAsync("href", $"#/{place.Split('/', '?')[0]}");
    }
}
