using System.Diagnostics.CodeAnalysis;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Doubles;

/// <summary>A clock that stands until a test moves it, and tells who looks at it and who waits for it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "its wait handle is never asked for, so there is nothing to dispose of")]
internal sealed class WatchedClock() : ManualClock(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly SemaphoreSlim _armed = new(0);
    private int _looks;

    /// <summary>How often it was looked at.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Called by whoever asks for the time of day.</summary>
    public Action OnLook { get; set; } = static () => { };

    public long NowUnixMs => base.GetUtcNow().ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow()
    {
        Interlocked.Increment(ref _looks);
        OnLook();
        return base.GetUtcNow();
    }

    public override long GetTimestamp()
    {
        Interlocked.Increment(ref _looks);
        return base.GetTimestamp();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Watched(this, base.CreateTimer(callback, state, dueTime, period));
        Tell(dueTime);
        return timer;
    }

    /// <summary>Waits until someone has set a timer that nobody has waited for here yet.</summary>
    public async Task ArmedAsync() =>
        Assert.True(await _armed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "nobody waits for the clock");

    /// <summary>Moves on until a task has ended.</summary>
    public async Task AdvanceUntilAsync(Task ended, TimeSpan step)
    {
        for (var i = 0; !ended.IsCompleted && i < 10_000; i++)
        {
            Advance(step);
            await Task.WhenAny(ended, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        Assert.True(ended.IsCompleted, "10,000 steps of the clock were not enough");
        await ended;
    }

    private void Tell(TimeSpan dueTime)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _armed.Release();
        }
    }

    private sealed class Watched(WatchedClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isChanged = timer.Change(dueTime, period);
            clock.Tell(dueTime);
            return isChanged;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
