namespace SqueezeFlow.Storage.Spool;

/// <summary>Tells everybody who waits that something has changed. Safe for concurrent use.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource _next = Unset();

    /// <summary>Done at the next change. To be taken before looking at what may change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something has changed.</summary>
    public void Fire() => Interlocked.Exchange(ref _next, Unset()).SetResult();

    private static TaskCompletionSource Unset() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
