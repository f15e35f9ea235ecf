namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>What trading cost over a run.</summary>
/// <param name="FeesUsd">Fees paid, those of open positions and of liquidations included, USD.</param>
/// <param name="SlippageUsd">What fills were worse than recorded, USD.</param>
/// <param name="FundingUsd">Funding paid, USD, negative when more was received.</param>
/// <param name="Liquidations">Positions that were liquidated.</param>
/// <param name="HeldFills">Fills whose slippage would have gone beyond what the bar traded, and that were held at its end.</param>
public sealed record CostTotals(double FeesUsd, double SlippageUsd, double FundingUsd, int Liquidations, int HeldFills)
{
    /// <summary>The costs of several symbols together.</summary>
    public static CostTotals Sum(IEnumerable<CostTotals> parts) => parts.Aggregate((all, part) => new(
        all.FeesUsd + part.FeesUsd,
        all.SlippageUsd + part.SlippageUsd,
        all.FundingUsd + part.FundingUsd,
        all.Liquidations + part.Liquidations,
        all.HeldFills + part.HeldFills));
}
