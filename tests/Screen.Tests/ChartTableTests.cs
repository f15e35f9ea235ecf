using System.Globalization;
using System.Text.Json.Nodes;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>The chart, read as the table that it can be shown as.</summary>
public sealed class ChartTableTests(SharedBrowser browser)
{
    private const long Length = 60_000;
    private const string Removed = "removed";

    private const long End = FakeMarket.EndUnixMs - (FakeMarket.EndUnixMs % Length);

    private static readonly string[] Names = ["open", "high", "low", "close"];

    [Fact]
    public async Task Bars_have_the_services_numbers_a_dash_where_it_knows_none_and_no_wick_to_zero()
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.EditBar = bar => Minute(bar) switch
        {
            1 => Blank(bar, null),
            2 => Blank(bar, Removed),
            3 => Calm(bar),
            4 => null,
            _ => bar,
        };
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=1m");
        await page.Locator(".chart-bar .tools button").First.ClickAsync();
        await Patience.Expect(PageTable.Chart(page).Locator("tbody tr").Nth(12)).ToBeVisibleAsync();

        var rows = await PageTable.RowsAsync(PageTable.Chart(page));
        var bars = FakeMarket.Bars("BTC", Length, End - (30 * Length), End).ToDictionary(bar => (long)bar!["openUnixMs"]!, bar => bar!.AsObject());

        foreach (var (row, minute) in rows.Select((row, place) => (row, place)))
        {
            string[] prices = [row["Open"], row["High"], row["Low"], row["Close"]];
            if (minute is 1 or 2 or 4)
            {
                Assert.All(prices, price => Assert.Equal("–", price));
            }
            else if (bars.TryGetValue(End - (minute * Length), out var bar))
            {
                Assert.Equal(Names.Select(name => Text(bar[name])), prices);
            }
        }

        Assert.Equal("0", rows[3]["Buys"]);
        Assert.Equal("–", rows[4]["Buys"]);
        Assert.DoesNotContain(rows, row => row["Low"] is "0" or "0.0");
    }

    private static string Text(JsonNode? price) => ((double)price!).ToString("#,0.0", CultureInfo.InvariantCulture);

    private static int Minute(JsonObject bar) => (int)((End - (long)bar["openUnixMs"]!) / Length);

    private static JsonObject Blank(JsonObject bar, string? way)
    {
        foreach (var name in Names)
        {
            if (way is null)
            {
                bar[name] = null;
            }
            else
            {
                bar.Remove(name);
            }
        }

        return bar;
    }

    private static JsonObject Calm(JsonObject bar)
    {
        (bar["buyNotional"], bar["buyCount"]) = (0, 0);
        return bar;
    }
}
