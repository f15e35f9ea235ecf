namespace SqueezeFlow.Core.Orders;

/// <summary>What a paper account must not forget. Used by one account at a time.</summary>
/// <remarks>Throws <see cref="IOException"/> when it cannot be reached; nothing of the call was kept then.</remarks>
public interface IPaperLedger
{
    /// <summary>Cash and every position ever booked, in order of opening; null when the account is new.</summary>
    Task<PaperBooks?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Whether another process has changed the books since they were loaded or saved here; never where no other can.</summary>
    Task<bool> IsChangedAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>
    /// Keeps the new cash and one new or changed position together, or neither. It fails when another process has changed the books: they are to be loaded again.
    /// </summary>
    Task SaveAsync(decimal cashUsd, Position? position, CancellationToken cancellationToken);
}
