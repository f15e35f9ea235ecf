namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>A clock whose two hands a test moves apart: the time of day, and the time that passes.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _dayShift;
    private long _passedShift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _dayShift));

    public override long GetTimestamp() => System.GetTimestamp() + (Interlocked.Read(ref _passedShift) * TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <summary>Somebody sets the clock of the machine.</summary>
    public void SetForward(TimeSpan span) => Interlocked.Add(ref _dayShift, span.Ticks);

    /// <summary>Time passes unseen.</summary>
    public void Pass(TimeSpan span) => Interlocked.Add(ref _passedShift, span.Ticks);
}
