using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace SqueezeFlow.Screen.Tests.Browsing;

/// <summary>What the main thread of a page had to do, as the browser traces it.</summary>
/// <param name="Share">Part of the time in which it was busy, 0 to 1.</param>
/// <param name="Longest">Longest task, milliseconds.</param>
/// <param name="Long">Tasks of more than 100 ms.</param>
/// <param name="ProcessorShare">Part of the time that it had the processor, 0 to 1: what a busy machine keeps it waiting for is none of its own.</param>
/// <param name="LongestOnProcessor">Longest time that a task had the processor, milliseconds.</param>
/// <param name="InputToPaint">Of the key presses meanwhile: time to the next picture that 95 of 100 of them took no longer than, milliseconds; null without any.</param>
internal sealed record MainThread(double Share, double Longest, int Long, double ProcessorShare, double LongestOnProcessor, double? InputToPaint)
{
    private const string Mark = "squeezeflow-budget";
    private const string Watch = "() => { window.presses = []; new PerformanceObserver(list => window.presses.push(...list.getEntries().filter(one => one.name === 'keydown').map(one => one.duration))).observe({ type: 'event', durationThreshold: 16 }); }";

    // The browser keeps one trace at a time.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>Traces the page while something is done.</summary>
    public static async Task<MainThread> TraceAsync(IPage page, Func<Task> act)
    {
        await Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await TraceAloneAsync(page, act);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<MainThread> TraceAloneAsync(IPage page, Func<Task> act)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var events = new ConcurrentQueue<JsonElement>();
        var complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Event("Tracing.dataCollected").OnEvent += (_, data) =>
        {
            foreach (var item in data!.Value.GetProperty("value").EnumerateArray())
            {
                events.Enqueue(item.Clone());
            }
        };
        session.Event("Tracing.tracingComplete").OnEvent += (_, _) => complete.TrySetResult();
        await page.EvaluateAsync(Watch);
        await session.SendAsync("Tracing.start", new() { ["categories"] = "toplevel,blink.user_timing", ["transferMode"] = "ReportEvents" });
        await page.EvaluateAsync($"() => {{ performance.mark('{Mark}') }}");
        await act();
        await page.EvaluateAsync($"() => {{ performance.mark('{Mark}') }}");
        await session.SendAsync("Tracing.end");
        await complete.Task.WaitAsync(Patience.Usual, TestContext.Current.CancellationToken);
        return Of([.. events], await page.EvaluateAsync<double[]>("() => window.presses"));
    }

    // Other pages of the same browser are traced too: the marks tell which thread is ours, and from when to when.
    private static MainThread Of(JsonElement[] events, double[] presses)
    {
        var marks = events.Where(item => item.GetProperty("name").GetString() == Mark && item.TryGetProperty("ts", out _)).ToArray();
        var (process, thread) = ThreadOf(marks[0]);
        var (from, to) = (marks.Min(TimeOf), marks.Max(TimeOf));
        (double All, double OnProcessor)[] tasks =
        [
            .. events
                .Where(item => item.GetProperty("name").GetString() == "ThreadControllerImpl::RunTask" && ThreadOf(item) == (process, thread) && item.TryGetProperty("dur", out _))
                .Where(item => TimeOf(item) >= from && TimeOf(item) <= to)
                .Select(item => (item.GetProperty("dur").GetDouble() / 1_000, item.TryGetProperty("tdur", out var own) ? own.GetDouble() / 1_000 : 0)),
        ];
        Array.Sort(presses);
        return new(
            tasks.Sum(task => task.All) * 1_000 / (to - from),
            tasks.Select(task => task.All).DefaultIfEmpty(0).Max(),
            tasks.Count(task => task.All > 100),
            tasks.Sum(task => task.OnProcessor) * 1_000 / (to - from),
            tasks.Select(task => task.OnProcessor).DefaultIfEmpty(0).Max(),
            presses.Length == 0 ? null : presses[(int)Math.Ceiling(0.95 * presses.Length) - 1]);
    }

    private static (long Process, long Thread) ThreadOf(JsonElement item) => (item.GetProperty("pid").GetInt64(), item.GetProperty("tid").GetInt64());

    private static double TimeOf(JsonElement item) => item.GetProperty("ts").GetDouble();
}
