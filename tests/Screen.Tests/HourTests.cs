using Microsoft.Playwright;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>An hour of the market in a minute, in front of the flow: what the page keeps does not grow with it. By hand: <c>--explicit only</c>.</summary>
public sealed class HourTests(SharedBrowser browser, UsualDemo demo) : IClassFixture<UsualDemo>
{
    private const double MostMegabytes = 60;
    private const double MostGrowth = 8;

    private static readonly TimeSpan FiveMinutes = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Hour = TimeSpan.FromSeconds(60);

    [Fact(Explicit = true)]
    public async Task The_flow_is_as_small_after_an_hour_as_after_five_minutes()
    {
        await using var visit = await Visit.BeginAsync(browser, demo.Url);
        var page = await visit.LoadAsync("flow/BTC?tf=5s");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the guide" }).ClickAsync();
        var session = await visit.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.enable");
        await session.SendAsync("Performance.enable");
        await Task.Delay(FiveMinutes, TimeProvider.System, TestContext.Current.CancellationToken);
        var (heapBefore, nodesBefore) = await MeasureAsync(session);
        await Task.Delay(Hour - FiveMinutes, TimeProvider.System, TestContext.Current.CancellationToken);
        var (heap, nodes) = await MeasureAsync(session);

        TestContext.Current.TestOutputHelper?.WriteLine($"minute 5: {heapBefore:F1} MB, {nodesBefore} nodes; minute 60: {heap:F1} MB, {nodes} nodes");
        Assert.InRange(heap, 0, Math.Min(MostMegabytes, heapBefore + MostGrowth));
        Assert.InRange(nodes, nodesBefore / 2, nodesBefore * 1.2);
        Assert.Empty(visit.Faults);
    }

    private static async Task<(double Megabytes, double Nodes)> MeasureAsync(ICDPSession session)
    {
        await session.SendAsync("HeapProfiler.collectGarbage");
        var answer = await session.SendAsync("Performance.getMetrics");
        var metrics = answer!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        return (metrics["JSHeapUsedSize"] / 1e6, metrics["Nodes"]);
    }
}
