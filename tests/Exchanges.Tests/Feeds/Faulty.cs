using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>An adapter that breaks when a subscription is to be ended.</summary>
internal sealed class Faulty(IExchangeAdapter sound) : IExchangeAdapter
{
    public ExchangeDescriptor Descriptor => sound.Descriptor;

    public IReadOnlyList<RestCall> InstrumentCalls => sound.InstrumentCalls;

    public string EndpointOf(Instrument instrument, string? tradeStream) => sound.EndpointOf(instrument, tradeStream);

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => sound.ProofOf(instrument, tradeStream);

    public string WireSymbol(MarketId market) => sound.WireSymbol(market);

    public MarketId MarketOf(string endpoint, string wireSymbol) => sound.MarketOf(endpoint, wireSymbol);

    public Instrument? Assume(MarketId market) => sound.Assume(market);

    public byte[] Subscribe(SubscriptionRequest request) => sound.Subscribe(request);

    public byte[] Unsubscribe(SubscriptionRequest request) => throw new KeyNotFoundException("the adapter broke");

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => sound.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => sound.TryReadInstruments(body, instruments);
}
