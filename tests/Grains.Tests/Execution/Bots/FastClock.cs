namespace SqueezeFlow.Grains.Tests.Execution.Bots;

/// <summary>A clock that runs several times as fast as the wall's, its timers with it: minutes of protocol in seconds of test.</summary>
internal sealed class FastClock(int speed) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _begun = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>How long a span of this clock lasts by the wall's.</summary>
    public TimeSpan ByWall(TimeSpan span) => span / speed;

    public override DateTimeOffset GetUtcNow() => _start + (System.GetElapsedTime(_begun) * speed);

    public override long GetTimestamp() => (System.GetTimestamp() - _begun) * speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    private TimeSpan Scale(TimeSpan span) => span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Max(1, span.TotalMilliseconds / speed));

    private sealed class FastTimer(ITimer timer, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
