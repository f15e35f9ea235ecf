namespace SqueezeFlow.TestSupport;

/// <summary>
/// A clock that stands still until a test moves it. Timers run in <see cref="Advance"/> alone, on the thread that moves the clock: reading the
/// time never runs one, so that nothing happens in the middle of what the code under test does under a lock. One that is due at once runs on
/// the pool, as with the system's clock.
/// </summary>
/// <param name="start">The time of day to begin with.</param>
public class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _armed = [];
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <summary>A clock that stands at the beginning of the year 2000.</summary>
    public ManualClock()
        : this(new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Read();

    public override long GetTimestamp() => Read().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, and then runs what is due, what is due first at first; done when all of it has run.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate)
        {
            _now += by;
        }

        while (TakeDue() is { } timer)
        {
            timer.Run();
        }
    }

    private DateTimeOffset Read()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    private ManualTimer? TakeDue()
    {
        lock (_gate)
        {
            if (_armed.MinBy(timer => timer.Due) is not { } first || first.Due > _now)
            {
                return null;
            }

            if (first.Period > TimeSpan.Zero)
            {
                first.Due += first.Period;
            }
            else
            {
                _armed.Remove(first);
            }

            return first;
        }
    }

    private bool Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            if (timer.IsDisposed)
            {
                return false;
            }

            (timer.Due, timer.Period) = (_now + (dueTime > TimeSpan.Zero ? dueTime : period), period);
            if (dueTime > TimeSpan.Zero || (dueTime == TimeSpan.Zero && period > TimeSpan.Zero))
            {
                _armed.Add(timer);
            }
        }

        if (dueTime == TimeSpan.Zero)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static late => late.Run(), timer, preferLocal: false);
        }

        return true;
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public bool IsDisposed { get; private set; }

        public void Run()
        {
            if (!IsDisposed)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Arm(this, dueTime, period);

        public void Dispose()
        {
            lock (clock._gate)
            {
                IsDisposed = true;
                clock._armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
