namespace SqueezeFlow.Silo.Hosting;

/// <summary>
/// Ends the process when a stop takes too long, whatever hangs: a disk, a venue, an account. Says what is left behind. Each part of a stop has
/// a time of its own, so that this is the last resort.
/// </summary>
internal sealed class StopDeadline : IDisposable
{
    /// <summary>Time from the signal to the end, besides what feeds may take to go to other silos.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private readonly Func<string> _left;
    private readonly TimeSpan _limit;
    private readonly TextWriter _error;
    private readonly Action<int> _exit;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _stopping;

    /// <summary>Watches a service from now on.</summary>
    /// <param name="drainTime">Time that feeds may take to go to other silos; zero where there are none.</param>
    /// <param name="left">Says what is not done yet.</param>
    /// <param name="error">Where to tell.</param>
    /// <param name="exit">Ends the process with an exit code.</param>
    /// <param name="clock">Drives the time.</param>
    /// <param name="stopping">Cancelled when the stop begins.</param>
    public StopDeadline(TimeSpan drainTime, Func<string> left, TextWriter error, Action<int> exit, TimeProvider clock, CancellationToken stopping)
    {
        (_limit, _left, _error, _exit) = (Limit + drainTime, left, error, exit);
        _timer = clock.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stopping = stopping.Register(() => _timer.Change(_limit, Timeout.InfiniteTimeSpan));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _timer.Dispose();
    }

    private void End()
    {
        HostingMetrics.StopFailures.Add(1);
        _error.WriteLine($"the stop is not over after {_limit.TotalSeconds:0} s and the process ends now; {_left()}");
        _exit(ExitCode.Failed);
    }
}
