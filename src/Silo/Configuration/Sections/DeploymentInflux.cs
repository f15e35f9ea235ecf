using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>When bars are stored in InfluxDB.</summary>
internal static class DeploymentInflux
{
    /// <summary>Key of the server.</summary>
    public const string HostKey = $"{InfluxOptions.Section}:{nameof(InfluxOptions.Host)}";

    /// <summary>Whether a server is named.</summary>
    public static bool IsChosen(IConfiguration configuration) => configuration[HostKey] is { Length: > 0 };

    /// <summary>What is of no real market stays in the folder of its own: it must not come among a deployment's bars, and its times are not those that the database keeps.</summary>
    public static void SettleNowhere(IDictionary<string, string?> settled) => settled[HostKey] = "";
}
