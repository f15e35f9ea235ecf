using System.Text.Json;
using Microsoft.Playwright;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests.Browsing;

/// <summary>Looks at a page with axe for what keeps people out of it.</summary>
internal static class AccessCheck
{
    private const string Run = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return JSON.stringify(violations.map(one => `${one.impact} ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`));
        }
        """;

    /// <summary>Brings axe to every page of a visit; without it the test is skipped.</summary>
    public static async Task AddAsync(Visit visit) => await visit.Context.AddInitScriptAsync(await File.ReadAllTextAsync(Checker(), TestContext.Current.CancellationToken));

    /// <summary>What is wrong with a page now, and by how much it is wider than its window; empty when nothing is.</summary>
    public static async Task<string> FaultsAsync(IPage page)
    {
        List<string> faults = [.. JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run))!];
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") is > 0 and var over)
        {
            faults.Add($"{over} pixels wider than the window");
        }

        return string.Join(Environment.NewLine, faults);
    }

    // Brought by npm ci, with the rest of what the screen is built with.
    private static string Checker()
    {
        var path = Path.Combine(Checkout.Root, "src/Screen/node_modules/axe-core/axe.min.js");
        if (!File.Exists(path))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "axe-core is not there: npm ci in src/Screen brings it");
        }

        return path;
    }
}
