using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>
/// Which gaps of a symbol were searched for. What a search has left of a gap keeps its beginning: it is not asked for again. A gap that is filled, or that stays whatever comes, is not
/// remembered. Not thread-safe.
/// </summary>
/// <param name="filler">Searches.</param>
internal sealed class GapSearches(GapFiller filler)
{
    private readonly HashSet<(MarketId Market, long BeforeId, long BeforeUnixMs)> _begun = [];

    /// <summary>Lets a gap be searched for, unless it was.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="market">Its market; null when it is not followed any more.</param>
    /// <param name="known">The market as it is known now.</param>
    /// <param name="gap">The gap.</param>
    public void Follow(string symbol, MarketFlow? market, TrackedMarket? known, Gap gap)
    {
        var key = (gap.Market, gap.BeforeId, gap.BeforeUnixMs);
        if (market is null || known is null || !market.Unfilled.Contains(gap))
        {
            _begun.Remove(key);
        }
        else if (market.CanRefill && _begun.Add(key))
        {
            filler.BeginSearch(symbol, known, gap);
        }
    }
}
