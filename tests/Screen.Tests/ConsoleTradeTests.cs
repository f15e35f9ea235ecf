using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Figures of what was decided and what came of it, panel by panel, against those that the console prints of the same moment of a demo.</summary>
[Collection(typeof(SameDemo))]
public sealed class ConsoleTradeTests(SharedBrowser browser, DemoService demo)
{
    private const int Tries = 20;

    [Fact]
    public async Task Positions_have_the_figures_of_positions()
    {
        await using var frozen = await FreezeWhileOpenAsync();
        var all = (await frozen.AskConsoleAsync("positions", "--closed", "--limit", "2000")).AsArray();
        var open = (await frozen.AskConsoleAsync("positions")).AsArray();
        await using var visit = await Visit.BeginAsync(browser, frozen.Url);
        var page = await visit.LoadAsync("positions");
        await Patience.Expect(page.Locator("[role=group][aria-label=Open] > table > tbody tr").First).ToBeVisibleAsync();
        await Patience.Expect(page.Locator("[role=group][aria-label=Closed] > table > tbody tr").First).ToBeVisibleAsync();

        var rows = await PageTable.RowsAsync(page.Locator("[role=group][aria-label=Open] > table"));
        Assert.Equal(open.Count, rows.Count);
        var signals = (await frozen.AskConsoleAsync("signals", "--limit", "500")).AsArray().Select(record => record!["signal"]!).ToDictionary(signal => (string)signal["id"]!);
        var symbols = (await frozen.AskConsoleAsync("symbols")).AsArray().ToDictionary(symbol => (string)symbol!["symbol"]!, symbol => symbol!);
        foreach (var row in rows)
        {
            var position = Assert.Single(open, position => (string)position!["id"]! == row["Trade"])!;
            Check(row, position, "Now");
            var (symbol, signal) = (symbols[(string)position["symbol"]!], signals[(string)position["signalId"]!]);
            Assert.Equal($"{Shown.Amount((double)symbol["spotCvd"]! - (double)signal["spotCvd"]!)} / {Shown.Amount((double)symbol["perpCvd"]! - (double)signal["perpCvd"]!)}", row["CVD since entry"]);
            Assert.Equal(Shown.Fixed((double)signal["score"]!, 1), row["Score"]);
        }

        var closed = all.Where(position => position!["closedAt"] is not null).ToDictionary(position => (string)position!["id"]!, position => position!);
        foreach (var row in await PageTable.RowsAsync(page.Locator("[role=group][aria-label=Closed] > table")))
        {
            Check(row, closed[row["Trade"]], "Exit");
            Assert.Equal((string?)closed[row["Trade"]]["exitReason"] ?? "", row["Exit by"]);
        }

        await CheckAccountAsync(page, frozen, open, [.. closed.Values]);
        await CheckExitsAsync(page, frozen, (string)open[0]!["symbol"]!);
        await page.GotoAsync(visit.AddressOf("flow"));
        await Patience.Expect(page.Locator(".panel.positions tbody tr")).ToHaveCountAsync(open.Count);
        foreach (var (row, position) in (await PageTable.RowsAsync(page.Locator(".panel.positions table"))).Zip(open))
        {
            Assert.True(Shown.IsAsShown(row["Entry"], (double)position!["entryPrice"]!) && Shown.IsAsShown(row["Now"], (double)position["price"]!), $"{string.Join(' ', row.Values)} against {position.ToJsonString()}");
            Assert.StartsWith(Shown.Percent(100 * (double)position["profitUsd"]! / (double)position["stakeUsd"]!), row["P/L"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("refused")]
    [InlineData("expired")]
    public async Task Signals_have_the_figures_of_signals_and_orders(string tab)
    {
        await Patience.UntilAsync(async () => (await demo.ReadAsync("/api/v1/positions?closed=true")).AsArray().Any(position => position!["closedAt"] is not null), "a position that has closed");
        await using var frozen = await FrozenDemo.OfAsync(demo);
        var signals = (await frozen.AskConsoleAsync("signals", "--limit", "500")).AsArray();
        var orders = (await frozen.AskConsoleAsync("orders", "--limit", "500")).AsArray().ToDictionary(order => (string)order!["signalId"]!, order => order!);
        var wanted = signals.Where(record => TabOf(record!) == tab).ToList();
        await using var visit = await Visit.BeginAsync(browser, frozen.Url);
        var page = await visit.LoadAsync($"signals/{tab}");
        if (wanted.Count == 0)
        {
            await Patience.Expect(page.Locator("main .note").First).ToContainTextAsync("No signal of this choice");
            return;
        }

        await Patience.Expect(page.Locator("table.rows tbody tr").First).ToBeVisibleAsync();
        foreach (var row in await PageTable.RowsAsync(page.Locator("table.rows")))
        {
            var told = wanted.Where(record => Bar(record!) == row["Bar"] && (string)record!["signal"]!["baseSymbol"]! == row["Symbol"]).Select(record => Told(record!, orders.GetValueOrDefault((string)record!["signal"]!["id"]!)));
            Assert.Contains((row["Side"], row["Score"].Split(" = ")[0], row["Age at verdict"], row["Result"]), told);
        }
    }

    // What the console knows of a signal, as the page is to write it.
    private static (string Side, string Score, string Age, string Result) Told(JsonNode record, JsonNode? order)
    {
        var signal = record["signal"]!;
        var action = (string)signal["action"]!;
        var result = record["result"];
        var gain = (double?)result?["profitUsd"];
        return (
            action == "Long" ? "▲ LONG" : action == "Short" ? "▼ SHORT" : "○ EXIT",
            action == "Close" ? "" : Shown.Fixed((double)signal["score"]!, 1),
            order is null ? "–" : (double?)order["latencySeconds"] is { } seconds ? Shown.Span(seconds * 1_000) : "",
            gain is { } usd ? $"{(usd > 0 ? "▲" : usd < 0 ? "▼" : "")} {Shown.Percent((double)result!["profitPercent"]!)} {Shown.Fixed(usd, 2, isSigned: true)}".Trim() : "");
    }

    private static string Bar(JsonNode record) => DateTimeOffset.FromUnixTimeMilliseconds((long)record["signal"]!["barCloseUnixMs"]!).ToString("d MMM HH:mm", CultureInfo.InvariantCulture);

    private static string TabOf(JsonNode record) => (string)record["outcome"]! switch { "Rejected" => "refused", "Expired" => "expired", _ => "accepted" };

    private static void Check(IReadOnlyDictionary<string, string> row, JsonNode position, string priced)
    {
        var (gain, stake) = ((double)position["profitUsd"]!, (double)position["stakeUsd"]!);
        var look = gain > 0 ? "▲ " : gain < 0 ? "▼ " : "";
        Assert.Contains($"{position["symbol"]} ×{position["leverage"]}", row["Position"], StringComparison.Ordinal);
        Assert.True(Shown.IsAsShown(row["Entry"], (double)position["entryPrice"]!), $"entry {row["Entry"]} against {position.ToJsonString()}");
        Assert.True(Shown.IsAsShown(row[priced], (double)position["price"]!), $"{priced} {row[priced]} against {position.ToJsonString()}");
        Assert.Equal([look + Shown.Percent(100 * gain / stake), look + Shown.Fixed(gain, 2, isSigned: true), Shown.Fixed(stake, 2)], [row["P/L %"], row["P/L USD"], row["Stake"]]);
    }

    private static async Task CheckAccountAsync(IPage page, FrozenDemo frozen, JsonArray open, IReadOnlyList<JsonNode> closed)
    {
        var account = Assert.Single((await frozen.AskConsoleAsync("status"))["accounts"]!.AsArray())!;
        var figures = await page.Locator(".figures-list > div").EvaluateAllAsync<Dictionary<string, string>[]>("all => all.map(one => ({ name: one.querySelector('dt').innerText, value: one.querySelector('dd').innerText.trim() }))");
        var shown = figures.ToDictionary(figure => figure["name"], figure => figure["value"]);
        var gain = closed.Sum(position => (double)position["profitUsd"]!);
        Assert.Equal(Shown.Fixed((double)account["totalUsd"]!, 2), shown["Worth"]);
        Assert.Equal(Shown.Fixed((double)account["freeUsd"]!, 2), shown["Free"]);
        Assert.Equal(Shown.Fixed(open.Sum(position => (double)position!["quantity"]! * (double)position["price"]!), 2), shown["Exposure"]);
        Assert.EndsWith(Shown.Fixed(gain, 2, isSigned: true), shown["Closed P/L"], StringComparison.Ordinal);
    }

    private static async Task CheckExitsAsync(IPage page, FrozenDemo frozen, string symbol)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Exits of {symbol}", Exact = true }).First.ClickAsync();
        var table = page.Locator($"[role=group][aria-label='Exits of {symbol}'] table");
        await Patience.Expect(table.Or(page.GetByText("No exit was evaluated yet")).First).ToBeVisibleAsync();
        var steps = (await frozen.AskConsoleAsync("explain", symbol))["steps"]!.AsArray().Where(step => (int)step!["phase"]! == 5).ToList();
        var rows = steps.Count == 0 ? [] : await PageTable.RowsAsync(table);
        Assert.Equal(steps.Select(step => ((string)step!["name"]!, (string)step["actual"]!, (string)step["required"]!)), rows.Select(row => (row["Condition"], row["Now"], row["Closes when"])));
    }

    // A position is open for seconds of a fast market.
    private async Task<FrozenDemo> FreezeWhileOpenAsync()
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            await Patience.UntilAsync(
                async () => (await demo.ReadAsync("/api/v1/positions?closed=true")).AsArray() is var all && all.Any(position => position!["closedAt"] is null) && all.Any(position => position!["closedAt"] is not null),
                "a position that is open, and one that has closed");
            var frozen = await FrozenDemo.OfAsync(demo);
            if ((await frozen.AskConsoleAsync("positions")).AsArray().Count > 0)
            {
                return frozen;
            }

            await frozen.DisposeAsync();
        }

        throw new InvalidOperationException($"No position stayed open for long enough to be looked at, {Tries} times.");
    }
}
