using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Figures of what flows, panel by panel, against those that the console prints of the same moment of a demo. Explanations and turnover have tests of their own.</summary>
[Collection(typeof(SameDemo))]
public sealed class ConsoleTests(SharedBrowser browser, DemoService demo)
{
    private const string Spot = "BINANCE:btcusdt";
    private const string Perp = "BINANCE_FUTURES:btcusdt";

    [Fact]
    public async Task The_top_bar_says_what_status_feeds_and_gaps_say()
    {
        await using var frozen = await FrozenDemo.OfAsync(demo);
        SetGaps(frozen);
        var (status, feeds, gaps) = (await frozen.AskConsoleAsync("status"), (await frozen.AskConsoleAsync("feeds")).AsArray(), (await frozen.AskConsoleAsync("gaps")).AsArray());
        await using var visit = await Visit.BeginAsync(browser, frozen.Url);
        var page = await visit.LoadAsync();
        await Patience.Expect(page.Locator(".figures a").Nth(3)).ToContainTextAsync("2");

        var shown = await page.Locator(".figures a b").AllInnerTextsAsync();

        var venues = feeds.GroupBy(feed => (string)feed!["exchange"]!).Count(venue => venue.All(feed => (string)feed!["state"]! == "connected"));
        var lags = feeds.Select(feed => (double?)feed!["lagMs"]).Max();
        Assert.Equal(
            [
                $"{venues} live", Shown.Fixed((double)status["tradesPerSecond"]!), lags is { } lag ? Shown.Span(lag) : "–", gaps.Count(gap => gap!["filledBy"] is null).ToString(CultureInfo.InvariantCulture),
                $"PAPER · {((bool)status["executionPaused"]! ? "paused" : "running")}",
            ],
            shown);
    }

