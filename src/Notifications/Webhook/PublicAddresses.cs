using System.Net;
using System.Net.Sockets;

namespace SqueezeFlow.Notifications.Webhook;

/// <summary>Which addresses lie on the public internet. All others belong to this machine, to somebody's own network, or to nobody.</summary>
internal static class PublicAddresses
{
    // IANA's registries of special-purpose addresses.
    private static readonly IPNetwork[] Special =
    [
        .. Networks(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    ];

    // Of the new addresses only this part is given out for the internet at large, and of it some serve other ends: Teredo, documentation, benchmarks.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotGlobal = [.. Networks("2001::/23", "2001:db8::/32", "3fff::/20")];

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address may be called without further permission.</summary>
    public static bool Contain(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Special.Any(network => network.Contains(address));
        }

        if (Inner(address) is { } inner)
        {
            return Contain(inner);
        }

        return Global.Contains(address) && !NotGlobal.Any(network => network.Contains(address));
    }

    /// <summary>The address that a URL names itself, when it is not public; null when it is, or when a name stands there that must be looked up.</summary>
    public static IPAddress? ForbiddenLiteral(Uri url) =>
        IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !Contain(address) ? address : null;

    // An old address in the clothes of a new one leads to the old one.
    private static IPAddress? Inner(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        return SixToFour.Contains(address) ? new(bytes.AsSpan(2, 4)) : Translated.Contains(address) ? new(bytes.AsSpan(12, 4)) : null;
    }

    private static IEnumerable<IPNetwork> Networks(params string[] texts) => texts.Select(IPNetwork.Parse);
}
