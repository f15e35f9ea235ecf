namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>The waits of one thread, which any other may cut short, however late: there is nothing in it that could be disposed of.</summary>
internal sealed class WakeBell(TimeProvider clock)
{
    private readonly object _gate = new();
    private bool _isRung;

    /// <summary>Ends the present wait, else the next one.</summary>
    public void Ring()
    {
        lock (_gate)
        {
            _isRung = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Forgets that it has rung.</summary>
    public void Silence()
    {
        lock (_gate)
        {
            _isRung = false;
        }
    }

    /// <summary>Waits for so long, or until it rings.</summary>
    public void Wait(TimeSpan delay)
    {
        using var timer = clock.CreateTimer(static bell => ((WakeBell)bell!).Ring(), this, delay, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            while (!_isRung)
            {
                Monitor.Wait(_gate);
            }

            _isRung = false;
        }
    }
}
