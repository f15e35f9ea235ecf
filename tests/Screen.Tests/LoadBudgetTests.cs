using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>How soon a chart is there. Times are told and not judged: they are the machine's.</summary>
public sealed class LoadBudgetTests(SharedBrowser browser)
{
    // Since the page was begun to be loaded: the second picture after the bars of the coin have come.
    private const string Painted = """
        name => new Promise(done => {
          const look = () => document.querySelector(`.panel.chart[aria-label$=" ${name}"] .canvas[aria-busy=false]`) ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))) : requestAnimationFrame(look);
          look();
        })
        """;

    private const string Switched = $$"""
        async ({ name, place }) => {
          const from = performance.now();
          const moved = new Promise(done => addEventListener('hashchange', done, { once: true }));
          location.hash = place;
          await moved;
          await new Promise(requestAnimationFrame);
          return await ({{Painted}})(name) - from;
        }
        """;

    [Fact]
    public async Task A_chart_is_there_soon_and_so_are_another_coin_and_another_timeframe()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = visit.Page;

        await page.GotoAsync(visit.AddressOf("flow/BTC?tf=5s"), new() { WaitUntil = WaitUntilState.Commit });
        var cold = await page.EvaluateAsync<double>(Painted, "BTC");
        var symbol = await page.EvaluateAsync<double>(Switched, new { name = "ETH", place = "#/flow/ETH?tf=5s" });
        var timeframe = await page.EvaluateAsync<double>(Switched, new { name = "ETH", place = "#/flow/ETH?tf=1m" });

        TestContext.Current.TestOutputHelper?.WriteLine($"chart painted {cold:F0} ms after a cold load{Miss(cold, 1_200)}, another coin after {symbol:F0} ms{Miss(symbol, 300)}, another timeframe after {timeframe:F0} ms{Miss(timeframe, 300)}");
        Assert.All((double[])[cold, symbol, timeframe], time => Assert.InRange(time, 1, Patience.Usual.TotalMilliseconds));
        Assert.Empty(visit.Faults);
    }

    private static string Miss(double time, double limit) => time > limit ? $" (missed: {limit:F0} ms)" : "";
}
