using System.Text.Json.Serialization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Views;

/// <summary>One bar; prices are null where no trade set them.</summary>
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
public sealed record BarView(
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
    /// <summary>True where something of the bucket is known to be missing; not written otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Partial { get; init; }

    /// <summary>A bar of one market, or of several that are not told apart (null).</summary>
    public static BarView Of(MarketId? market, Bar bar) => new(
        market?.ToString(),
        bar.OpenUnixMs,
        bar.HasPrice ? bar.Open : null,
        bar.HasPrice ? bar.High : null,
        bar.HasPrice ? bar.Low : null,
        bar.HasPrice ? bar.Close : null,
        bar.BuyNotional,
        bar.SellNotional,
        bar.BuyCount,
        bar.SellCount,
        bar.BuyLiquidation,
        bar.SellLiquidation)
    {
        Partial = bar.IsPartial,
    };
}
