using SqueezeFlow.Grains.Cluster;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>When this process is one of several.</summary>
internal static class ClusterChoice
{
    /// <summary>Key that makes it so.</summary>
    public const string ModeKey = $"{ClusterSettings.Section}:{nameof(ClusterSettings.Mode)}";

    /// <summary>Whether processes meet in Redis. A server alone does not say so: with it one process may publish its signals.</summary>
    public static bool IsRedis(IConfiguration configuration) =>
        string.Equals(configuration[ModeKey], nameof(ClusterMode.Redis), StringComparison.OrdinalIgnoreCase);

    /// <summary>The section's values.</summary>
    public static ClusterSettings Of(IConfiguration configuration) => configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new();

    /// <summary>How much longer a stop may take than that of one process alone: its feeds go to other silos first.</summary>
    public static TimeSpan DrainTimeOf(IConfiguration configuration) =>
        IsRedis(configuration) ? (configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new()).DrainTime : TimeSpan.Zero;

    /// <summary>What is of no real market runs alone.</summary>
    public static void SettleAlone(IDictionary<string, string?> settled) => settled[ModeKey] = nameof(ClusterMode.Embedded);
}
