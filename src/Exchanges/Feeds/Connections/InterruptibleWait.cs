namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>The waits of one thread, which any other may cut short, however late: there is nothing in it that could be disposed of.</summary>
internal sealed class InterruptibleWait(TimeProvider clock)
{
    private readonly object _gate = new();
    private bool _isInterrupted;

    /// <summary>Ends the present wait, else the next one.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            _isInterrupted = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Forgets an interruption.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _isInterrupted = false;
        }
    }

    /// <summary>Waits for so long, or until it is interrupted.</summary>
    public void Wait(TimeSpan delay)
    {
        using var timer = clock.CreateTimer(static wait => ((InterruptibleWait)wait!).Interrupt(), this, delay, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            while (!_isInterrupted)
            {
                Monitor.Wait(_gate);
            }

            _isInterrupted = false;
        }
    }
}
