using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>The screen before a running demo: what it shows is what the service answers, and what it may is what the service lets it.</summary>
[Collection(typeof(SameDemo))]
public sealed partial class DemoTests(SharedBrowser browser, DemoService demo)
{
    private const int Looks = 200;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Rows_of_symbols_come_to_the_services_numbers()
    {
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var page = await visit.LoadAsync();
        await Patience.Expect(PageTable.Symbol(page, "BTC")).ToBeVisibleAsync();

        // Both move on between two looks: there has to be one at which all of them agree.
        using var timer = new PeriodicTimer(Look);
        var differences = new List<string>();
        for (var look = 0; look < Looks; look++)
        {
            differences.Clear();
            var symbols = (await demo.ReadAsync("/api/v1/symbols")).AsArray();
            var rows = await PageTable.RowsAsync(PageTable.Symbols(page));
            foreach (var symbol in symbols)
            {
                var row = Assert.Single(rows, row => row["Symbol"] == (string)symbol!["symbol"]!);
                if (!Shown.IsAsShown(row["Price"], (double)symbol!["price"]!) || row["CVD spot"] != Shown.Amount((double)symbol["windowSpotCvd"]!) || row["CVD perp"] != Shown.Amount((double)symbol["windowPerpCvd"]!))
                {
                    differences.Add($"{string.Join(" ", row.Values)} against {symbol.ToJsonString()}");
                }
            }

            if (differences.Count == 0)
            {
                break;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.Empty(differences);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Closed_bars_of_the_chart_are_the_services()
    {
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await page.Locator(".chart-bar .tools button").First.ClickAsync();
        await Patience.Expect(PageTable.Chart(page).Locator("tbody tr").Nth(12)).ToBeVisibleAsync();

        var rows = await PageTable.RowsAsync(PageTable.Chart(page));
        var bars = (await demo.ReadAsync("/api/v1/symbols/BTC/bars?timeframe=1m"))["bars"]!.AsArray()
            .ToDictionary(bar => DateTimeOffset.FromUnixTimeMilliseconds((long)bar!["openUnixMs"]!).ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture), bar => bar!);
        var compared = 0;

        // The newest are not over yet.
        foreach (var row in rows.Skip(3).Where(row => bars.ContainsKey(row["Time"])))
        {
            var bar = bars[row["Time"]];
            foreach (var name in (string[])["Open", "High", "Low", "Close"])
            {
                Assert.True(Shown.IsAsShown(row[name], (double)bar[name.ToLowerInvariant()]!), $"{name} {row[name]} against {bar.ToJsonString()}");
            }

            Assert.Equal(Shown.Amount((double)bar["buyNotional"]!, isSigned: false), row["Buys"]);
            Assert.Equal(Shown.Amount((double)bar["sellNotional"]!, isSigned: false), row["Sells"]);
            compared++;
        }

        Assert.True(compared >= 8, $"{compared} bars");
    }

    [Fact]
    public async Task An_explanation_is_the_services_and_the_consoles()
    {
        var close = DateTimeOffset.Parse((string)(await demo.ReadAsync("/api/v1/symbols/BTC"))["evaluatedAt"]!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var told = await demo.ReadAsync($"/api/v1/symbols/BTC/explain?at={close}");
        var console = JsonNode.Parse(await demo.AskConsoleAsync("explain", "BTC", "--json", "--at", DateTimeOffset.FromUnixTimeMilliseconds(close).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)))!;
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var page = await visit.LoadAsync($"flow/BTC?bar={close}");
        var phases = page.Locator(".panel.explain li.phase");
        await Patience.Expect(phases.First).ToBeVisibleAsync();
        for (var phase = 0; phase < await phases.CountAsync(); phase++)
        {
            if (await phases.Nth(phase).Locator("button").GetAttributeAsync("aria-expanded") == "false")
            {
                await phases.Nth(phase).Locator("button").ClickAsync();
            }
        }

        var shown = await phases.Locator("dl > div").EvaluateAllAsync<string[]>("items => items.map(item => `${item.querySelector('dt').innerText}: ${item.querySelector('dd').innerText}`)");

        var stop = (string?)told["firstFailure"] is { } failure ? int.Parse(failure.AsSpan("phase ".Length, 1), CultureInfo.InvariantCulture) : 5;
        Assert.Equal(StepsOf(console, 5), StepsOf(told, 5));
        Assert.Equal(StepsOf(told, stop), shown.Select(text => Spaces().Replace(text.TrimStart('✓', '✕', ' '), " ").Trim()));
        if ((string?)told["firstFailure"] is { } first)
        {
            await Patience.Expect(page.Locator(".panel.explain li.phase.stops .summary")).ToHaveTextAsync(first[(first.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        }
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing_and_the_screen_itself_does()
    {
        await using var other = await OtherSiteAsync();
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var ended = new ConcurrentQueue<string>();
        var answers = new ConcurrentQueue<int>();
        visit.Context.RequestFinished += (_, request) => ended.Enqueue(request.Url);
        visit.Context.RequestFailed += (_, request) => ended.Enqueue(request.Url);
        visit.Context.Response += (_, response) =>
        {
            if (response.Request.Method == "POST")
            {
                answers.Enqueue(response.Status);
            }
        };
        var foreign = await visit.Context.NewPageAsync();
        foreach (var path in (string[])["execution/pause", "positions/1/close?account=main"])
        {
            await foreign.GotoAsync(other.Urls.First());
            ended.Clear();
            await foreign.EvaluateAsync("url => fetch(url, { method: 'POST', mode: 'no-cors', body: '{}' }).catch(() => {})", $"{demo.Url}api/v1/{path}");
            await foreign.EvaluateAsync("url => { const form = document.body.appendChild(document.createElement('form')); form.method = 'post'; form.action = url; setTimeout(() => form.submit()); }", $"{demo.Url}api/v1/{path}");
            await Patience.UntilAsync(() => ended.Count(url => url.EndsWith(path, StringComparison.Ordinal)) >= 2, "the end of both calls");
        }

        Assert.Equal(403, await demo.StatusOfAsync("/", "evil.example"));
        Assert.NotEmpty(answers);
        Assert.All(answers, status => Assert.Equal(403, status));
        Assert.False((bool)(await demo.ReadAsync("/api/v1/status"))["executionPaused"]!);
        var page = await visit.LoadAsync();
        await ChangeAsync(page, "Resume");
        Assert.True((bool)(await demo.ReadAsync("/api/v1/status"))["executionPaused"]!);
        await ChangeAsync(page, "Pause");
        Assert.False((bool)(await demo.ReadAsync("/api/v1/status"))["executionPaused"]!);
    }

    private static async Task ChangeAsync(IPage page, string next)
    {
        await page.Locator("header.top button.danger").ClickAsync();
        await page.Locator("dialog button.act").ClickAsync();
        await Patience.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Patience.Expect(page.Locator("header.top button.danger")).ToContainTextAsync(next);
    }

    private static IEnumerable<string> StepsOf(JsonNode explanation, int lastPhase) => explanation["steps"]!.AsArray()
        .Where(step => (int)step!["phase"]! <= lastPhase)
        .Select(step => Spaces().Replace($"{(string)step!["name"]!}: {(string)step["actual"]!} {(string)step["required"]!}", " ").Trim());

    private static async Task<WebApplication> OtherSiteAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Content("<!doctype html><title>another site</title><body>", "text/html"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
