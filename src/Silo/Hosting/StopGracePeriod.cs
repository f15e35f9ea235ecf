namespace SqueezeFlow.Silo.Hosting;

/// <summary>The time that a command's own work still has once the process is asked to end; without limit before that.</summary>
internal sealed class StopGracePeriod : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _over = new();
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _stopping;

    /// <summary>Begins to watch.</summary>
    /// <param name="clock">Drives the time.</param>
    /// <param name="stopping">Cancelled when the process is asked to end.</param>
    public StopGracePeriod(TimeProvider clock, CancellationToken stopping)
    {
        _timer = clock.CreateTimer(_ => _over.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stopping = stopping.Register(() => _timer.Change(Limit, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Over => _over.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _timer.Dispose();
        _over.Dispose();
    }
}
