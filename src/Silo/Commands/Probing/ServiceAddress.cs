using System.Net;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Commands.Probing;

/// <summary>Where a service that runs on this machine is asked.</summary>
internal static class ServiceAddress
{
    private const string Key = $"{HttpOptions.Section}:{nameof(HttpOptions.Url)}";

    /// <summary>The address of <c>Http:Url</c>; that of loopback where it listens on all.</summary>
    /// <exception cref="CommandFailure">It names none that another process could know.</exception>
    public static Uri Of(IConfiguration configuration)
    {
        var url = configuration[Key] is { Length: > 0 } given ? given : new HttpOptions().Url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var listening) || listening.Scheme != Uri.UriSchemeHttp)
        {
            throw new CommandFailure(ExitCode.BadUsage, $"{Key}: '{url}' is not an address to listen on: expected http://HOST:PORT, e.g. http://127.0.0.1:3000");
        }

        if (listening.Port == 0)
        {
            throw new CommandFailure(ExitCode.BadUsage, $"{Key}: '{url}' leaves the port to the system, so that nobody else knows it: name one, e.g. http://127.0.0.1:3000");
        }

        var isEverywhere = IPAddress.TryParse(listening.Host.Trim('[', ']'), out var host) && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any));
        return isEverywhere ? new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), listening.Port).Uri : listening;
    }
}
