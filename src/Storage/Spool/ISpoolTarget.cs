namespace SqueezeFlow.Storage.Spool;

/// <summary>The store behind a spool. Sending and accepting are called by one caller, in order; dropping by another, at the same time.</summary>
public interface ISpoolTarget
{
    /// <summary>
    /// Sends one batch, whose memory is valid until the call is over. Never throws for what the server says or for failures of the network. Taking a batch twice must
    /// leave what taking it once leaves.
    /// </summary>
    Task<SendResult> SendAsync(SpoolBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// All that the store ever takes of a batch was taken: called in order, before the spool forgets the batch, and so once more after a crash in between. Lines that
    /// were refused are set aside by then; a batch of which nothing was taken is not told.
    /// </summary>
    /// <param name="policy">Policy of the batch.</param>
    /// <param name="firstUnixMs">Time of its earliest point, milliseconds since 1970 UTC.</param>
    /// <param name="lastUnixMs">Time of its latest point, inclusive.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IOException">It could not be noted; it is called again, after the waits of sending.</exception>
    Task AcceptedAsync(string policy, long firstUnixMs, long lastUnixMs, CancellationToken cancellationToken);

    /// <summary>
    /// Batches that were never sent are dropped because the spool is full. Must not wait for the network. Asked again for the same batches when the disk could not take
    /// the answer.
    /// </summary>
    /// <param name="batches">What is dropped, oldest first; valid during the call only.</param>
    /// <returns>Batches to keep in their place, such as notes of the loss; may be empty.</returns>
    IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches);

    /// <summary>The market whose owner alone may write a line; null for a line that whoever likes may write.</summary>
    string? MarketOf(ReadOnlySpan<byte> line) => null;
}
