using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Backtest;

/// <summary>A fill of a back-test.</summary>
/// <param name="Side">What was done.</param>
/// <param name="Quantity">Base units, leverage included.</param>
/// <param name="Price">Price of the fill, quote units.</param>
/// <param name="BarOpenUnixMs">Open of the bar whose price filled it, milliseconds since 1970 UTC.</param>
/// <param name="TradeId">Number of the trade, from 1; refused entries use up a number.</param>
/// <param name="Leverage">Leverage of an entry; 1 for exits.</param>
/// <param name="Score">Phase 4 total of an entry; 10 for exits.</param>
/// <param name="FeeUsd">Fee, USD.</param>
/// <param name="CashAfterUsd">Cash after it, USD.</param>
/// <param name="ProfitUsd">Gain of the trade after both fees, USD; null for entries.</param>
/// <param name="BookedProfitUsd">Gain as the profile books it on the position, USD; null for entries.</param>
public sealed record ExecutedOrder(
    ExecutedSide Side,
    double Quantity,
    double Price,
    long BarOpenUnixMs,
    int TradeId,
    int Leverage,
    double Score,
    double FeeUsd,
    double CashAfterUsd,
    double? ProfitUsd = null,
    double? BookedProfitUsd = null)
{
    /// <summary>Close of the bar that decided it, milliseconds since 1970 UTC.</summary>
    public long DecidedUnixMs { get; init; }

    /// <summary>What decided it, with its numbers.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Checks that closed the position; none for entries.</summary>
    public ExitReasons ExitReasons { get; init; }

    /// <summary>What it was filled worse than recorded, USD.</summary>
    public double SlippageUsd { get; init; }

    /// <summary>Funding paid while the position was open, USD, negative when received; part of the profit. 0 for entries.</summary>
    public double FundingUsd { get; init; }

    /// <summary>Whether it closed a position.</summary>
    public bool IsExit => ProfitUsd is not null;

    /// <summary>Quote notional.</summary>
    public double NotionalUsd => Quantity * Price;
}
