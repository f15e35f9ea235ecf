using System.Net;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>What several processes need that one does not. Values can be read by then.</summary>
internal static class ClusterCheck
{
    /// <summary>A problem for each thing that is missing.</summary>
    public static IEnumerable<ConfigurationProblem> Run(IConfiguration root)
    {
        var settings = ClusterChoice.Of(root);
        foreach (var (key, value) in Addresses(settings))
        {
            if (value.Length > 0 && !IsWritten(value))
            {
                yield return new(key, value, "is no address", "expected an address, a host's name or, for the advertised one, a network, e.g. 10.0.5.0/24");
            }
        }

        if (!ClusterChoice.IsRedis(root))
        {
            yield break;
        }

        if (!SignalRedis.IsChosen(root))
        {
            yield return Missing(root, "they meet in Redis and keep there what all of them need", "set Redis:Host (REDIS_HOST) too");
        }

        if (!DeploymentInflux.IsChosen(root))
        {
            yield return Missing(root, "bars in the file of one could not be read by the others", $"set {DeploymentInflux.HostKey} (INFLUX_HOST) too");
        }

        if (settings.MaxProbeTimeout is { } most && most < settings.ProbeTimeout)
        {
            yield return new(
                $"{ClusterSettings.Section}:{nameof(ClusterSettings.MaxProbeTimeout)}", $"{most}", $"is shorter than Cluster:ProbeTimeout ({settings.ProbeTimeout})", "set it to that at least, or remove it");
        }

        if (settings.SiloPort != 0 && settings.SiloPort == settings.GatewayPort)
        {
            yield return new($"{ClusterSettings.Section}:{nameof(ClusterSettings.GatewayPort)}", $"{settings.GatewayPort}", "is the port of Cluster:SiloPort too", "set another one, or 0 for none");
        }
    }

    // Whether it is one of this machine is found out at the start.
    private static bool IsWritten(string text) => IPNetwork.TryParse(text, out _) || Uri.CheckHostName(text) != UriHostNameType.Unknown;

    private static IEnumerable<(string Key, string Value)> Addresses(ClusterSettings settings) =>
    [
        ($"{ClusterSettings.Section}:{nameof(ClusterSettings.AdvertisedAddress)}", settings.AdvertisedAddress),
        ($"{ClusterSettings.Section}:{nameof(ClusterSettings.ListenAddress)}", settings.ListenAddress),
    ];

    private static ConfigurationProblem Missing(IConfiguration root, string fault, string fix) =>
        new(ClusterChoice.ModeKey, root[ClusterChoice.ModeKey], $"lets several processes work together, {fault}", $"{fix}, or remove {ClusterChoice.ModeKey}");
}
