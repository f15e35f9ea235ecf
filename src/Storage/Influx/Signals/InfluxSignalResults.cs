using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>The results of signals, which become points besides. The points are never waited for and fail nobody here.</summary>
/// <param name="inner">The record: what is read.</param>
/// <param name="changed">Takes what has to be written.</param>
internal sealed class InfluxSignalResults(ISignalResults inner, ChangedSignals changed) : ISignalResults
{
    /// <inheritdoc/>
    public async Task<bool> WriteAsync(SignalResult result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        var isNew = await inner.WriteAsync(result, cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            changed.Add(result.SignalId);
        }

        return isNew;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignalResult>> ReadAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken) =>
        inner.ReadAsync(signalIds, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadAwaitedAsync(int limit, CancellationToken cancellationToken) => inner.ReadAwaitedAsync(limit, cancellationToken);
}
