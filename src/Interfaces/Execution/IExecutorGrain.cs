using Orleans.Concurrency;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Interfaces.Execution;

/// <summary>
/// The only caller of an account. Serial: one entry in flight, ever. There is one for each account, by its name; that called <see cref="Key"/> is always
/// there.
/// </summary>
public interface IExecutorGrain : IGrainWithStringKey
{
    /// <summary>Key of the one that is always there. Each is nudged by the stream of its own key.</summary>
    const string Key = "main";

    /// <summary>Makes sure the executor is active and works on its inbox; called by supervisors.</summary>
    ValueTask EnsureAsync();

    /// <summary>Looks at the account now rather than at its usual pace: something may have happened there.</summary>
    [AlwaysInterleave]
    ValueTask LookAsync();

    /// <summary>Takes a signal into the inbox; returns once it is kept. The same id again changes nothing.</summary>
    Task SubmitAsync(Signal signal);

    /// <summary>Waits until the signal has a final verdict; null when it is unknown here.</summary>
    [AlwaysInterleave]
    Task<SignalRecord?> SettleAsync(string signalId);

    /// <summary>Account and the open positions of one base coin, as the strategy needs them before an evaluation; null account when it cannot be reached.</summary>
    /// <param name="baseSymbol">Base coin.</param>
    /// <param name="given">Signals of the coin that the asker has given to this account and knows no verdict of: those that have not come yet count as on their way.</param>
    [AlwaysInterleave]
    Task<PortfolioAnswer> GetPortfolioAsync(string baseSymbol, IReadOnlyList<Signal> given);

    /// <summary>What the account holds of a base coin, or is about to, as far as is known without asking it.</summary>
    /// <param name="baseSymbol">Base coin.</param>
    /// <param name="given">As with <see cref="GetPortfolioAsync"/>.</param>
    [AlwaysInterleave]
    ValueTask<CoinHolding> GetHoldingAsync(string baseSymbol, IReadOnlyList<Signal> given);

    /// <summary>Positions of ours, of all coins, as far as they are known without asking the account.</summary>
    [AlwaysInterleave]
    ValueTask<IReadOnlyList<HeldPosition>> GetHeldAsync();

    /// <summary>What is known of the latest signals, newest first.</summary>
    [AlwaysInterleave]
    ValueTask<IReadOnlyList<OrderIntent>> GetOrdersAsync(int limit);

    /// <summary>Positions, open first; closed ones too when <paramref name="closed"/> is greater than zero, at most that many.</summary>
    [AlwaysInterleave]
    Task<PositionsAnswer> GetPositionsAsync(int closed);

    /// <summary>Money and limits; null when the account cannot be reached, or takes too long to answer.</summary>
    [AlwaysInterleave]
    Task<Account?> GetAccountAsync();

    /// <summary>How execution stands: the account, exits that are outstanding, what the last look at the account has shown.</summary>
    [AlwaysInterleave]
    Task<ExecutionHealth> GetHealthAsync();

    /// <summary>Holds entries back, or lets them go again. Exits are always sent. The switch survives a restart.</summary>
    Task SetPausedAsync(bool paused);

    /// <summary>
    /// Closes one position by hand. When the account takes long the answer is <see cref="OrderVerdict.Unknown"/>, and the order goes on without its
    /// caller.
    /// </summary>
    [AlwaysInterleave]
    Task<OrderResult> CloseAsync(string tradeId);
}
