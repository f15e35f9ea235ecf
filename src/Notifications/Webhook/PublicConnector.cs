using System.Net;
using System.Net.Sockets;

namespace SqueezeFlow.Notifications.Webhook;

/// <summary>
/// Connects to public addresses alone. A name is looked up once, here, and what it was found to be is what is connected to: a name that changes its
/// meaning between a check and the connection gains nothing.
/// </summary>
/// <param name="lookUp">Finds the addresses of a host.</param>
internal sealed class PublicConnector(Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="ForbiddenAddressException">The host has no public address.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        IPAddress[] found = IPAddress.TryParse(target.Host.Trim('[', ']'), out var literal) ? [literal] : await lookUp(target.Host, cancellationToken);
        IPAddress[] allowed = [.. found.Where(PublicAddresses.Contain)];
        if (allowed.Length == 0)
        {
            throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new ForbiddenAddressException($"{target.Host} leads to {string.Join(", ", found.Select(address => address.ToString()))}, of this machine or of a private network");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
