using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Refill;

/// <summary>What this process has searched for lately, and what came of it. Safe for concurrent use.</summary>
/// <param name="clock">Dates the searches.</param>
public sealed class SearchBook(TimeProvider clock)
{
    internal const int MostGaps = 1_000;
    internal const int MostSearches = 20;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<(MarketId Market, long BeforeId, long BeforeUnixMs), List<GapSearch>> _gaps = [];

    /// <summary>The gaps, newest first.</summary>
    /// <param name="market">Of one market; null for all.</param>
    public IReadOnlyList<SearchedGap> Read(MarketId? market = null)
    {
        lock (_gate)
        {
            return
            [
                .. _gaps.Where(gap => market is null || gap.Key.Market == market)
                    .Select(gap => new SearchedGap(gap.Key.Market, gap.Key.BeforeId, gap.Key.BeforeUnixMs, [.. gap.Value]))
                    .Reverse(),
            ];
        }
    }

    /// <summary>Notes a search; of many for one gap the latest are kept.</summary>
    internal void Note(Gap gap, string outcome, int trades, string words)
    {
        lock (_gate)
        {
            var key = (gap.Market, gap.BeforeId, gap.BeforeUnixMs);
            if (!_gaps.TryGetValue(key, out var searches))
            {
                _gaps.Add(key, searches = []);
            }

            searches.Add(new(clock.GetUtcNow(), outcome, trades, words));
            if (searches.Count > MostSearches)
            {
                searches.RemoveAt(0);
            }

            if (_gaps.Count > MostGaps)
            {
                _gaps.RemoveAt(0);
            }
        }
    }
}
