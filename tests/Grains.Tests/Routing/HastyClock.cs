namespace SqueezeFlow.Grains.Tests.Routing;

/// <summary>A clock on which every wait is over at once.</summary>
internal sealed class HastyClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Hasty(System.CreateTimer(callback, state, Shorten(dueTime), period));

    private static TimeSpan Shorten(TimeSpan dueTime) => dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero;

    private sealed class Hasty(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Shorten(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
