using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>A venue as it would be read.</summary>
/// <param name="Id">Venue id.</param>
/// <param name="Streams">WebSocket addresses by endpoint name.</param>
/// <param name="Rests">REST bases by endpoint name.</param>
/// <param name="IsOverridden">Whether an address differs from the venue's own.</param>
internal sealed record EffectiveVenue(string Id, IReadOnlyDictionary<string, string> Streams, IReadOnlyDictionary<string, string> Rests, bool IsOverridden)
{
    /// <summary>What the configuration makes of a venue's addresses; one that is no address is left out.</summary>
    public static EffectiveVenue Of(ExchangeDescriptor venue, IConfiguration root)
    {
        var section = root.GetSection($"{ExchangesOptions.Section}:{venue.Id}");
        var settings = new ExchangeSettings { Stream = Address(section["Stream"]), Rest = Address(section["Rest"]) };
        Take(section.GetSection("Streams"), settings.Streams);
        Take(section.GetSection("Rests"), settings.Rests);
        var addresses = new ExchangeAddresses(venue, settings);
        return new(venue.Id, Texts(addresses.Streams), Texts(addresses.Rests), settings.OverridesAddresses);
    }

    private static void Take(IConfigurationSection from, Dictionary<string, string> to)
    {
        foreach (var named in from.GetChildren().Where(named => Address(named.Value) is not null))
        {
            to[named.Key] = named.Value!;
        }
    }

    private static string? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out _) ? text : null;

    private static Dictionary<string, string> Texts(IReadOnlyDictionary<string, Uri> addresses) =>
        addresses.ToDictionary(pair => pair.Key, pair => pair.Value.OriginalString);
}
