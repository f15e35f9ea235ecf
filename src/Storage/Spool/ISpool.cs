using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Storage.Spool;

/// <summary>Keeps batches on disk until a store behind it has taken them. Safe for concurrent use.</summary>
public interface ISpool : IWriteProgress
{
    /// <summary>How it goes.</summary>
    SpoolStatus Status { get; }

    /// <summary>
    /// Keeps all batches or none, in order. Back when their bytes are the operating system's: a killed process loses none of them, a power cut at most those of
    /// <see cref="SpoolOptions.SyncInterval"/>. Never waits for the store. The batches' memory is free again afterwards.
    /// </summary>
    /// <remarks>Cancelling helps only while waiting for an earlier call: a write that began is finished.</remarks>
    /// <exception cref="IOException">The disk cannot take them; the message names the setting and the fix, and nothing of them was kept.</exception>
    /// <exception cref="ArgumentException">A batch is none: its lines do not agree with their number, or its policy has no name.</exception>
    ValueTask AppendAsync(IReadOnlyList<SpoolBatch> batches, CancellationToken cancellationToken);

    /// <summary>
    /// Back when everything up to a mark, and all that earlier runs have left, was taken by the store, set aside as refused, or dropped for want of room. What came later is not
    /// waited for.
    /// </summary>
    /// <param name="mark">What <see cref="IWriteProgress.Written"/> was behind what is waited for; 0 for what earlier runs have left alone.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The store is behind, or away (then at once); the message holds its last words.</exception>
    Task DrainedAsync(long mark, TimeSpan timeout, CancellationToken cancellationToken);
}
