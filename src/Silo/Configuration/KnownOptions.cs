using System.Reflection;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Feeds;
using SqueezeFlow.Grains.OpenInterest;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Simulation.Paper;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Silo.Configuration;

/// <summary>Every section with options, so that all of them can be checked and shown before anything starts.</summary>
internal static class KnownOptions
{
    /// <summary>Section name and the class that it binds to.</summary>
    public static IReadOnlyList<(string Section, Type Type)> All { get; } =
    [
        (ApiOptions.Section, typeof(ApiOptions)),
        (BarWriterOptions.Section, typeof(BarWriterOptions)),
        (ClusterSettings.Section, typeof(ClusterSettings)),
        (DataOptions.Section, typeof(DataOptions)),
        (ExecutionOptions.Section, typeof(ExecutionOptions)),
        (FeedSelectionOptions.Section, typeof(FeedSelectionOptions)),
        (FeedOptions.Section, typeof(FeedOptions)),
        (RestOptions.Section, typeof(RestOptions)),
        (HttpOptions.Section, typeof(HttpOptions)),
        (OpenInterestOptions.Section, typeof(OpenInterestOptions)),
        (PaperOptions.Section, typeof(PaperOptions)),
        (RouterOptions.Section, typeof(RouterOptions)),
        (RefillOptions.Section, typeof(RefillOptions)),
        (EvaluationOptions.Section, typeof(EvaluationOptions)),
    ];

    /// <summary>Properties of an options class that hold one value each.</summary>
    public static IEnumerable<PropertyInfo> ValuesOf(Type options) => options
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && IsValue(property.PropertyType));

    private static bool IsValue(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(TimeSpan) || plain == typeof(Uri);
    }
}
