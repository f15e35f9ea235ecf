using System.Globalization;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Figures of the shadows against those that the console prints of the same moment of a demo.</summary>
[Collection(typeof(SameDemo))]
public sealed class ConsoleShadowTests(SharedBrowser browser, DemoService demo)
{
    [Fact]
    public async Task Shadows_stand_in_the_order_and_with_the_figures_of_shadows()
    {
        // Equal accounts would stand in any order.
        await Patience.UntilAsync(async () => (await demo.ReadAsync("/api/v1/shadows")).AsArray().Any(shadow => (int)shadow!["closed"]! > 0), "a shadow that has traded");
        await using var frozen = await FrozenDemo.OfAsync(demo);
        var told = (await frozen.AskConsoleAsync("shadows")).AsArray();
        await using var visit = await Visit.BeginAsync(browser, frozen.Url);
        var page = await visit.LoadAsync("positions/shadows");
        var table = page.Locator("[role=group][aria-label=Shadows] table");
        await Patience.Expect(table.Locator("tbody tr")).ToHaveCountAsync(told.Count);

        var rows = await PageTable.RowsAsync(table);

        var live = (double)told.Single(shadow => (string)shadow!["name"]! == ShadowSpec.LiveName)!["equityUsd"]!;
        Assert.Equal(["eager", ShadowSpec.LiveName, "patient"], told.Select(shadow => (string)shadow!["name"]!).Order(StringComparer.Ordinal));
        Assert.Equal(told.Select(shadow => string.Join(" | ", Row(shadow!, live))), rows.Select(row => string.Join(" | ", row.Values)));
        Assert.Empty(visit.Faults);
    }

    private static string[] Row(JsonNode shadow, double live)
    {
        var (name, equity) = ((string)shadow["name"]!, (double)shadow["equityUsd"]!);
        var isLive = name == ShadowSpec.LiveName;
        var beside = equity - live;
        return
        [
            Shown.Fixed((int)shadow["rank"]!), isLive ? $"{name} the live parameters" : name, Shown.Fixed(equity, 2), Shown.Percent((double)shadow["returnPercent"]!),
            isLive ? "" : $"{(beside > 0 ? "▲ " : beside < 0 ? "▼ " : "")}{Shown.Fixed(beside, 2, isSigned: true)}", (double?)shadow["agreement"] is { } agreement ? Shown.Share(agreement) : "–",
            .. ((string[])["closed", "wins", "open"]).Select(count => Shown.Fixed((int)shadow[count]!)), Shown.Fixed((double)shadow["feesUsd"]!, 2), Shown.Fixed((int)shadow["refused"]!),
            Shown.Moment(DateTimeOffset.Parse((string)shadow["since"]!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()), ParameterHash.Short((string)shadow["parametersHash"]!),
        ];
    }
}
