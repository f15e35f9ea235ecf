using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Tracing;

namespace SqueezeFlow.Grains.Execution.Accounts;

/// <summary>An account whose orders are steps in the traces of their signals.</summary>
/// <param name="inner">The account.</param>
/// <param name="account">Its name.</param>
internal sealed class TracedGateway(IOrderGateway inner, string account) : IOrderGateway
{
    public Task<Account> GetAccountAsync(CancellationToken cancellationToken) => inner.GetAccountAsync(cancellationToken);

    public Task<IReadOnlyList<Position>> GetOpenPositionsAsync(CancellationToken cancellationToken) => inner.GetOpenPositionsAsync(cancellationToken);

    public Task<IReadOnlyList<Position>> GetClosedPositionsAsync(int limit, CancellationToken cancellationToken) => inner.GetClosedPositionsAsync(limit, cancellationToken);

    public Task<Position?> FindByTagAsync(string tag, CancellationToken cancellationToken) => inner.FindByTagAsync(tag, cancellationToken);

    public async Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken)
    {
        using var step = FlowTracing.OfSignal("account.enter", order.Tag, account);
        var result = await inner.EnterAsync(order, cancellationToken);
        step?.SetTag("verdict", result.Verdict.ToString());
        return result;
    }

    public async Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken)
    {
        using var step = FlowTracing.OfSignal("account.exit", order.SignalId, account);
        var result = await inner.ExitAsync(order, cancellationToken);
        step?.SetTag("verdict", result.Verdict.ToString());
        return result;
    }
}
