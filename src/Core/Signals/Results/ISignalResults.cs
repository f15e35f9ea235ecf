namespace SqueezeFlow.Core.Signals.Results;

/// <summary>The results of signals, beside the record of them. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="IOException"/> when it cannot be reached; nothing of the call was kept then.</remarks>
public interface ISignalResults
{
    /// <summary>
    /// Keeps the result of a signal that is on record, unless it has one: the first stands. True when it was kept now.
    /// </summary>
    Task<bool> WriteAsync(SignalResult result, CancellationToken cancellationToken);

    /// <summary>The results of these signals, as far as there are any, in no order.</summary>
    Task<IReadOnlyList<SignalResult>> ReadAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken);

    /// <summary>
    /// Ids of the entries that may have opened a position and have no result, newest first, at most <paramref name="limit"/>: those that were
    /// filled, and those whose order was lost from sight.
    /// </summary>
    Task<IReadOnlyList<string>> ReadAwaitedAsync(int limit, CancellationToken cancellationToken);
}
