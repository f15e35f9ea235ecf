using SqueezeFlow.Core.Backtest.Costs;

namespace SqueezeFlow.Client.Offline.Costs;

/// <summary>What trading is to cost in a back-test.</summary>
internal sealed record CostsAsked
{
    /// <summary>What every back-test costs that asks for nothing else.</summary>
    public static CostsAsked Usual { get; } = new();

    /// <summary>Fee of a fill as a share of its notional.</summary>
    public double FeeRate { get; init; } = 0.001;

    /// <summary>Venue and tier that the fee is of; null when it was given as a number.</summary>
    public string? FeeOf { get; init; }

    /// <summary>Slippage, margin, latency, stop and target; funding and finer bars come with the files.</summary>
    public TradingCosts Trading { get; init; } = TradingCosts.None;

    /// <summary>File of funding payments; null for none.</summary>
    public string? FundingFile { get; init; }

    /// <summary>The same with the fee of a venue.</summary>
    public CostsAsked With(VenueFee fee) => this with { FeeRate = fee.TakerShare, FeeOf = $"{fee.Venue} {fee.Tier}" };
}
