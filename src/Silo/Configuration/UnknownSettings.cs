using Microsoft.Extensions.Configuration.Memory;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Silo.Configuration;

/// <summary>
/// Finds what was set and means nothing: a mistyped key must not leave a default in force silently. The values are never repeated, since a
/// mistyped key may hold a secret.
/// </summary>
internal static class UnknownSettings
{
    private const string OwnPrefix = "SQUEEZEFLOW_";

    // Read by other programs of the deployment: the console, the tests.
    private static readonly string[] OfOthers = ["SQUEEZEFLOW_URL", "SQUEEZEFLOW_SHARED"];

    private static readonly string[] Variables =
    [
        .. DeploymentVariables.Mapped.Select(variable => variable.Name),
        .. DeploymentVariables.Mapped.Where(variable => variable.IsSecret).Select(variable => variable.Name + "_FILE"),
        .. DeploymentVariables.Ignored.Keys,
    ];

    // Prefixes of the deployment's variables; other programs own some of these names too, so that only near misses are told.
    private static readonly string[] SharedPrefixes =
        [.. Variables.Select(name => name[..(name.IndexOf('_', StringComparison.Ordinal) + 1)]).Where(prefix => prefix != OwnPrefix).Distinct()];

    /// <summary>A problem for each key without a meaning.</summary>
    public static IEnumerable<ConfigurationProblem> Keys(SiloConfiguration configuration) =>
        from pair in configuration.Root.AsEnumerable()
        where pair.Value is not null && !KnownKeys.Contains(pair.Key)
        let origin = configuration.ProviderOf(pair.Key)
        where origin is not MemoryConfigurationProvider && !(origin is OwnVariables && IsForeign(pair.Key))
        select ConfigurationProblem.Unknown(pair.Key, configuration.OriginOf(pair.Key), "is not a setting", KnownKeys.NearestTo(pair.Key));

    /// <summary>A problem for each variable that looks like one of ours and is none.</summary>
    public static IEnumerable<ConfigurationProblem> OfEnvironment(IReadOnlyDictionary<string, string> environment) =>
        from name in environment.Keys.Order(StringComparer.Ordinal)
        where !name.Contains("__", StringComparison.Ordinal) && !Variables.Contains(name) && !OfOthers.Contains(name) && !IsOfTests(name)
        let nearest = NearestName.Of(name, Variables)
        where name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase) || (nearest is not null && IsNearMiss(name, nearest))
        select ConfigurationProblem.Unknown(name, "environment", "is not a variable of this service", nearest);

    private static bool IsOfTests(string name) => name.StartsWith(OwnPrefix + "TEST_", StringComparison.Ordinal);

    private static bool IsNearMiss(string name, string nearest) =>
        SharedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) && NearestName.Distance(name, nearest) <= 2;

    // The environment is everybody's: a variable with two underscores is ours only when its section is, or nearly.
    private static bool IsForeign(string key)
    {
        var section = key.Split(':')[0];
        return !KnownKeys.Sections.Any(known => NearestName.Distance(known, section) <= (known.Length > 5 ? 2 : 1));
    }
}
