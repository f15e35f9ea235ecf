using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>Stands for a spool where the database alone is asked: nothing waits in it, and nothing can be written through it.</summary>
internal sealed class NoSpool : ISpool
{
    /// <inheritdoc/>
    public SpoolStatus Status => throw new NotSupportedException("There is no spool here.");

    /// <inheritdoc/>
    public long Written => 0;

    /// <inheritdoc/>
    public long Stored => 0;

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<SpoolBatch> batches, CancellationToken cancellationToken) => throw new NotSupportedException("There is no spool here.");

    /// <inheritdoc/>
    public Task DrainedAsync(long mark, TimeSpan timeout, CancellationToken cancellationToken) => Task.CompletedTask;
}
