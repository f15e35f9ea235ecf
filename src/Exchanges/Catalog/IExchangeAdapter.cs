using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>
/// What differs between venues: data and pure functions. Stateless and safe for concurrent use; opens nothing, logs nothing,
/// knows no clock. What a connection teaches lives in the <see cref="FeedSession"/> that is passed in.
/// </summary>
public interface IExchangeAdapter
{
    /// <summary>Addresses, limits and timing.</summary>
    ExchangeDescriptor Descriptor { get; }

    /// <summary>Requests that together list every instrument; empty where the venue has no list.</summary>
    IReadOnlyList<RestCall> InstrumentCalls { get; }

    /// <summary>Name of the endpoint that carries a market's trades, under the configured kind of trade stream (null: the default).</summary>
    string EndpointOf(Instrument instrument, string? tradeStream);

    /// <summary>How a market's trades prove that none is missing, under the configured kind of trade stream (null: the default).</summary>
    ProofKind ProofOf(Instrument instrument, string? tradeStream);

    /// <summary>The name that frames use for a market, e.g. <c>BTCUSDT</c>.</summary>
    string WireSymbol(MarketId market);

    /// <summary>The market that a name in a frame of this endpoint stands for.</summary>
    MarketId MarketOf(string endpoint, string wireSymbol);

    /// <summary>A market nobody listed, as the venue's habits suggest; null where they suggest nothing.</summary>
    Instrument? Assume(MarketId market);

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

    /// <summary>
    /// The request for one page of the venue's own bars with the taker's split, oldest first, from <paramref name="fromUnixMs"/> on and
    /// before <paramref name="toUnixMs"/>; false where the venue does not give the split.
    /// </summary>
    bool TryGetBarsCall(Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, out RestCall request);

    /// <summary>Reads one body of <see cref="TryGetBarsCall"/>; counts are 0 where the venue gives no split of them.</summary>
    /// <exception cref="FormatException">The body is not a page of bars; the message says what was expected and found.</exception>
    IReadOnlyList<Bar> ReadBars(Instrument instrument, ReadOnlyMemory<byte> body);
}
