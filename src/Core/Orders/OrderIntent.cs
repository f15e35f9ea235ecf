using SqueezeFlow.Core.Orders.Accounts;

namespace SqueezeFlow.Core.Orders;

/// <summary>What the executor knows of one signal: written before the account is called, so that a crash in between is seen.</summary>
/// <param name="SignalId">Id of the signal.</param>
/// <param name="BaseSymbol">Base coin.</param>
/// <param name="Action"><c>LONG</c>, <c>SHORT</c> or <c>CLOSE</c>.</param>
/// <param name="State"><c>received</c>, <c>sent</c>, <c>filled</c>, <c>rejected</c>, <c>expired</c> or <c>unknown</c>.</param>
/// <param name="Attempts">Calls made to the account.</param>
/// <param name="UpdatedAt">Wall time of the last change.</param>
/// <param name="Detail">Reason of a refusal; null when there is nothing to say.</param>
/// <param name="TradeId">The account's id of the position; null until known.</param>
/// <param name="Price">Fill price, USD per base unit; null until filled.</param>
public sealed record OrderIntent(
    string SignalId,
    string BaseSymbol,
    string Action,
    string State,
    int Attempts,
    DateTimeOffset UpdatedAt,
    string? Detail = null,
    string? TradeId = null,
    double? Price = null)
{
    /// <summary>Wall time at which the strategy gave the signal; null when that is not known.</summary>
    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>Seconds from there to the verdict: to the open position, as the account shows it, of an entry that was filled; null without a verdict.</summary>
    public double? LatencySeconds { get; init; }

    /// <summary>Name of the rule that refused it; null when none did.</summary>
    public string? Rule { get; init; }

    /// <summary>Who sent the signal from outside; null on the strategy's own.</summary>
    public string? Source { get; init; }

    /// <summary>Name of the account that it is for.</summary>
    public string Account { get; init; } = AccountNames.Main;
}
