namespace SqueezeFlow.Core.Orders;

/// <summary>What a paper account must not forget. Used by one account at a time.</summary>
/// <remarks>Throws <see cref="IOException"/> when it cannot be reached; nothing of the call was kept then.</remarks>
public interface IPaperLedger
{
    /// <summary>Cash and every position ever booked, in order of opening; null when the account is new.</summary>
    Task<PaperBooks?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the new cash and one new or changed position together, or neither.</summary>
    Task SaveAsync(decimal cashUsd, Position? position, CancellationToken cancellationToken);
}
