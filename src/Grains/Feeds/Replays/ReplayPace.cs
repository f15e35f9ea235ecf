namespace SqueezeFlow.Grains.Feeds.Replays;

/// <summary>Holds frames back until their time has come. Used by the replay's own thread.</summary>
/// <param name="speed">Recorded seconds a wall second; null for no holding back.</param>
/// <param name="clock">The host's clock.</param>
internal sealed class ReplayPace(double? speed, TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(2);

    private long? _firstUnixNs;
    private long _start;

    /// <summary>Waits for a frame's time.</summary>
    public void WaitFor(long receivedUnixNs, CancellationToken cancellationToken)
    {
        if (speed is not { } factor)
        {
            return;
        }

        if (_firstUnixNs is not { } first)
        {
            (_firstUnixNs, _start) = (receivedUnixNs, clock.GetTimestamp());
            return;
        }

        var due = TimeSpan.FromTicks((long)((receivedUnixNs - first) / 100 / factor));
        var left = due - clock.GetElapsedTime(_start);
        if (left > Shortest)
        {
            cancellationToken.WaitHandle.WaitOne(left);
        }
    }
}
