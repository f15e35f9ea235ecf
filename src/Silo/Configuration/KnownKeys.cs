using System.Reflection;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Execution.Freqtrade.Settings;
using SqueezeFlow.Notifications.Settings;
using SqueezeFlow.Silo.Configuration.Alerting;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Silo.Configuration;

/// <summary>Which keys may be set: those of the options classes, and the open lists beside them.</summary>
internal static class KnownKeys
{
    // Lists whose last part is a name: pairs by coin, durations by what they keep, rules of alerts by name, texts by kind, log levels by category.
    private static readonly string[] OpenLists =
    [
        $"{AlertOptions.Section}:{nameof(AlertOptions.Rules)}",
        $"{FreqtradeOptions.Section}:{nameof(FreqtradeOptions.Pairs)}",
        $"{InfluxOptions.Section}:{nameof(InfluxOptions.Retention)}",
        $"{NotificationOptions.Section}:{nameof(NotificationOptions.Templates)}",
        "Logging",
    ];

    private static readonly HashSet<string> Fixed = new(
        KnownOptions.All
            .SelectMany(known => KnownOptions.KeysOf(known.Type).Select(property => $"{known.Section}:{property.Name}"))
            .Concat(DeploymentVariables.Mapped.Select(variable => variable.Key)),
        StringComparer.OrdinalIgnoreCase);

    private static readonly PropertyInfo[] OfVenue =
        [.. typeof(ExchangeSettings).GetProperties().Where(property => property.CanWrite || KnownOptions.IsList(property.PropertyType))];

    /// <summary>Our sections: the first part of each key.</summary>
    public static IReadOnlyList<string> Sections { get; } =
        [.. Fixed.Select(FirstOf).Concat(OpenLists.Select(FirstOf)).Append(ExchangesOptions.Section).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether a value under this key has a meaning; letter case does not matter.</summary>
    public static bool Contains(string key) =>
        Fixed.Contains(key) ||
        OpenLists.Any(list => key.StartsWith(list + ':', StringComparison.OrdinalIgnoreCase)) ||
        AccountKeys.Contains(key) ||
        IsOfVenue(key.Split(':'));

    /// <summary>The key that was probably meant: the only one of that name in another section, else the nearest; null when none is near.</summary>
    public static string? NearestTo(string key)
    {
        var parts = key.Split(':');
        if (parts.Length > 2 && IsVenues(parts[0]))
        {
            return NearestName.Of(key, VenueKeys(parts));
        }

        if (AccountKeys.IsOfAccount(key))
        {
            return NearestName.Of(key, AccountKeys.Of(parts[2]));
        }

        string[] sameName = [.. Fixed.Where(known => known.EndsWith(':' + parts[^1], StringComparison.OrdinalIgnoreCase))];
        return sameName.Length == 1 ? sameName[0] : NearestName.Of(key, Fixed);
    }

    private static IEnumerable<string> VenueKeys(string[] parts)
    {
        var venue = NearestName.Of(parts[1], ExchangeCatalog.All.Select(known => known.Descriptor.Id)) ?? parts[1];
        return OfVenue.Select(property => string.Join(':', [ExchangesOptions.Section, venue, property.Name, .. KnownOptions.IsList(property.PropertyType) ? parts[3..] : []]));
    }

    private static bool IsOfVenue(string[] parts) =>
        parts.Length > 2 && IsVenues(parts[0]) && ExchangeCatalog.TryGet(parts[1], out _) &&
        OfVenue.Any(property => property.Name.Equals(parts[2], StringComparison.OrdinalIgnoreCase) && parts.Length == (KnownOptions.IsList(property.PropertyType) ? 4 : 3));

    private static bool IsVenues(string part) => part.Equals(ExchangesOptions.Section, StringComparison.OrdinalIgnoreCase);

    private static string FirstOf(string key) => key.Split(':')[0];
}
