using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Flow;

/// <summary>Bars of single markets as bars of their symbol.</summary>
public static class SymbolBars
{
    /// <summary>
    /// One bar per time at which any market has one, in time order. Prices come from the first market in the order of
    /// reference markets that has one; flow is summed by side. Markets that do not count in USD are left out.
    /// </summary>
    public static IReadOnlyList<SymbolBar> Merge(IEnumerable<(FollowedMarket Market, IReadOnlyList<Bar> Bars)> markets)
    {
        var merged = new SortedDictionary<long, SymbolBar>();
        var ranked = markets.Where(m => m.Market.CountsInUsd).OrderBy(m => m.Market.Rank).ThenByDescending(m => m.Bars.Sum(b => b.Volume));
        foreach (var (market, bars) in ranked)
        {
            foreach (var bar in bars)
            {
                var sum = merged.TryGetValue(bar.OpenUnixMs, out var known) ? known : Empty(bar.OpenUnixMs);
                merged[bar.OpenUnixMs] = Add(sum, bar, market.Kind);
            }
        }

        return [.. merged.Values];
    }

    /// <summary>A bar without prices and flow.</summary>
    public static SymbolBar Empty(long openUnixMs) =>
        new(openUnixMs, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 0);

    /// <summary>Adds a market's flow, and its prices when there are none yet.</summary>
    public static SymbolBar Add(in SymbolBar sum, in Bar bar, MarketKind kind)
    {
        var isSpot = kind == MarketKind.Spot;
        var flow = sum with
        {
            Volume = sum.Volume + bar.Volume,
            SpotBuy = sum.SpotBuy + (isSpot ? bar.BuyNotional : 0),
            SpotSell = sum.SpotSell + (isSpot ? bar.SellNotional : 0),
            PerpBuy = sum.PerpBuy + (isSpot ? 0 : bar.BuyNotional),
            PerpSell = sum.PerpSell + (isSpot ? 0 : bar.SellNotional),
        };
        return double.IsNaN(sum.Open) && bar.HasPrice
            ? flow with { Open = bar.Open, High = bar.High, Low = bar.Low, Close = bar.Close }
            : flow;
    }
}
