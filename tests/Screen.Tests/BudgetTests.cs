using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>What the flow costs a browser while everything moves. Times are told and not judged: they are the machine's.</summary>
public sealed class BudgetTests(SharedBrowser browser)
{
    private const int Rounds = 20;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    public async Task Only_rows_in_sight_are_drawn_however_many_symbols_move(int coins)
    {
        await using var service = await FakeService.StartAsync([.. Enumerable.Range(0, coins).Select(number => $"C{number:D3}")]);
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();
        await Patience.Expect(PageTable.Symbol(page, "C000")).ToBeVisibleAsync();
        await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
        await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
        var session = await visit.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        var before = await MeasureAsync(session);

        var traced = await MainThread.TraceAsync(page, async () =>
        {
            using var timer = new PeriodicTimer(Round);
            for (var round = 1; round <= Rounds; round++)
            {
                service.Events.TellSymbols([.. service.Answers.Market.Names.Select(name => FakeMarket.Symbol(name, FakeMarket.EndUnixMs, round))]);
                await page.Keyboard.PressAsync("Shift");
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
        });
        var after = await MeasureAsync(session);
        double Of(string name) => after[name] - before[name];
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{coins} symbols at 4 Hz: main thread {100 * Of("TaskDuration") / Of("Timestamp"):F0} % (script {100 * Of("ScriptDuration") / Of("Timestamp"):F0} %, layout {100 * Of("LayoutDuration") / Of("Timestamp"):F0} %), heap {after["JSHeapUsedSize"] / 1e6:F1} MB, {after["Nodes"]:F0} nodes");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"traced: main thread {100 * traced.Share:F0} %{Miss(traced.Share > 0.3, "30 %")}, {traced.Long} tasks of more than 100 ms{Miss(traced.Long > 0, "none")}, the longest {traced.Longest:F0} ms; on the processor {100 * traced.ProcessorShare:F0} %, the longest {traced.LongestOnProcessor:F0} ms; 95 of 100 keys painted within {traced.InputToPaint ?? 16:F0} ms{Miss(traced.InputToPaint > 100, "100 ms")}");

        Assert.InRange(await PageTable.Symbols(page).Locator("tbody tr").CountAsync(), 10, 80);
        Assert.Empty(visit.Faults);
    }

    private static string Miss(bool isMissed, string limit) => isMissed ? $" (missed: {limit})" : "";

    private static async Task<Dictionary<string, double>> MeasureAsync(ICDPSession session)
    {
        var answer = await session.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
    }
}