    [Fact]
    public async Task Symbols_have_the_figures_of_symbols_and_positions()
    {
        await using var frozen = await FrozenDemo.OfAsync(demo);
        var symbols = (await frozen.AskConsoleAsync("symbols")).AsArray();
        var open = (await frozen.AskConsoleAsync("positions")).AsArray().Select(position => (string)position!["symbol"]!).ToList();
        await using var visit = await Visit.BeginAsync(browser, frozen.Url);
        var page = await visit.LoadAsync();
        await Patience.Expect(PageTable.Symbols(page).Locator("tbody tr")).ToHaveCountAsync(symbols.Count);
        await Patience.Expect(page.Locator(".panel.positions[aria-busy=true]")).ToHaveCountAsync(0);

        var rows = await PageTable.RowsAsync(PageTable.Symbols(page));

        foreach (var symbol in symbols)
        {
            var row = Assert.Single(rows, row => row["Symbol"] == (string)symbol!["symbol"]!);
            Assert.True(Shown.IsAsShown(row["Price"], (double)symbol!["price"]!), $"{row["Price"]} against {symbol.ToJsonString()}");
            Assert.Equal(Shown.Amount((double)symbol["windowSpotCvd"]!), row["CVD spot"]);
            Assert.Equal(Shown.Amount((double)symbol["windowPerpCvd"]!), row["CVD perp"]);
            var isOpen = open.Contains((string)symbol["symbol"]!);
            Assert.StartsWith(isOpen ? "OPEN" : (string?)symbol["firstFailure"] is { } failure ? failure.AsSpan("phase ".Length, 1).ToString() : "", row["Stops at"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bars_of_the_chart_are_those_of_bars()
    {
        await using var frozen = await FrozenDemo.OfAsync(demo);
        await using var visit = await Visit.BeginAsync(browser, frozen.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await page.Locator(".chart-bar .tools button").First.ClickAsync();
        await Patience.Expect(PageTable.Chart(page).Locator("tbody tr").Nth(12)).ToBeVisibleAsync();

        var rows = await PageTable.RowsAsync(PageTable.Chart(page));

        // Bars that are over: the demo goes on, and is asked for them at two moments.
        var bars = (await frozen.AskConsoleAsync("bars", "BTC", "--timeframe", "1m", "--last", "120"))["bars"]!.AsArray()
            .Where(bar => (long)bar!["openUnixMs"]! < frozen.MarketUnixMs - 180_000)
            .ToDictionary(bar => Shown.Moment((long)bar!["openUnixMs"]!), bar => bar!);
        var compared = rows.Where(row => bars.ContainsKey(row["Time"])).ToList();
        Assert.InRange(compared.Count, 8, int.MaxValue);
        foreach (var row in compared)
        {
            var bar = bars[row["Time"]];
            Assert.All((string[])["Open", "High", "Low", "Close"], name => Assert.True(Shown.IsAsShown(row[name], (double)bar[name.ToLowerInvariant()]!), $"{name} {row[name]} against {bar.ToJsonString()}"));
            Assert.Equal((Shown.Amount((double)bar["buyNotional"]!, isSigned: false), Shown.Amount((double)bar["sellNotional"]!, isSigned: false)), (row["Buys"], row["Sells"]));
        }
    }

    [Fact]
    public async Task Venues_and_their_connections_have_the_figures_of_feeds_and_ledger()
    {
        await using var frozen = await FrozenDemo.OfAsync(demo);
        var feeds = (await frozen.AskConsoleAsync("feeds")).AsArray();
        var markets = (await frozen.AskConsoleAsync("markets")).AsArray();
        await using var visit = await Visit.BeginAsync(browser, frozen.Url);
        var page = await visit.LoadAsync("feeds");
        await Patience.Expect(page.Locator("table.rows td .stack")).ToHaveCountAsync(2);

        var rows = await PageTable.RowsAsync(page.Locator("table.rows"));

        foreach (var venue in feeds.GroupBy(feed => (string)feed!["exchange"]!))
        {
            var row = Assert.Single(rows, row => row["Venue"].EndsWith(venue.Key, StringComparison.Ordinal));
            Assert.Equal($"{venue.Count(feed => (string)feed!["state"]! == "connected")}/{venue.Count()}", row["Up"]);
            Assert.Equal(Shown.Fixed(venue.Sum(feed => (int)feed!["markets"]!)), row["Markets"]);
            Assert.Equal(Shown.Fixed(venue.Sum(feed => (double)feed!["tradesPerSecond"]!)), row["Trades/s"]);

            var (complete, all) = (0L, 0L);
            foreach (var market in markets.Select(market => (string)market!["market"]!).Where(market => market.StartsWith(venue.Key + ":", StringComparison.Ordinal)))
            {
                var ledger = await frozen.AskConsoleAsync("ledger", market);
                complete += (long)ledger["completeMinutes"]!;
                all += (long)ledger["completeMinutes"]! + (long)ledger["partialMinutes"]! + (long)ledger["unknownMinutes"]!;
            }

            Assert.Equal(Shown.Share((double)complete / all), row["Complete 24 h"]);
            await page.GetByRole(AriaRole.Button, new() { Name = $"Connections of {venue.Key}", Exact = true }).ClickAsync();
            var own = page.Locator($"[role=group][aria-label='Connections of {venue.Key}'] table");
            await Patience.Expect(own.Locator("tbody tr")).ToHaveCountAsync(venue.Count());
            var connections = await PageTable.RowsAsync(own);
            foreach (var feed in venue)
            {
                var connection = Assert.Single(connections, one => one["Connection"] == (string)feed!["id"]!);
                Assert.Equal(
                    [(string)feed!["state"]!, (string)feed["silo"]!, feed["epoch"]!.ToString(), feed["markets"]!.ToString(), Shown.Fixed((double)feed["tradesPerSecond"]!), Shown.Fixed((double)feed["connects"]!)],
                    [connection["State"], connection["Silo"], connection["Epoch"], connection["Markets"], connection["Trades/s"], connection["Connects"]]);
                Assert.Equal((double?)feed["lagMs"] is { } lag ? Shown.Span(lag) : "–", connection["Lag"]);
            }
        }

        await page.GotoAsync(visit.AddressOf("flow"));
        foreach (var venue in feeds.GroupBy(feed => (string)feed!["exchange"]!))
        {
            var item = page.Locator(".panel.feeds-summary li").Filter(new() { Has = page.GetByText(venue.Key, new() { Exact = true }) });
            await Patience.Expect(item.Locator("b")).ToHaveTextAsync(venue.Max(feed => (double?)feed!["lagMs"]) is { } lag ? Shown.Span(lag) : $"{Shown.Fixed(venue.Sum(feed => (double)feed!["tradesPerSecond"]!))}/s");
        }
    }

    [Fact]
    public async Task Open_interest_has_the_figures_of_oi()
    {
        await using var frozen = await FrozenDemo.OfAsync(demo);
        await using var visit = await Visit.BeginAsync(browser, frozen.Url);
        var page = await visit.LoadAsync("feeds/open-interest/BTC");
        var table = page.Locator("[role=group][aria-label='Open interest'] table");
        await Patience.Expect(table.Locator("tbody tr").First).ToBeVisibleAsync();

        var rows = await PageTable.RowsAsync(table);

        var venues = (await frozen.AskConsoleAsync("oi", "BTC"))["venues"]!.AsArray();
        Assert.Equal(venues.Count, rows.Count);
        foreach (var venue in venues)
        {
            var row = Assert.Single(rows, row => row["Venue"] == (string)venue!["exchange"]!);
            Assert.Equal(
                [Shown.Amount((double)venue!["openInterestUsd"]!, isSigned: false), Shown.Amount((double)venue["openInterestCoin"]!, isSigned: false), (double?)venue["changePercent24h"] is { } change ? Shown.Percent(change, 1) : "–"],
                [row["USD"], row["Coins"], row["24 h"]]);
        }

        foreach (var name in venues.Select(venue => (string)venue!["exchange"]!).Prepend("all venues"))
        {
            await page.GetByLabel("Last 24 h of").SelectOptionAsync(new SelectOptionValue { Label = name });
            await Patience.Expect(page.Locator("figure svg[role=img]")).ToHaveAttributeAsync("aria-label", new Regex($"^Open interest of BTC on {name} over 24 hours: "));
        }

        var sum = await table.Locator("tfoot td").AllInnerTextsAsync();
        Assert.Equal([Shown.Amount(venues.Sum(venue => (double)venue!["openInterestUsd"]!), isSigned: false), Shown.Amount(venues.Sum(venue => (double)venue!["openInterestCoin"]!), isSigned: false)], sum.Take(2));
    }

    [Fact]
    public async Task Gaps_have_the_figures_of_gaps()
    {
        await using var frozen = await FrozenDemo.OfAsync(demo);
        SetGaps(frozen);
        await using var visit = await Visit.BeginAsync(browser, frozen.Url);
        var page = await visit.LoadAsync("gaps");
        var table = page.Locator("table.rows");
        await Patience.Expect(table.Locator("tbody tr")).ToHaveCountAsync(3);

        var rows = await PageTable.RowsAsync(table);

        var gaps = (await frozen.AskConsoleAsync("gaps")).AsArray();
        foreach (var gap in gaps)
        {
            var (from, to) = ((long)gap!["beforeUnixMs"]!, (long)gap["afterUnixMs"]!);
            var row = Assert.Single(rows, row => row["Market"] == (string)gap["market"]! && row["From"] == Shown.Moment(from));
            Assert.Equal(
                [Shown.Moment(to), Shown.Span(to - from), (double?)gap["missing"] is { } missing ? Shown.Fixed(missing) : "–", gap["filledBy"] is null ? "× open" : "+ filled", (string?)gap["filledBy"] ?? ""],
                [row["To"], row["Length"], row["Trades missing"], row["State"], row["Filled by"]]);
        }
    }

    // A demo whose venues are all there has none.
    private static void SetGaps(FrozenDemo frozen)
    {
        var last = frozen.MarketUnixMs - 600_000;
        frozen.Answers.Set("gaps", () => new JsonArray(
            FakeViews.Gap(Spot, last - 40_000, last, 1_234), FakeViews.Gap(Perp, last - 100_000, last - 7_300, null), FakeViews.Gap(Spot, last - 900_000, last - 840_000, 98, "rest")));
    }
}
