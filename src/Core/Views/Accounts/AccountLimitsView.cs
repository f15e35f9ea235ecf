namespace SqueezeFlow.Core.Views.Accounts;

/// <summary>What an account asks of an entry before it is sent, and what it would stake.</summary>
/// <param name="RiskPerTrade">Share of the account's total that is staked per unit of an entry's size.</param>
/// <param name="StakeUsd">That share of its total now, USD; null when the account cannot be read.</param>
/// <param name="MaxOpenPositions">Positions open at once at most: its own limit and that of the account, whichever is less.</param>
/// <param name="MaxPositionsPerSymbol">Of one coin.</param>
/// <param name="MaxSignalAgeSeconds">Market time after which an entry is no longer sent.</param>
/// <param name="MaxPriceAgeSeconds">Market time since the last trade after which a price no longer counts.</param>
/// <param name="MaxSlippage">Largest distance of the price from the signal's, as a fraction.</param>
/// <param name="CooldownAfterLossSeconds">Market time after a loss in which its coin is not entered; 0 for none.</param>
public sealed record AccountLimitsView(
    double RiskPerTrade,
    decimal? StakeUsd,
    int MaxOpenPositions,
    int MaxPositionsPerSymbol,
    double MaxSignalAgeSeconds,
    double MaxPriceAgeSeconds,
    double MaxSlippage,
    double CooldownAfterLossSeconds)
{
    /// <summary>What the positions closed since midnight UTC have lost, USD, less than zero for a gain; null where no loss of a day is a limit, or the account cannot be read.</summary>
    public decimal? LostTodayUsd { get; init; }

    /// <summary>Loss of a day from which no entry is sent, USD; null likewise.</summary>
    public decimal? MaxLossTodayUsd { get; init; }

    /// <summary>Coins that are left alone now; null where that cannot be told, as the account does not say what has closed.</summary>
    public IReadOnlyList<CoolDownView>? CoolDowns { get; init; } = [];
}
