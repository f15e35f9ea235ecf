using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>
/// What differs between venues: data and pure functions. Stateless and safe for concurrent use; opens nothing, logs nothing,
/// knows no clock. What a connection teaches lives in the <see cref="FeedSession"/> that is passed in. What only some venues offer is an
/// interface of its own that the adapter implements too: <see cref="IBarHistory"/>, <see cref="ITradeHistory"/>,
/// <see cref="IOpenInterestSource"/>, <see cref="ITurnoverSource"/>, <see cref="IConnectTicket"/>.
/// </summary>
public interface IExchangeAdapter : IMarketNames
{
    /// <summary>Addresses, limits and timing.</summary>
    ExchangeDescriptor Descriptor { get; }

    /// <summary>Requests that together list every instrument; empty where the venue has no list.</summary>
    IReadOnlyList<RestCall> InstrumentCalls { get; }

    /// <summary>Name of the endpoint that carries a market's trades, under the configured kind of trade stream (null: the default).</summary>
    string EndpointOf(Instrument instrument, string? tradeStream);

    /// <summary>How a market's trades prove that none is missing, under the configured kind of trade stream (null: the default).</summary>
    ProofKind ProofOf(Instrument instrument, string? tradeStream);

    /// <summary>The text that subscribes to the trades of some markets.</summary>
    byte[] Subscribe(SubscriptionRequest request);

    /// <summary>The text that ends what <see cref="Subscribe"/> began.</summary>
    byte[] Unsubscribe(SubscriptionRequest request);

    /// <summary>
    /// Reads one complete message and hands its trades to <paramref name="sink"/> in frame order. Never throws for what a venue
    /// may send: a bad frame is <see cref="FrameKind.Malformed"/>, a bad trade is refused and counted, its neighbours are kept.
    /// </summary>
    FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink);

    /// <summary>Reads one body of <see cref="InstrumentCalls"/>, recognised by its shape; false, and nothing added, when it is none.</summary>
    bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments);
}
