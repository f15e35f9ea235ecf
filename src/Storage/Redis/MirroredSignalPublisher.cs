using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Storage.Redis;

/// <summary>The record of signals, whose signals are published to Redis besides. Redis is never waited for and fails nobody here.</summary>
/// <param name="inner">The record: what is read.</param>
/// <param name="queue">Takes what is to be published.</param>
internal sealed class MirroredSignalPublisher(ISignalPublisher inner, MirrorQueue queue) : ISignalPublisher
{
    /// <inheritdoc/>
    public Task PublishAsync(SignalRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Outcome == SignalOutcome.Pending)
        {
            queue.Add(record.Signal);
        }

        return inner.PublishAsync(record, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignalRecord>> ReadAsync(string? baseSymbol, int limit, CancellationToken cancellationToken) =>
        inner.ReadAsync(baseSymbol, limit, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<SignalRecord> ReadAllAsync(CancellationToken cancellationToken) => inner.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        queue.NoteActivity(at);
        return inner.MarkActivityAsync(at, cancellationToken);
    }
}
