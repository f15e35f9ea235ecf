using System.Globalization;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests.Cluster.Network;

/// <summary>A network namespace in which a silo runs, with a link to each part.</summary>
internal sealed record SiloPlace(SplitNetwork Network, int Number)
{
    private const int Port = 3_000;

    public string Namespace => $"{Network.Name}n{Number}";

    /// <summary>How a service is started here, and where the test reaches it.</summary>
    public ProcessPlace Process => new(
        new(string.Create(CultureInfo.InvariantCulture, $"http://{Network.AddressOf(NetworkPart.Watch, this)}:{Port}")), ["ip", "netns", "exec", Namespace]);

    /// <summary>Drops every packet of these links, in both directions; nobody is told.</summary>
    public Task CutAsync(params IEnumerable<NetworkPart> parts) => Network.SwitchAsync(this, parts, isOn: false);

    /// <summary>Lets packets pass again.</summary>
    public Task HealAsync(params IEnumerable<NetworkPart> parts) => Network.SwitchAsync(this, parts, isOn: true);
}
