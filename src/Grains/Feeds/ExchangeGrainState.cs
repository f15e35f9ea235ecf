using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>What was said of a venue's markets while the service ran, which stands above the configuration; and what the venue has said of them.</summary>
internal sealed class ExchangeGrainState
{
    /// <summary>Market ids asked for.</summary>
    public HashSet<string> Added { get; init; } = [];

    /// <summary>Market ids no longer wanted.</summary>
    public HashSet<string> Removed { get; init; } = [];

    /// <summary>Number of the latest plan; rises with each.</summary>
    public long PlanVersion { get; set; }

    /// <summary>What was in force when, by market id, of every market that has been read.</summary>
    public Dictionary<string, InstrumentHistory> Known { get; init; } = [];

    /// <summary>When the venue last gave a list, milliseconds since 1970 UTC; 0 before the first.</summary>
    public long ListedUnixMs { get; set; }

    /// <summary>Takes what a list says of markets; what differs counts from a moment after now, when every connection knows.</summary>
    /// <param name="markets">The markets.</param>
    /// <param name="listedUnixMs">When the venue gave the list.</param>
    /// <param name="fromUnixMs">From when on trades count by it.</param>
    /// <returns>Whether anything is new.</returns>
    public bool Learn(IEnumerable<Instrument> markets, long listedUnixMs, long fromUnixMs)
    {
        // A list that was kept on disk tells nothing new.
        if (listedUnixMs <= ListedUnixMs)
        {
            return false;
        }

        var isNew = false;
        foreach (var market in markets)
        {
            var id = market.Market.ToString();
            var known = Known.GetValueOrDefault(id);
            var now = known?.With(market, fromUnixMs, ListedUnixMs) ?? InstrumentHistory.Of(market);
            isNew |= !now.Equals(known);
            Known[id] = now;
        }

        ListedUnixMs = listedUnixMs;
        return isNew;
    }

    /// <summary>Those of some markets that have changed, with what was in force when.</summary>
    public IReadOnlyList<InstrumentHistory> ChangedOf(IEnumerable<Instrument> markets) =>
        [.. markets.Select(m => Known.GetValueOrDefault(m.Market.ToString())).OfType<InstrumentHistory>().Where(h => h.Versions.Count > 1)];
}
