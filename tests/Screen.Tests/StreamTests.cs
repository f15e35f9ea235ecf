using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>One stream for all tabs of a browser, joined with what is read besides.</summary>
public sealed class StreamTests(SharedBrowser browser)
{
    private const int Tabs = 8;

    [Fact]
    public async Task Eight_tabs_live_on_one_stream_that_ends_with_the_last()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        await visit.LoadAsync();
        while (visit.Context.Pages.Count < Tabs)
        {
            await visit.LoadAsync(await visit.Context.NewPageAsync());
        }

        service.Events.Tell("sym", FakeMarket.Symbol("BTC", FakeMarket.EndUnixMs, shift: 1_234));
        var price = Format(FakeMarket.Symbol("BTC", FakeMarket.EndUnixMs, shift: 1_234));

        foreach (var page in visit.Context.Pages)
        {
            await Patience.Expect(PageTable.Symbol(page, "BTC")).ToContainTextAsync(price);
        }

        // A stream that is to tell more is opened anew before the former one is seen to have ended.
        await Patience.UntilAsync(() => service.Events.Readers == 1, "one stream for all tabs");
        foreach (var page in visit.Context.Pages.Skip(1).ToList())
        {
            await page.CloseAsync();
        }

        service.Events.Tell("sym", FakeMarket.Symbol("BTC", FakeMarket.EndUnixMs, shift: 2_345));
        await Patience.Expect(PageTable.Symbol(visit.Page, "BTC")).ToContainTextAsync(Format(FakeMarket.Symbol("BTC", FakeMarket.EndUnixMs, shift: 2_345)));
        await Patience.UntilAsync(() => service.Events.Readers == 1, "one stream for the last tab");

        await visit.Page.CloseAsync();
        await Patience.UntilAsync(() => service.Events.Readers == 0, "the end of the stream");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_comes_first_snapshot_or_events_the_latest_stands(int seed)
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();
        var random = new Random(seed);
        var shift = 0.0;
        service.Answers.Set("symbols", () => new JsonArray([.. service.Answers.Market.Names.Select(name => FakeMarket.Symbol(name, FakeMarket.EndUnixMs, shift))]));

        for (var round = 0; round < 12; round++)
        {
            var release = service.Answers.Hold("symbols");
            var asked = service.Answers.Asked("symbols");
            service.Events.Resync();
            if (random.Next(3) > 0)
            {
                await Patience.UntilAsync(() => service.Answers.Asked("symbols") > asked, "the read of the snapshot");
            }

            var events = random.Next(4);
            var releaseAfter = random.Next(events + 1);
            for (var number = 0; number <= events; number++)
            {
                if (number == releaseAfter)
                {
                    release();
                }

                shift = Math.Round(random.NextDouble() * 9_000, 1);
                foreach (var name in service.Answers.Market.Names)
                {
                    service.Events.Tell("sym", FakeMarket.Symbol(name, FakeMarket.EndUnixMs, shift));
                }
            }

            foreach (var name in service.Answers.Market.Names)
            {
                await Patience.Expect(PageTable.Symbol(page, name)).ToContainTextAsync(Format(FakeMarket.Symbol(name, FakeMarket.EndUnixMs, shift)));
            }

            await SettleAsync(page);
            foreach (var name in service.Answers.Market.Names)
            {
                Assert.Contains(Format(FakeMarket.Symbol(name, FakeMarket.EndUnixMs, shift)), await PageTable.Symbol(page, name).InnerTextAsync(), StringComparison.Ordinal);
            }
        }
    }

    // Once the page has answered this, it has taken in what came before: a snapshot that is late would have overwritten what is newer.
    private static async Task SettleAsync(IPage page) => await page.EvaluateAsync("async () => { for (let turn = 0; turn < 3; turn++) { await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0))); } }");

    private static string Format(JsonObject symbol) => ((double)symbol["price"]!).ToString(symbol["price"]!.GetValue<double>() >= 1_000 ? "#,0.0" : "0.00", System.Globalization.CultureInfo.InvariantCulture);
}
