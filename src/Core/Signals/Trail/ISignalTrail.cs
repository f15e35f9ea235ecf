namespace SqueezeFlow.Core.Signals.Trail;

/// <summary>The steps of all signals, beside the record of them. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="IOException"/> when it cannot be reached; nothing of the call was kept then.</remarks>
public interface ISignalTrail
{
    /// <summary>Keeps steps, in their order, all or none. One that is there already (same signal, time and kind) changes nothing.</summary>
    Task AppendAsync(IReadOnlyCollection<SignalStep> steps, CancellationToken cancellationToken);

    /// <summary>The steps of a signal in the order in which they were kept; none for one that is not known.</summary>
    Task<IReadOnlyList<SignalStep>> ReadAsync(string signalId, CancellationToken cancellationToken);

    /// <summary>Signals by their ids, as far as they are on record, in no order.</summary>
    Task<IReadOnlyList<SignalRecord>> FindAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken);
}
