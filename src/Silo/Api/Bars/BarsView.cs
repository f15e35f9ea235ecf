using System.Text.Json.Serialization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Silo.Api.Bars;

/// <summary>Bars of a symbol.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="Timeframe">Length of a bar, e.g. <c>5m</c>.</param>
/// <param name="AsOf">Sequence number of the last event that this answer includes.</param>
/// <param name="Bars">Bars in time order.</param>
internal sealed record SymbolBarsView(string Symbol, string Timeframe, long AsOf, IReadOnlyList<BarView> Bars);

/// <summary>Bars of a market.</summary>
/// <param name="Market">Market id.</param>
/// <param name="Timeframe">Length of a bar, e.g. <c>5m</c>.</param>
/// <param name="AsOf">Sequence number of the last event that this answer includes.</param>
/// <param name="Bars">Bars in time order.</param>
internal sealed record MarketBarsView(string Market, string Timeframe, long AsOf, IReadOnlyList<BarView> Bars);

/// <summary>One bar; prices are null where no trade set them.</summary>
internal sealed record BarView(
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
