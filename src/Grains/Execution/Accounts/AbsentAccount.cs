using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Execution.Accounts;

/// <summary>
/// Stands for an account that is in no configuration any more, and whose signals are kept all the same: entries end by their age, those whose outcome is not known
/// too, and exits are outstanding until it is there again.
/// </summary>
internal sealed class AbsentAccount(string account) : IOrderGateway
{
    /// <summary>Why it cannot be reached.</summary>
    public string Reason { get; } = $"there is no account {account}: {ExecutionAccounts.SectionOf(account)} was taken out of the configuration";

    public Task<Account> GetAccountAsync(CancellationToken cancellationToken) => throw new IOException(Reason);

    public Task<IReadOnlyList<Position>> GetOpenPositionsAsync(CancellationToken cancellationToken) => throw new IOException(Reason);

    public Task<IReadOnlyList<Position>> GetClosedPositionsAsync(int limit, CancellationToken cancellationToken) => throw new IOException(Reason);

    public Task<Position?> FindByTagAsync(string tag, CancellationToken cancellationToken) => throw new IOException(Reason);

    public Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken) => Task.FromResult(new OrderResult(OrderVerdict.Unavailable, null, Reason));

    public Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken) => Task.FromResult(new OrderResult(OrderVerdict.Unavailable, null, Reason));
}
