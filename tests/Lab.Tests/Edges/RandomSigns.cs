using SqueezeFlow.Core.Bars;
using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Tests.Edges;

/// <summary>Takes what the flow of real bars tells away: a coin decides for each bar and side whether buys and sells change places.</summary>
internal static class RandomSigns
{
    public static SymbolBar[] Put(SymbolBar[] bars, ulong seed)
    {
        var random = new RandomSource(seed);
        return [.. bars.Select(bar => Perp(Spot(bar, random.Next() < 0.5), random.Next() < 0.5))];
    }

    private static SymbolBar Spot(SymbolBar bar, bool swaps) => swaps ? bar with { SpotBuy = bar.SpotSell, SpotSell = bar.SpotBuy } : bar;

    private static SymbolBar Perp(SymbolBar bar, bool swaps) => swaps ? bar with { PerpBuy = bar.PerpSell, PerpSell = bar.PerpBuy } : bar;
}
