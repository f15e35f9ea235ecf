namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>
/// Runs what blocks its thread while it waits for the server: a few at a time, on threads of its own. Hundreds of symbols ask when they come up; on threads of the
/// pool they would keep it from all else, and a silo that answers nobody for so long is taken for dead. Safe for concurrent use.
/// </summary>
internal sealed class ReadingThreads : IDisposable
{
    /// <summary>How many at a time: the database answers no sooner when it is asked more at once.</summary>
    public const int Most = 8;

    private readonly SemaphoreSlim _free = new(Most);

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    /// <summary>Runs it, when its turn has come.</summary>
    /// <param name="read">What is read; blocks its thread.</param>
    /// <param name="cancellationToken">Ends the wait for the turn.</param>
    public async Task<T> RunAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Factory.StartNew(read, cancellationToken, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }
}
