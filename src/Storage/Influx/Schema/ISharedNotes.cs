namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>
/// Stretches of time that some process changes after their longer bars were made: known to all processes before the change can be seen, and until its longer bars are
/// made again. Safe for concurrent use.
/// </summary>
/// <remarks>Throws <see cref="IOException"/> when the others cannot be reached.</remarks>
internal interface ISharedNotes
{
    /// <summary>Tells the others, or tells them again; back when they know.</summary>
    Task AnnounceAsync(SharedNote note, CancellationToken cancellationToken);

    /// <summary>Takes back what has been made.</summary>
    Task WithdrawAsync(IReadOnlyCollection<SharedNote> notes, CancellationToken cancellationToken);

    /// <summary>What all processes have told.</summary>
    Task<IReadOnlyList<SharedNote>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Takes over what was told so long ago that its process is gone or cannot do it; one caller gets it.</summary>
    Task<IReadOnlyList<SharedNote>> AdoptAsync(TimeSpan silence, CancellationToken cancellationToken);
}
