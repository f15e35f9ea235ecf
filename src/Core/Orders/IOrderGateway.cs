namespace SqueezeFlow.Core.Orders;

/// <summary>An account that opens and closes positions. Called by one executor, one entry at a time; reads may overlap.</summary>
/// <remarks>Reads throw <see cref="IOException"/> when the account cannot be reached; orders answer with a verdict instead.</remarks>
public interface IOrderGateway
{
    /// <summary>Closed positions that an account is asked for at most: FreqTrade gives no more at once.</summary>
    const int MostClosed = 500;

    /// <summary>Money and limits now.</summary>
    Task<Account> GetAccountAsync(CancellationToken cancellationToken);

    /// <summary>Open positions, oldest first.</summary>
    Task<IReadOnlyList<Position>> GetOpenPositionsAsync(CancellationToken cancellationToken);

    /// <summary>Closed positions, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Position>> GetClosedPositionsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The position that carries this entry tag, open or closed; null when there is none.</summary>
    Task<Position?> FindByTagAsync(string tag, CancellationToken cancellationToken);

    /// <summary>Opens a position. Asking twice with one tag never opens two.</summary>
    Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken);

    /// <summary>Closes a position. Closing one that is closed already answers with it.</summary>
    Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken);
}
