using System.Globalization;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Figures of the pages before a running demo: what the screen says is what the service says, and the console.</summary>
[Collection(typeof(SameDemo))]
public sealed class FigureTests(SharedBrowser browser, DemoService demo)
{
    private const long BarMs = 300_000;
    private const int Bars = 10;
    private const long DayMs = 86_400_000;

    [Fact]
    public async Task Ten_explanations_are_word_for_word_those_of_the_console()
    {
        var last = await LastBarAsync(atLeast: Bars);
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        await visit.Context.AddInitScriptAsync("navigator.clipboard.writeText = async text => { globalThis.copied = text; }");
        var page = await visit.LoadAsync();

        for (var bar = 0; bar < Bars; bar++)
        {
            var close = DateTimeOffset.FromUnixTimeMilliseconds(last - (bar * BarMs));
            await page.GotoAsync(visit.AddressOf($"flow/BTC?bar={close.ToUnixTimeMilliseconds()}"));
            await Patience.Expect(page.Locator(".panel.explain .panel-head")).ToContainTextAsync($"bar {close:HH:mm:ss}");
            await page.Locator(".panel.explain .steps button").Last.ClickAsync();
            var copied = await page.EvaluateAsync<string>("() => globalThis.copied");

            Assert.Equal(await demo.AskConsoleAsync("explain", "BTC", "--at", close.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)), copied);
        }
    }

    [Theory]
    [InlineData("5s")]
    [InlineData("1m")]
    public async Task Sums_of_volume_delta_are_those_of_the_services_deltas(string timeframe)
    {
        await LastBarAsync(atLeast: 2);
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var page = await visit.LoadAsync($"flow/BTC?tf={timeframe}");
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        await page.Locator(".chart-bar select").First.SelectOptionAsync("day");
        await page.Locator(".chart-bar .tools button").First.ClickAsync();
        await Patience.Expect(PageTable.Chart(page).Locator("tbody tr").Nth(12)).ToBeVisibleAsync();

        // What lies before the loaded bars is asked for: there are no sums until it is known.
        await Patience.UntilAsync(async () => (await PageTable.RowsAsync(PageTable.Chart(page))).Skip(4).Any(row => row["CVD spot"] != "–"), "sums from midnight on");
        await page.Locator("header.top button", new() { HasText = "Hold" }).ClickAsync();

        var rows = await PageTable.RowsAsync(PageTable.Chart(page));
        var now = DateTimeOffset.Parse((string)(await demo.ReadAsync("/api/v1/status"))["marketTime"]!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var deltas = await demo.ReadAsync($"/api/v1/symbols/BTC/cvd?timeframe={timeframe}&from={now - (now % DayMs)}&to={now}");
        var (spot, perp) = (0.0, 0.0);
        Dictionary<string, (string Spot, string Perp)> sums = [];
        foreach (var (open, at) in deltas["openUnixMs"]!.AsArray().Select((open, at) => ((long)open!, at)))
        {
            spot += (double?)deltas["spotDelta"]![at] ?? 0;
            perp += (double?)deltas["perpDelta"]![at] ?? 0;
            sums[DateTimeOffset.FromUnixTimeMilliseconds(open).ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture)] = (Shown.Amount(spot), Shown.Amount(perp));
        }

        // The newest are not over yet.
        var compared = rows.Skip(4).Where(row => sums.ContainsKey(row["Time"]) && row["CVD spot"] != "–").ToList();
        Assert.InRange(compared.Count, 5, int.MaxValue);
        Assert.All(compared, row => Assert.Equal(sums[row["Time"]], (row["CVD spot"], row["CVD perp"])));
    }

    [Fact]
    public async Task Signals_and_closed_positions_have_the_services_figures()
    {
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var page = await visit.LoadAsync();
        await Patience.UntilAsync(async () => (await demo.ReadAsync("/api/v1/positions?closed=true")).AsArray().Any(position => position!["closedAt"] is not null), "a position that has closed");

        await page.GotoAsync(visit.AddressOf("positions"));
        var closed = page.Locator(".panel.page", new() { HasText = "Exit by" }).Last.Locator("table.rows");
        await Patience.Expect(closed.Locator("tbody tr").First).ToBeVisibleAsync();
        var rows = await PageTable.RowsAsync(closed);
        var positions = (await demo.ReadAsync("/api/v1/positions?closed=true&limit=2000")).AsArray().ToDictionary(position => (string)position!["id"]!, position => position!);
        foreach (var row in rows)
        {
            var position = positions[row["Trade"]];
            Assert.Contains($"{position["symbol"]} ×{position["leverage"]}", row["Position"], StringComparison.Ordinal);
            Assert.True(Shown.IsAsShown(row["Entry"], (double)position["entryPrice"]!), $"entry {row["Entry"]} against {position.ToJsonString()}");
            Assert.True(Shown.IsAsShown(row["Exit"], (double)position["price"]!), $"exit {row["Exit"]} against {position.ToJsonString()}");
            Assert.True(Shown.IsAsShown(row["P/L USD"].TrimStart('▲', '▼', ' ', '+'), (double)position["profitUsd"]!), $"gain {row["P/L USD"]} against {position.ToJsonString()}");
            Assert.Equal((string?)position["exitReason"] ?? "", row["Exit by"]);
        }

        await page.GotoAsync(visit.AddressOf("signals"));
        await Patience.Expect(page.Locator("table.rows tbody tr").First).ToBeVisibleAsync();
        rows = await PageTable.RowsAsync(page.Locator("table.rows"));
        var signals = (await demo.ReadAsync("/api/v1/signals?limit=500")).AsArray()
            .Select(record => record!["signal"]!)
            .ToLookup(signal => $"{DateTimeOffset.FromUnixTimeMilliseconds((long)signal["barCloseUnixMs"]!).ToString("d MMM HH:mm", CultureInfo.InvariantCulture)} {signal["baseSymbol"]} {signal["action"]}");
        foreach (var row in rows)
        {
            var action = row["Side"].Contains("LONG", StringComparison.Ordinal) ? "Long" : row["Side"].Contains("SHORT", StringComparison.Ordinal) ? "Short" : "Close";
            Assert.Contains(signals[$"{row["Bar"]} {row["Symbol"]} {action}"], signal => action == "Close" || Shown.IsAsShown(row["Score"].Split(" = ")[0], (double)signal["score"]!));
        }

        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Venues_have_the_services_figures()
    {
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var page = await visit.LoadAsync("feeds");
        await Patience.Expect(page.Locator("table.rows tbody tr").First).ToBeVisibleAsync();

        var rows = await PageTable.RowsAsync(page.Locator("table.rows"));

        foreach (var venue in (await demo.ReadAsync("/api/v1/feeds")).AsArray().GroupBy(feed => (string)feed!["exchange"]!))
        {
            var row = Assert.Single(rows, row => row["Venue"].EndsWith(venue.Key, StringComparison.Ordinal));
            Assert.Equal($"{venue.Count(feed => (string)feed!["state"]! == "connected")}/{venue.Count()}", row["Up"]);
            Assert.Equal(venue.Sum(feed => (int)feed!["markets"]!).ToString(CultureInfo.InvariantCulture), row["Markets"]);
        }
    }

    // The close of the last bar, once so many have closed since the start.
    private async Task<long> LastBarAsync(int atLeast)
    {
        long? last = null;
        await Patience.UntilAsync(
            async () =>
            {
                last = DateTimeOffset.Parse((string)(await demo.ReadAsync("/api/v1/symbols/BTC"))["evaluatedAt"]!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
                return last % DayMs >= atLeast * BarMs;
            },
            "bars that have closed");
        return last!.Value;
    }
}
