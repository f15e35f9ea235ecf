using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Core.Tests.Support;

/// <summary>The clock of the tests behaves as the system's where that matters: nothing runs in the middle of what reads the time.</summary>
public sealed class ManualClockTests
{
    private readonly ManualClock _clock = new();
    private readonly List<string> _ran = [];

    [Fact]
    public void What_is_due_runs_when_the_clock_is_moved_and_not_when_it_is_read()
    {
        using var late = Timer("late", 2, 0);
        using var early = _clock.CreateTimer(_ => Read(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["read", "late"], _ran);
    }

    [Fact]
    public void A_periodic_timer_runs_as_often_as_its_time_has_come()
    {
        using var timer = Timer("beat", 1, 1);

        _clock.Advance(TimeSpan.FromSeconds(3.5));
        _clock.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(4, _ran.Count);
    }

    [Fact]
    public void A_timer_that_was_changed_or_disposed_of_does_not_run()
    {
        var timer = Timer("disposed", 1, 0);
        using var changed = Timer("changed", 1, 0);
        timer.Dispose();
        changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Empty(_ran);
        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task What_is_due_at_once_runs_on_the_pool()
    {
        var ran = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = _clock.CreateTimer(_ => ran.TrySetResult(Environment.CurrentManagedThreadId), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await ran.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private void Read()
    {
        _clock.GetTimestamp();
        _clock.GetUtcNow();
        _ran.Add("read");
    }

    private ITimer Timer(string name, int dueSeconds, int periodSeconds) => _clock.CreateTimer(
        _ => _ran.Add(name),
        null,
        TimeSpan.FromSeconds(dueSeconds),
        periodSeconds > 0 ? TimeSpan.FromSeconds(periodSeconds) : Timeout.InfiniteTimeSpan);
}
