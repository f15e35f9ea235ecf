namespace SqueezeFlow.Storage.Redis.Owners;

/// <summary>
/// How long a run may write without asking: a part of the time for which the server lets it live, counted from before it was asked, by a clock that goes on while the process is
/// paused. Safe for concurrent use.
/// </summary>
/// <param name="times">The times.</param>
/// <param name="clock">That clock.</param>
internal sealed class RunLease(OwnerTimes times, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long? _askedAt;

    /// <summary>How long writing may go on; zero when it may not.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_gate)
            {
                var left = _askedAt is { } at ? times.Lease - times.Margin - clock.GetElapsedTime(at) : TimeSpan.Zero;
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The server was asked at a time, and has answered.</summary>
    public void Renewed(long askedAt)
    {
        lock (_gate)
        {
            _askedAt = askedAt;
        }
    }

    /// <summary>It is given up.</summary>
    public void End()
    {
        lock (_gate)
        {
            _askedAt = null;
        }
    }
}
