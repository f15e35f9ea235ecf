using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>A venue that is cut off: what the screen shows while trades are missing, and once they are there.</summary>
public sealed class OutageTests(SharedBrowser browser, SlowDemo demo) : IClassFixture<SlowDemo>
{
    private const string Market = "BINANCE:btcusdt";

    private const long FortySecondsMs = 40_000;

    // Ten pixels at either side are not looked at for lines.
    private const int WideEnough = 40;

    // Of the price's own pane, where nothing else is more red and blue than green: pixels of the hatch over a gap. Of the pane of volume delta: columns within
    // that band in which two pixels of the spot line lie on each other; the dotted line of its last value is thinner, and the label of it stands in the last sixty.
    private const string Look = """
        () => {
          const panes = [...document.querySelectorAll('.panel.chart table tr')].filter(row => row.offsetHeight > 50).map(row => row.querySelector('canvas'));
          const pixels = canvas => {
            const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height }).getContext('2d', { willReadFrequently: true });
            copy.drawImage(canvas, 0, 0);
            const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
            return (x, y) => { const at = 4 * (y * canvas.width + x); return [data[at], data[at + 1], data[at + 2]]; };
          };
          const [price, flow] = panes.map(pixels);
          const columns = new Set();
          let band = 0;
          for (let y = 0; y < panes[0].height; y++) {
            for (let x = 0; x < panes[0].width; x++) {
              const [r, g, b] = price(x, y);
              if (r - g > 18 && b - g > 10) {
                band++;
                columns.add(x);
              }
            }
          }
          const isSpot = ([r, g]) => g - r > 60;
          let joined = 0;
          const end = Math.min(Math.max(...columns) - 10, panes[1].width - 60);
          for (let x = Math.min(...columns) + 10; x < end; x++) {
            for (let y = 1; y < panes[1].height; y++) {
              joined += isSpot(flow(x, y)) && isSpot(flow(x, y - 1)) ? 1 : 0;
            }
          }
          return [band, joined, columns.size];
        }
        """;

    // A gap is open for a quarter of a minute. What was drawn meanwhile is noted in the page, four times a second: a busy machine asks too late. It is noted apart
    // for the time in which the venue is away and no gap can be told, and how often neither was said before the filling.
    private const string Watch = $$"""
        market => {
          const look = {{Look}};
          const of = () => ({ strip: false, width: 0, joined: 0 });
          const seen = window.seen = { away: of(), open: of(), legend: '', bare: 0 };
          setInterval(() => {
            const label = document.querySelector('.strip canvas')?.getAttribute('aria-label') ?? '';
            const said = label.split('. ').find(one => one.startsWith(market)) ?? '';
            const [isAway, isOpen, isFilled] = [/not read since \d\d:\d\d:\d\d/, /1 gap, not filled/, /1 filled later/].map(words => words.test(said));
            seen.bare += seen.away.strip && !isAway && !isOpen && !isFilled && !seen.isFilled ? 1 : 0;
            seen.isFilled ||= isFilled;
            const now = isOpen ? seen.open : isAway ? seen.away : null;
            if (now === null) {
              return;
            }

            now.strip = true;
            seen.legend ||= document.querySelector('.chart .legend')?.textContent.match(/not read: \w+ since \d\d:\d\d:\d\d/)?.[0] ?? '';
            const [band, joined, width] = look();
            if (band > 100) {
              now.width = Math.max(now.width, width);
              now.joined = Math.max(now.joined, joined);
            }
          }, 250);
        }
        """;

