namespace SqueezeFlow.Core.Trades;

/// <summary>What a print contributes to: flow, liquidations or both.</summary>
public enum TradeKind : byte
{
    /// <summary>An ordinary market trade: moves prices, volume and counts.</summary>
    Market,

    /// <summary>A report of a forced order beside the trade feed: counts as liquidation notional only.</summary>
    LiquidationReport,

    /// <summary>A trade of the feed that is itself a liquidation: counts as both.</summary>
    LiquidationTrade,
}
