namespace SqueezeFlow.Client.Http;

/// <summary>Bars of a market or a symbol.</summary>
/// <param name="Symbol">Base coin; null when one market was asked for.</param>
/// <param name="Market">Market id; null when a symbol was asked for.</param>
/// <param name="Timeframe">Length of a bar.</param>
/// <param name="AsOf">Sequence number of the last event that it includes.</param>
/// <param name="Bars">Bars in time order.</param>
internal sealed record BarsView(string? Symbol, string? Market, string Timeframe, long AsOf, IReadOnlyList<BarsViewRow> Bars);

/// <summary>One bar; prices are null where only liquidations were seen.</summary>
/// <param name="Market">Market id; null when markets are merged.</param>
/// <param name="OpenUnixMs">Start, milliseconds since 1970 UTC.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="BuyNotional">Aggressor buys, quote units.</param>
/// <param name="SellNotional">Aggressor sells, quote units.</param>
/// <param name="BuyCount">Fills of aggressor buys.</param>
/// <param name="SellCount">Fills of aggressor sells.</param>
/// <param name="BuyLiquidation">Forced buys, quote units.</param>
/// <param name="SellLiquidation">Forced sells, quote units.</param>
internal sealed record BarsViewRow(
    string? Market,
    long OpenUnixMs,
    double? Open,
    double? High,
    double? Low,
    double? Close,
    double BuyNotional,
    double SellNotional,
    long BuyCount,
    long SellCount,
    double BuyLiquidation,
    double SellLiquidation)
{
    /// <summary>Whether something of it is known to be missing.</summary>
    public bool Partial { get; init; }
}