    [Fact]
    public async Task What_was_missed_is_hatched_listed_and_healed()
    {
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var chart = await visit.LoadAsync("flow/BTC?tf=1s");
        var gaps = await visit.LoadAsync(await visit.Context.NewPageAsync(), "gaps");
        var feeds = await visit.LoadAsync(await visit.Context.NewPageAsync(), "feeds");
        await Patience.Expect(chart.Locator(".strip canvas")).ToHaveAttributeAsync("aria-label", new Regex(Market));
        Assert.Equal(0, (await chart.EvaluateAsync<int[]>(Look))[0]);
        await chart.EvaluateAsync(Watch, Market);

        await CutAsync(feeds, "10");

        // A page behind others is given no frames to draw.
        await chart.BringToFrontAsync();
        await Patience.Expect(feeds.Locator(".switch .venue").First).ToContainTextAsync("cut off");
        var row = gaps.GetByRole(AriaRole.Row).Filter(new() { Has = gaps.GetByRole(AriaRole.Cell, new() { Name = Market, Exact = true }) });
        await Patience.Expect(row).ToContainTextAsync("open", new() { Timeout = LongEnough });
        string[] shown = await row.GetByRole(AriaRole.Cell).AllInnerTextsAsync() is var cells ? [cells[1], cells[2], cells[4]] : [];

        // The page is told when a gap is found, the console what is stored.
        JsonArray stored = [];
        await Patience.UntilAsync(async () => (stored = JsonNode.Parse(await demo.AskConsoleAsync("gaps", "--json", "--market", Market))!.AsArray()).Count > 0, "the gap on the console");
        var told = Assert.Single(stored)!;
        Assert.InRange((long)told["afterUnixMs"]! - (long)told["beforeUnixMs"]!, FortySecondsMs, long.MaxValue);
        Assert.Equal([Moment(told["beforeUnixMs"]!), Moment(told["afterUnixMs"]!), ((long)told["missing"]!).ToString("N0", CultureInfo.InvariantCulture)], shown);

        await Patience.Expect(row).ToContainTextAsync("filled", new() { Timeout = LongEnough });
        foreach (var time in (string[])["away", "open"])
        {
            Assert.True(await SeenAsync<bool>(chart, $"{time}.strip"), $"the strip told nothing while it was {time}");
            Assert.True(await SeenAsync<int>(chart, $"{time}.width") > 0, $"no band was drawn while it was {time}");
            Assert.Equal(0, await SeenAsync<int>(chart, $"{time}.joined"));
        }

        // How wide the band is while the venue is away depends on how soon a busy machine draws it: GapBandTests holds that.
        Assert.True(await SeenAsync<int>(chart, "open.width") > WideEnough, "the band is too narrow to tell whether a line crosses it");
        Assert.Matches("^not read: BINANCE since", await SeenAsync<string>(chart, "legend"));
        Assert.Equal(0, await SeenAsync<int>(chart, "bare"));
        await Patience.Expect(chart.Locator(".strip canvas")).ToHaveAttributeAsync("aria-label", new Regex($"{Market}: [^.]*0 gap, not filled, 1 filled later"));
        await PollAsync(chart, found => found[0] == 0, "no band after the filling");
        await Patience.Expect(feeds.Locator(".switch .venue").First).ToContainTextAsync("there");
        // No bar of so young a demo was evaluated.
        Assert.DoesNotContain(visit.Faults, fault => !fault.Contains("/explain", StringComparison.Ordinal));
    }

    private static float LongEnough => (float)(2 * Patience.Usual.TotalMilliseconds);

    private static Task<T> SeenAsync<T>(IPage page, string what) => page.EvaluateAsync<T>($"() => window.seen.{what}");

    private static async Task CutAsync(IPage page, string seconds)
    {
        await page.Locator(".switch select").SelectOptionAsync(seconds);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cut BINANCE off", Exact = true }).ClickAsync();
        await Patience.Expect(page.Locator("dialog p").First).ToContainTextAsync($"for {seconds} seconds");
        await page.Locator("dialog button.act").ClickAsync();
        await Patience.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
    }

    private static async Task PollAsync(IPage page, Func<int[], bool> isSo, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience.Usual);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        int[] found = [];
        try
        {
            while (!isSo(found = await page.EvaluateAsync<int[]>(Look)))
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"In vain awaited: {what}; {found.FirstOrDefault()} pixels are of its colour");
        }
    }

    private static string Moment(JsonNode unixMs) => DateTimeOffset.FromUnixTimeMilliseconds((long)unixMs).ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture);
}
