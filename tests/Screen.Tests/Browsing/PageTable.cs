using Microsoft.Playwright;

namespace SqueezeFlow.Screen.Tests.Browsing;

/// <summary>A table of the page as its reader sees it: cells by the name of their column.</summary>
internal static class PageTable
{
    private const string Read = """
        table => {
          const text = cell => (cell.innerText ?? '').replace(/[▴▾☆★]/gu, '').trim();
          const heads = [...table.querySelectorAll(':scope > thead th')].map(text);
          return [...table.querySelectorAll(':scope > tbody > tr:not(.filler)')].map(row => Object.fromEntries([...row.children].map((cell, at) => [heads[at] ?? String(at), text(cell)])));
        }
        """;

    /// <summary>All rows that are drawn.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync(ILocator table) =>
        await table.EvaluateAsync<Dictionary<string, string>[]>(Read);

    /// <summary>The table of the symbols.</summary>
    public static ILocator Symbols(IPage page) => page.Locator(".panel.symbols table");

    /// <summary>What the chart shows, as a table; it has to be open.</summary>
    public static ILocator Chart(IPage page) => page.Locator(".chart-table table");

    /// <summary>A coin's row among the symbols.</summary>
    public static ILocator Symbol(IPage page, string name) => Symbols(page).Locator("tbody tr").Filter(new() { Has = page.Locator("th", new() { HasTextString = name }) });
}
