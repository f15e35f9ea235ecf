using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Hosting.Cluster;

/// <summary>Under which address this process is reached by the others, and on which it listens.</summary>
/// <param name="Advertised">What is written into the table of processes.</param>
/// <param name="Listening">What is listened on.</param>
internal sealed record OwnAddress(IPAddress Advertised, IPAddress Listening)
{
    private const string AdvertisedKey = $"{ClusterSettings.Section}:{nameof(ClusterSettings.AdvertisedAddress)}";
    private const string ListenKey = $"{ClusterSettings.Section}:{nameof(ClusterSettings.ListenAddress)}";

    /// <summary>Finds both.</summary>
    /// <exception cref="CommandFailure">A name is unknown, or none of this machine's addresses is meant.</exception>
    public static OwnAddress Of(ClusterSettings settings)
    {
        var advertised = settings.AdvertisedAddress switch
        {
            "" => OfHost(AdvertisedKey, Dns.GetHostName(), isNamed: false),
            var text when IPAddress.TryParse(text, out var address) => address,
            var text when IPNetwork.TryParse(text, out var network) => InNetwork(text, network),
            var name => OfHost(AdvertisedKey, name, isNamed: true),
        };
        var listening = settings.ListenAddress switch
        {
            "" when IPAddress.IsLoopback(advertised) => advertised,
            "" => advertised.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any,
            var text when IPAddress.TryParse(text, out var address) => address,
            var name => OfHost(ListenKey, name, isNamed: true),
        };
        return new(advertised, listening);
    }

    private static IPAddress InNetwork(string text, IPNetwork network)
    {
        var own = NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus == OperationalStatus.Up)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .ToArray();
        return own.FirstOrDefault(network.Contains) ?? throw new CommandFailure(
            ExitCode.BadUsage, $"{AdvertisedKey}: '{text}' holds none of this machine's addresses ({string.Join(", ", own.Select(address => $"{address}"))}): name their network, or an address");
    }

    // A container's host name is known where the container is; a bare machine's may stand for loopback alone, which is enough for processes that are all here.
    private static IPAddress OfHost(string key, string name, bool isNamed)
    {
        IPAddress[] found;
        try
        {
            found = Dns.GetHostAddresses(name);
        }
        catch (SocketException error) when (isNamed)
        {
            throw new CommandFailure(ExitCode.BadUsage, $"{key}: '{name}' is not known ({error.Message}): name an address of this machine", error);
        }
        catch (SocketException)
        {
            found = [];
        }

        return found
            .OrderBy(IPAddress.IsLoopback)
            .ThenBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)
            .ThenBy(address => address.IsIPv6LinkLocal)
            .FirstOrDefault() ?? IPAddress.Loopback;
    }
}
