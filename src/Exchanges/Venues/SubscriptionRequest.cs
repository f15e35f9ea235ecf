using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Venues;

/// <summary>What one subscribe (or unsubscribe) message asks for.</summary>
/// <param name="Id">Number of the request on its connection, from 1; comes back in the acknowledgement where the venue echoes it.</param>
/// <param name="Endpoint">Name of the endpoint that the message is sent to.</param>
/// <param name="Markets">The markets; never more than fit into one message.</param>
/// <param name="TradeStream">Configured kind of trade stream, where the venue offers a choice; null for the default.</param>
public sealed record SubscriptionRequest(long Id, string Endpoint, IReadOnlyList<Instrument> Markets, string? TradeStream = null)
{
    /// <summary>Wall time of sending, milliseconds since 1970 UTC, for venues that want it in the message.</summary>
    public long UnixMs { get; init; }

    /// <summary>
    /// Numbers that the venue gave the markets' channels, in their order, where it numbers them and the request is to end them; 0 for a market
    /// whose number is not known.
    /// </summary>
    public IReadOnlyList<long> Channels { get; init; } = [];
}
