using SqueezeFlow.Core.Orders.Accounts;

namespace SqueezeFlow.Core.Views;

/// <summary>A position with its present worth.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="SignalId">Signal that opened it.</param>
/// <param name="Symbol">Base coin.</param>
/// <param name="Side"><c>LONG</c> or <c>SHORT</c>.</param>
/// <param name="Quantity">Base units, leverage included.</param>
/// <param name="EntryPrice">USD per base unit.</param>
/// <param name="Leverage">Leverage.</param>
/// <param name="StakeUsd">Margin, USD.</param>
/// <param name="OpenedAt">Market time of the entry.</param>
/// <param name="Price">Latest price, or the exit price when closed; null when unknown.</param>
/// <param name="ProfitUsd">Gain after fees paid so far, USD: unrealised while open.</param>
/// <param name="ClosedAt">Market time of the exit; null while open.</param>
/// <param name="ExitReason">Why it was closed; null while open.</param>
public sealed record PositionView(
    string Id,
    string SignalId,
    string Symbol,
    string Side,
    decimal Quantity,
    decimal EntryPrice,
    int Leverage,
    decimal StakeUsd,
    DateTimeOffset OpenedAt,
    decimal? Price,
    decimal? ProfitUsd,
    DateTimeOffset? ClosedAt,
    string? ExitReason)
{
    /// <summary>Name of the account that holds it.</summary>
    public string Account { get; init; } = AccountNames.Main;
}
