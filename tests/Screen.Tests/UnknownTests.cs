using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Figures that the service does not know, leaves out or cannot mean: a dash each, never a 0 and never an error of the page.</summary>
public sealed partial class UnknownTests(SharedBrowser browser)
{
    private static readonly string[] Places = ["flow/BTC?tf=1m", "signals", "signals/refused", "positions", "positions/shadows", "feeds", "feeds/open-interest/BTC", "gaps"];

    [Theory]
    [InlineData("null", 0)]
    [InlineData("absent", 0)]
    [InlineData("zero", 0)]
    [InlineData("mixed", 1)]
    public async Task Whatever_figure_is_not_there_no_page_breaks_or_says_so_in_its_own_words(string way, int seed)
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.Set("gaps", () => new JsonArray(FakeViews.Gap("BINANCE:btcusdt", FakeMarket.EndUnixMs - 60_000, FakeMarket.EndUnixMs, 5)));
        var random = new Random(seed);
        var gate = new Lock();
        service.Answers.EditText = (_, text) =>
        {
            var answer = JsonNode.Parse(text)!;
            lock (gate)
            {
                Edit(answer, way, random);
            }

            return answer.ToJsonString();
        };
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();

        foreach (var place in Places)
        {
            await page.GotoAsync(visit.AddressOf(place));
            await Patience.Expect(page.Locator("header.top nav a[aria-current=page]")).ToHaveAttributeAsync("href", $"#/{place.Split('/', '?')[0]}");
            await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            var text = await page.Locator("main").InnerTextAsync();
            Assert.False(Leaks().IsMatch(text), $"{place}: {Leaks().Match(text).Value} in {text}");
            Assert.True(way is "zero" or "mixed" || text.Contains('–', StringComparison.Ordinal), $"{place}: nothing is unknown in {text}");
            Assert.True(visit.Faults.Count == 0, $"{place}: {string.Join(Environment.NewLine, visit.Faults)}");
        }
    }

    [Fact]
    public async Task What_is_no_number_at_all_is_an_error_of_that_panel_alone()
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.EditText = (path, text) => path == "symbols" ? Price().Replace(text, "\"price\":NaN") : text;
        await using var visit = await Visit.BeginAsync(browser, service.Url);

        var page = await visit.LoadAsync("flow/BTC?tf=1m");

        await Patience.Expect(page.Locator(".panel.symbols .failure button")).ToBeVisibleAsync();
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        await Patience.Expect(page.Locator(".panel.positions tbody tr")).ToHaveCountAsync(1);
    }

    // What says when, which and in what order is no figure: without it there is no row to show.
    private static void Edit(JsonNode? node, string way, Random random)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Edit(item, way, random);
            }
        }
        else if (node is JsonObject parent)
        {
            foreach (var (name, value) in parent.ToList())
            {
                var isFigure = value is JsonValue figure && figure.TryGetValue<double>(out _) && !name.EndsWith("UnixMs", StringComparison.Ordinal) && name is not ("asOf" or "epoch" or "phase" or "leverage");
                if (!isFigure)
                {
                    Edit(value, way, random);
                    continue;
                }

                switch (way == "mixed" ? random.Next(4) : way == "null" ? 0 : way == "absent" ? 1 : 2)
                {
                    case 0:
                        parent[name] = null;
                        break;
                    case 1:
                        parent.Remove(name);
                        break;
                    case 2:
                        parent[name] = 0;
                        break;
                    default:
                        break;
                }
            }
        }
    }

    [GeneratedRegex(@"NaN|undefined|\bnull\b|Infinity|Invalid Date|\[object")]
    private static partial Regex Leaks();

    [GeneratedRegex("\"price\":[0-9.]+")]
    private static partial Regex Price();
}
