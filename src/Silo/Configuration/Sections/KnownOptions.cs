using System.Globalization;
using System.Reflection;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Execution.Freqtrade.Settings;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Grains.Feeds;
using SqueezeFlow.Grains.OpenInterest;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols.Shadowing;
using SqueezeFlow.Notifications.Settings;
using SqueezeFlow.Silo.Configuration.Alerting;
using SqueezeFlow.Simulation.Paper;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>Every section with options, so that all of them can be checked and shown before anything starts.</summary>
internal static class KnownOptions
{
    /// <summary>Section name and the class that it binds to.</summary>
    public static IReadOnlyList<(string Section, Type Type)> All { get; } =
    [
        (AlertOptions.Section, typeof(AlertOptions)),
        (ApiOptions.Section, typeof(ApiOptions)),
        (BarWriterOptions.Section, typeof(BarWriterOptions)),
        (ClusterSettings.Section, typeof(ClusterSettings)),
        (GrainDashboardOptions.Section, typeof(GrainDashboardOptions)),
        (DataOptions.Section, typeof(DataOptions)),
        (ExecutionOptions.Section, typeof(ExecutionOptions)),
        (ExternalSignalOptions.Section, typeof(ExternalSignalOptions)),
        (ExecutionOptions.Section, typeof(RoutingOptions)),
        (FreqtradeOptions.Section, typeof(FreqtradeOptions)),
        (FeedSelectionOptions.Section, typeof(FeedSelectionOptions)),
        (FeedOptions.Section, typeof(FeedOptions)),
        (RestOptions.Section, typeof(RestOptions)),
        (HttpOptions.Section, typeof(HttpOptions)),
        (InfluxOptions.Section, typeof(InfluxOptions)),
        (NotificationOptions.Section, typeof(NotificationOptions)),
        (TelegramChannelOptions.Section, typeof(TelegramChannelOptions)),
        (WebhookChannelOptions.Section, typeof(WebhookChannelOptions)),
        (OpenInterestOptions.Section, typeof(OpenInterestOptions)),
        (PaperOptions.Section, typeof(PaperOptions)),
        (RedisOptions.Section, typeof(RedisOptions)),
        (RouterOptions.Section, typeof(RouterOptions)),
        (RefillOptions.Section, typeof(RefillOptions)),
        (ShadowOptions.Section, typeof(ShadowOptions)),
        (SiloOptions.Section, typeof(SiloOptions)),
        (SpoolOptions.Section, typeof(SpoolOptions)),
        (EvaluationOptions.Section, typeof(EvaluationOptions)),
        (WebhookOptions.Section, typeof(WebhookOptions)),
    ];

    /// <summary>Every key that stands for one value, and its default as it is written; empty for none.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Defaults() =>
        from known in All
        let defaults = Activator.CreateInstance(known.Type)!
        from property in KeysOf(known.Type)
        let value = property.GetValue(defaults)
        select KeyValuePair.Create($"{known.Section}:{property.Name}", value is SecretText ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    /// <summary>Properties of an options class that hold one value each.</summary>
    public static IEnumerable<PropertyInfo> ValuesOf(Type options) => KeysOf(options).Where(property => IsValue(property.PropertyType));

    /// <summary>Properties of an options class that the configuration may set, lists by name aside.</summary>
    public static IEnumerable<PropertyInfo> KeysOf(Type options) => options
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true } && !IsList(property.PropertyType));

    /// <summary>Whether a property holds texts by name.</summary>
    public static bool IsList(Type type) => type == typeof(Dictionary<string, string>);

    private static bool IsValue(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(TimeSpan) || plain == typeof(Uri);
    }
}
