namespace SqueezeFlow.Grains.Routing;

/// <summary>The question that a lane asks its symbol now and then: how far everything is stored. One at a time, however many ask for it. Safe for concurrent use.</summary>
internal sealed class LaneQuestion
{
    // A lane that keeps nothing only looks, each so many times, whether its symbol has come back without it.
    private const int IdleTurns = 5;

    private int _isDue;
    private int _isScheduled;
    private int _idleTurns;

    /// <summary>Whether it is to be asked now.</summary>
    public bool IsDue => Volatile.Read(ref _isDue) != 0;

    /// <summary>Whether it is to be scheduled; it is from now on.</summary>
    public bool TrySchedule() => Interlocked.Exchange(ref _isScheduled, 1) == 0;

    /// <summary>Its time has come. Answers whether it is due, or may be left out this time.</summary>
    public bool Come(bool isIdle)
    {
        Volatile.Write(ref _isScheduled, 0);
        if (isIdle && ++_idleTurns % IdleTurns != 0)
        {
            return false;
        }

        Volatile.Write(ref _isDue, 1);
        return true;
    }

    /// <summary>It is due now, besides its turn.</summary>
    public void Press() => Volatile.Write(ref _isDue, 1);

    /// <summary>Whether it is due; it is not any more.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isDue, 0) == 1;
}
