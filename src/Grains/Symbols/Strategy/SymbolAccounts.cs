using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>The accounts as one coin sees them.</summary>
/// <param name="coin">The coin.</param>
/// <param name="routes">All accounts.</param>
/// <param name="grains">Their executors.</param>
internal sealed class SymbolAccounts(string coin, AccountRoutes routes, IGrainFactory grains)
{
    private readonly IReadOnlyList<string> _takers = routes.TakersOf(coin);

    /// <summary>The account that takes all entries of the coin; null when their score decides.</summary>
    public string? SoleTaker => _takers.Count == 1 ? _takers[0] : null;

    /// <summary>The executor of an account.</summary>
    public IExecutorGrain ExecutorOf(string account) => grains.GetGrain<IExecutorGrain>(account);

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

    // An executor that does not answer may hold what it takes.
    private async Task<bool> HoldsAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            return await ExecutorOf(account).HoldsAsync(coin).AsTask().WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            OutboxMetrics.EvaluationFailures.Add(1);
            return _takers.Contains(account);
        }
    }
}
