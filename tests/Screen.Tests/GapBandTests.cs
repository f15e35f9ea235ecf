using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Holes in the chart as they are drawn, read off its pixels.</summary>
public sealed class GapBandTests(SharedBrowser browser)
{
    private const long Minute = 60_000;

    // The name of a line stands behind its end.
    private const int LabelWidth = 60;
    private const long End = FakeMarket.EndUnixMs - (FakeMarket.EndUnixMs % Minute);

    // Each column of a pane: b where the band is, l where a line or a candle is, . where neither is.
    private const string Columns = """
        ([pane, tones]) => {
          const rows = [...document.querySelectorAll('.canvas .host table tr')].filter(row => row.children.length === 3);
          const canvas = rows[pane].children[1].querySelector('canvas');
          const { width, height } = canvas;
          const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
          const near = (at, [r, g, b]) => Math.abs(data[at] - r) + Math.abs(data[at + 1] - g) + Math.abs(data[at + 2] - b) < 36;
          // The level of the latest value is dotted through the whole pane: that is no line of the past.
          const levels = new Set(Array.from({ length: height }, (_, y) => y).filter(y => {
            let count = 0;
            for (let x = 0; x < width; x++) {
              count += tones.some(tone => near(4 * (y * width + x), tone)) ? 1 : 0;
            }
            return count > width * 0.3;
          }));
          return JSON.stringify(Array.from({ length: width }, (_, x) => {
            let [tinted, hasLine] = [0, false];
            for (let y = 30; y < height - 4; y++) {
              const at = 4 * (y * width + x);
              tinted += data[at] - data[at + 1] > 6 ? 1 : 0;
              hasLine ||= !levels.has(y) && tones.some(tone => near(at, tone));
            }
            return tinted > (height - 34) * 0.8 ? (hasLine ? 'x' : 'b') : hasLine ? 'l' : '.';
          }).join(''));
        }
        """;

    private static readonly int[] Up = [0x56, 0xb4, 0xe9];
    private static readonly int[] Down = [0xe6, 0x9f, 0x00];
    private static readonly int[] Spot = [0x8f, 0xf0, 0xd4];

