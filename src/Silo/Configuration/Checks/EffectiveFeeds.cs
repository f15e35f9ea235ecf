using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Venues;
using SqueezeFlow.Grains.Feeds;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>Which venues would be read, at which addresses, and which markets of them.</summary>
/// <param name="Venues">Venues that are read, in the order of the catalogue.</param>
/// <param name="Markets">Base coins, market ids and patterns that are read; <c>*</c> for every trading market. Empty when <paramref name="TopByTurnover"/> alone chooses.</param>
/// <param name="TopByTurnover">The largest markets of each venue that are read besides; 0 for none.</param>
internal sealed record EffectiveFeeds(IReadOnlyList<EffectiveVenue> Venues, IReadOnlyList<string> Markets, int TopByTurnover)
{
    /// <summary>What follows from a configuration; parts of it that cannot be read are told by the check of the configuration and left out here.</summary>
    public static EffectiveFeeds Of(IConfiguration root)
    {
        var isOn = !bool.TryParse(root["Feeds:Enabled"], out var enabled) || enabled;
        var named = Words(root["Feeds:Exchanges"]);
        var top = int.TryParse(root["Feeds:TopByTurnover"], out var count) ? count : 0;
        var markets = Words(root["Feeds:Markets"]);
        return new(
            [.. ExchangeCatalog.All.Select(adapter => adapter.Descriptor).Where(venue => isOn && IsRead(venue, named)).Select(venue => EffectiveVenue.Of(venue, root))],
            markets.Length == 0 && top == 0 ? FeedSelectionOptions.DefaultCoins : markets,
            top);
    }

    /// <summary>The same for a reader, a line for each.</summary>
    public IEnumerable<string> Lines()
    {
        yield return Venues.Count == 0 ? "reads no venue" : $"reads {Venues.Count} venues: {string.Join(", ", Venues.Select(venue => venue.Id))}";
        yield return Markets is ["*"] ? "reads every trading market" : Markets.Count == 0 ? "reads no market by name" : $"reads {string.Join(", ", Markets)}; coins over USD-like quotes";
        if (TopByTurnover > 0)
        {
            yield return $"reads the {TopByTurnover} largest markets of each venue by turnover";
        }

        foreach (var venue in Venues.Where(venue => venue.IsOverridden))
        {
            var addresses = venue.Streams.Concat(venue.Rests).Select(pair => $"{pair.Key} {pair.Value}");
            yield return $"{venue.Id} is asked at {string.Join(", ", addresses)}; its other endpoints are off";
        }
    }

    private static bool IsRead(ExchangeDescriptor venue, string[] named) =>
        named.Length == 0 ? venue.IsAlive : named.Select(ExchangeCatalog.CurrentName).Contains(venue.Id);

    private static string[] Words(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
