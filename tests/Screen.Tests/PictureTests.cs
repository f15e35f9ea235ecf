using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;
using SqueezeFlow.Screen.Tests.Services;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests;

/// <summary>The pictures of the documentation, made anew when somebody asks for it (CONTRIBUTING.md).</summary>
public sealed class PictureTests(SharedBrowser browser)
{
    private const int MostBytes = 80_000;
    private const long Minute = 60_000;
    private const long End = FakeMarket.EndUnixMs - (FakeMarket.EndUnixMs % Minute);

    [Fact(Explicit = true)]
    public async Task Flow_of_a_demo_on_a_desk_and_on_a_phone()
    {
        await using var demo = new DemoService(["--symbols", "10", "--speed", "60", "--rate", "200"]);
        await demo.InitializeAsync();
        // Two hours of it, and something that is open.
        await Patience.UntilAsync(
            async () => DateTimeOffset.Parse((string)(await demo.ReadAsync("/api/v1/status"))["marketTime"]!, CultureInfo.InvariantCulture) is { Day: 1, Hour: >= 2 } or { Day: > 1 }
                && (await demo.ReadAsync("/api/v1/positions")).AsArray().Count > 0,
            "a demo that has gone on for a while",
            TimeSpan.FromMinutes(10));

        await using var desk = await Visit.BeginAsync(browser, demo.Url, ColorScheme.Dark, 1280, 720);
        await TakeAsync(await desk.LoadAsync("flow/BTC?tf=1m"), "flow");
        await using var phone = await Visit.BeginAsync(browser, demo.Url, ColorScheme.Light, 360, 740);
        await TakeAsync(await phone.LoadAsync("flow/BTC?tf=1m"), "flow-phone");
    }

    [Fact(Explicit = true)]
    public async Task A_hole_that_is_open_and_the_reasons_of_a_bar()
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.EditBar = bar => (End - (long)bar["openUnixMs"]!) / Minute is > 20 and <= 35 ? null : bar;
        service.Answers.EditLedger = ledger =>
        {
            ledger["gaps"] = (string)ledger["market"]! == "BINANCE:btcusdt"
                ? new JsonArray(FakeViews.Gap("BINANCE:btcusdt", End - (50 * Minute), End - (45 * Minute), 90, "REST"), FakeViews.Gap("BINANCE:btcusdt", End - (35 * Minute), End - (20 * Minute), 250))
                : [];
            return ledger;
        };
        await using var visit = await Visit.BeginAsync(browser, service.Url, ColorScheme.Dark, 1280, 600);
        await TakeAsync(await visit.LoadAsync("flow/BTC?tf=1m"), "gap");
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
        // The chart is painted between frames.
        await page.EvaluateAsync("async () => { for (let frame = 0; frame < 60; frame++) { await new Promise(requestAnimationFrame); } }");
        var picture = SmallPicture.Of(await page.ScreenshotAsync());
        var folder = Directory.CreateDirectory(Path.Combine(Checkout.Root, "docs/pictures"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{name}.png"), picture, TestContext.Current.CancellationToken);

        Assert.InRange(picture.Length, 1, MostBytes);
    }
}
