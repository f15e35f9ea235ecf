using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Grains.Feeds.Planning;

/// <summary>Which market of a venue's list a name means.</summary>
internal static class ListedMarkets
{
    /// <summary>
    /// The market as its venue spells it, else the only one that differs in letter case alone. When there is none, the nearest; when letter case
    /// decides, those that differ in nothing else.
    /// </summary>
    public static (Instrument? Found, string? Nearest) Find(IReadOnlyCollection<Instrument> listed, string market)
    {
        var alike = listed.Where(i => i.Market.ToString().Equals(market, StringComparison.OrdinalIgnoreCase)).ToList();
        var found = alike.Find(i => i.Market.ToString() == market) ?? (alike.Count == 1 ? alike[0] : null);
        if (found is not null)
        {
            return (found, null);
        }

        return (null, alike.Count > 1
            ? string.Join(" or ", alike.Select(i => i.Market))
            : listed.Select(i => i.Market.ToString()).MinBy(known => NearestName.Distance(known, market)));
    }
}
