using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>
/// The accounts as one coin sees them. What a coin's outbox still holds and what executors know are put together here and nowhere else: evaluation, and entries from
/// outside, ask who holds the coin or is about to.
/// </summary>
/// <param name="coin">The coin.</param>
/// <param name="routes">All accounts.</param>
/// <param name="grains">Their executors.</param>
/// <param name="outbox">What was given and has no verdict.</param>
internal sealed class SymbolAccounts(string coin, AccountRoutes routes, IGrainFactory grains, SignalOutbox outbox)
{
    private readonly IReadOnlyList<string> _takers = routes.TakersOf(coin);

    /// <summary>The account that takes all entries of the coin; null when their score decides.</summary>
    public string? SoleTaker => _takers.Count == 1 ? _takers[0] : null;

    /// <summary>A reason that lies with an account, with its name where there are several.</summary>
    public string Say(string account, string reason) => routes.IsSingle ? reason : $"account {account}: {reason}";

    /// <summary>
    /// Accounts that hold the coin or are about to, as far as their executors know without asking them: one that hangs must not hold up coins that it
    /// has nothing to do with. With a single account nobody is asked.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindHoldersAsync(CancellationToken cancellationToken)
    {
        if (routes.IsSingle)
        {
            return [];
        }

        var holds = await Task.WhenAll(routes.Names.Select(account => HoldsAsync(account, cancellationToken)));
        return [.. routes.Names.Zip(holds).Where(pair => pair.Second).Select(pair => pair.First)];
    }

    /// <summary>The account that an entry from outside goes to, where one holds the coin already; it lets in what its limits allow.</summary>
    public async Task<string?> FindHolderAsync() => await FindHoldersAsync(CancellationToken.None) is [var holder, ..] ? holder : null;

    /// <summary>Money and positions of an account; who does not answer is an account that cannot be reached.</summary>
    public async Task<PortfolioAnswer> ReadAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            return await ExecutorOf(account).GetPortfolioAsync(coin, outbox.PendingOf(account)).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            OutboxMetrics.EvaluationFailures.Add(1);
            return PortfolioAnswer.Unknown($"the executor did not answer: {e.Message}");
        }
    }

    // An executor that does not answer may hold what it takes.
    private async Task<bool> HoldsAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            return (await ExecutorOf(account).GetHoldingAsync(coin, outbox.PendingOf(account)).AsTask().WaitAsync(cancellationToken)).IsHeld;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            OutboxMetrics.EvaluationFailures.Add(1);
            return _takers.Contains(account);
        }
    }

    private IExecutorGrain ExecutorOf(string account) => grains.GetGrain<IExecutorGrain>(account);
}
