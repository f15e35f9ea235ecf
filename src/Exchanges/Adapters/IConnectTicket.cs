using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>A venue that hands out an address over REST before each connect.</summary>
public interface IConnectTicket
{
    /// <summary>The request for an endpoint's ticket; null where the endpoint needs none.</summary>
    RestCall? TicketCall(string endpoint);

    /// <summary>The address to dial.</summary>
    /// <param name="address">Address of the endpoint by the catalogue or the configuration.</param>
    /// <param name="body">The answer to <see cref="TicketCall"/>.</param>
    /// <param name="unixMs">Wall time, milliseconds since 1970 UTC, to make the connection's name unique.</param>
    /// <exception cref="FormatException">The body is no ticket; the message says what was expected and found.</exception>
    Uri ReadTicket(Uri address, ReadOnlyMemory<byte> body, long unixMs);
}
