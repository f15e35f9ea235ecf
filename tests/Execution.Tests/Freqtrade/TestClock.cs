using System.Collections.Concurrent;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>A clock that the test drives, and that tells when somebody waits on it.</summary>
internal sealed class TestClock() : ManualClock(new DateTimeOffset(2026, 11, 22, 17, 31, 40, TimeSpan.Zero))
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _waits = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        WaitsOf(dueTime).Release();
        return timer;
    }

    /// <summary>Waits until a timer of this length was started.</summary>
    public async Task UntilWaitedForAsync(TimeSpan span) => Assert.True(
        await WaitsOf(span).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), $"nobody waited for {span} within 30 s");

    private SemaphoreSlim WaitsOf(TimeSpan span) => _waits.GetOrAdd(span, _ => new(0));
}
