using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>The record of signals, whose signals become points besides. The points are never waited for and fail nobody here.</summary>
/// <param name="inner">The record: what is read.</param>
/// <param name="changed">Takes what has to be written.</param>
internal sealed class InfluxSignalPublisher(ISignalPublisher inner, ChangedSignals changed) : ISignalPublisher
{
    /// <inheritdoc/>
    public async Task PublishAsync(SignalRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        await inner.PublishAsync(record, cancellationToken).ConfigureAwait(false);
        changed.Add(record.Signal.Id);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignalRecord>> ReadAsync(string? baseSymbol, int limit, CancellationToken cancellationToken) =>
        inner.ReadAsync(baseSymbol, limit, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<SignalRecord> ReadAllAsync(CancellationToken cancellationToken) => inner.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken) => inner.MarkActivityAsync(at, cancellationToken);
}