    [Fact]
    public async Task No_line_crosses_a_hole_and_both_go_when_it_is_filled()
    {
        await using var service = await FakeService.StartAsync();
        var (isFilled, from, to) = (false, End - (40 * Minute), End - (20 * Minute));
        service.Answers.EditBar = bar => !isFilled && (long)bar["openUnixMs"]! >= from && (long)bar["openUnixMs"]! < to ? null : bar;
        service.Answers.EditLedger = ledger =>
        {
            ledger["gaps"] = (string)ledger["market"]! == "BINANCE:btcusdt" ? new JsonArray(FakeViews.Gap("BINANCE:btcusdt", from, to, 250, isFilled ? "REST" : null)) : [];
            return ledger;
        };
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();

        // The same series are looked at where they are and where they must not be.
        var prices = await ColumnsAsync(page, 0, [Up, Down], columns => columns.Contains('b', StringComparison.Ordinal));
        var sums = await ColumnsAsync(page, 1, [Spot], columns => columns.Contains('b', StringComparison.Ordinal));
        foreach (var columns in (string[])[prices, sums])
        {
            var (first, last) = (columns.IndexOf('b', StringComparison.Ordinal), columns.LastIndexOf('b'));
            Assert.InRange(last - first, 40, columns.Length / 2);
            Assert.All(Enumerable.Range(1, 5), place => Assert.Equal('b', columns[first + ((last - first) * place / 6)]));
            Assert.DoesNotContain('x', columns);
            Assert.DoesNotContain('l', columns[first..last]);
            Assert.Contains('l', columns[(first - 30)..first]);
            Assert.Contains('l', columns[last..(last + 30)]);
        }

        await Patience.Expect(page.Locator(".strip canvas")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("BINANCE:btcusdt: complete, 1 gap"));
        isFilled = true;
        service.Events.Tell("gap", FakeViews.Gap("BINANCE:btcusdt", from, to, 250, "REST"));

        await ColumnsAsync(page, 1, [Spot], columns => !columns.Contains('b', StringComparison.Ordinal));
        await Patience.Expect(page.Locator(".strip canvas")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("BINANCE:btcusdt: complete, 0 gap"));
        await HoverStripAsync(page);
        Assert.Contains("filled later", await page.Locator(".strip canvas").GetAttributeAsync("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_read_is_hatched_to_the_end_though_others_trade_and_drawn_again_when_nothing_was_missed()
    {
        await using var service = await FakeService.StartAsync();
        var (isBack, since) = (false, End - (20 * Minute) + 400);
        JsonObject Feed()
        {
            var feed = FakeViews.Feed("BINANCE", 12, isBack ? "connected" : "waiting");
            feed["unread"] = isBack ? [] : new JsonObject { ["BINANCE:btcusdt"] = since };
            return feed;
        }

        // Marks of signals and positions have the colours of candles.
        service.Answers.Set("signals", () => new JsonArray());
        service.Answers.Set("positions", () => new JsonArray());
        service.Answers.Set("feeds", () => new JsonArray(Feed(), FakeViews.Feed("BINANCE_FUTURES", 38)));
        service.Answers.EditLedger = ledger =>
        {
            var run = ledger["runs"]![0]!;
            run["toUnixMs"] = isBack || (string)ledger["market"]! != "BINANCE:btcusdt" ? (long)run["toUnixMs"]! : Math.Min((long)run["toUnixMs"]!, since + 600);
            return ledger;
        };
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");

        var prices = await ColumnsAsync(page, 0, [Up, Down], columns => columns.Contains('b', StringComparison.Ordinal));
        var sums = await ColumnsAsync(page, 1, [Spot], columns => columns.Contains('b', StringComparison.Ordinal));
        foreach (var columns in (string[])[prices[..^LabelWidth], sums[..^LabelWidth]])
        {
            var (first, last) = (columns.IndexOf('b', StringComparison.Ordinal), columns.LastIndexOf('b'));
            Assert.InRange(last - first, 40, columns.Length / 2);
            Assert.DoesNotContain('x', columns);
            Assert.DoesNotContain('l', columns[first..]);
            Assert.Contains('l', columns[(first - 30)..first]);
        }

        await Patience.Expect(page.Locator(".chart .legend")).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"not read: BINANCE since \d\d:\d\d:00"));
        await Patience.Expect(page.Locator(".strip canvas")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("BINANCE:btcusdt: complete, 0 gap, not filled, not read since"));
        isBack = true;
        service.Events.Tell("feed", Feed());
        service.Events.Tell("bar", new JsonObject { ["market"] = "BINANCE:btcusdt", ["timeframe"] = "1s", ["bar"] = new JsonObject { ["openUnixMs"] = End } });

        sums = await ColumnsAsync(page, 1, [Spot], columns => !columns.Contains('b', StringComparison.Ordinal));
        Assert.Contains('l', sums[^120..^LabelWidth]);
        await Patience.Expect(page.Locator(".strip canvas")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex(@"BINANCE:btcusdt: complete, 0 gap, not filled\."));
        await Patience.Expect(page.Locator(".chart .legend")).Not.ToContainTextAsync("not read");
    }

    [Fact]
    public async Task A_long_hole_is_cut_and_says_how_long_it_was()
    {
        await using var service = await FakeService.StartAsync();
        var (from, to) = (End - (310 * Minute), End - (10 * Minute));
        service.Answers.EditBar = bar => (long)bar["openUnixMs"]! >= from && (long)bar["openUnixMs"]! < to ? null : bar;
        service.Answers.EditLedger = ledger =>
        {
            ledger["gaps"] = (string)ledger["market"]! == "BINANCE:btcusdt" ? new JsonArray(FakeViews.Gap("BINANCE:btcusdt", from, to, null)) : [];
            return ledger;
        };
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Shift+G");
        await page.Keyboard.PressAsync("t");
        await Patience.Expect(PageTable.Chart(page).Locator("tbody tr").Nth(5)).ToBeVisibleAsync();
        await Patience.Expect(page.Locator(".chart .legend")).ToContainTextAsync("gap, not filled");

        var times = (await PageTable.RowsAsync(PageTable.Chart(page))).Where(row => row["Completeness"] == "gap, not filled").Select(row => row["Time"]).ToList();
        Assert.NotEmpty(times);
        Assert.Equal(times.Count, times.Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<string> ColumnsAsync(IPage page, int pane, int[][] tones, Func<string, bool> isSo)
    {
        var columns = "";
        await Patience.UntilAsync(
            async () =>
            {
                columns = JsonSerializer.Deserialize<string>(await page.EvaluateAsync<string>(Columns, new object[] { pane, tones }))!;
                return isSo(columns);
            },
            "the picture of the chart");
        return columns;
    }

    // Moves along the first row of the strip until something is said of a hole.
    private static async Task HoverStripAsync(IPage page)
    {
        var box = (await page.Locator(".strip canvas").BoundingBoxAsync())!;
        for (var x = box.X + box.Width - 4; x > box.X; x -= 6)
        {
            await page.Mouse.MoveAsync(x, box.Y + 5);
            if ((await page.Locator(".strip canvas").GetAttributeAsync("title"))?.Contains("filled", StringComparison.Ordinal) == true)
            {
                return;
            }
        }

        Assert.Fail("Nothing of the strip is said to be filled.");
    }
}
