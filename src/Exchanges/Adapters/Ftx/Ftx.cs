using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Ftx;

/// <summary>FTX, for recordings: spot, perpetuals and dated futures, sizes in base units. The venue is gone.</summary>
internal sealed class Ftx : IExchangeAdapter
{
    internal const string Id = "FTX";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("main", new("wss://ftx.com/ws/"))],
        StreamsPerMessage = 1,
        Closed = "closed in November 2022",
    };

    public IReadOnlyList<RestCall> InstrumentCalls => [];

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Connection;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote, kind) = (BaseCoin.Of(market), QuoteCurrency.Of(market), MarketClassifier.Classify(market));

        // Contracts on the size of a move have a price of their own.
        var isMove = market.Symbol.Contains("-MOVE", StringComparison.Ordinal);
        return isMove || coin.Length == 0 || quote.Length == 0 ? null : Listed(market, kind, coin, quote);
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        JsonFrame.Parse(frame, session, sink, FtxFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => FtxRest.TryReadInstruments(body, instruments);

    internal static Instrument Listed(MarketId market, MarketKind kind, string coin, string quote) =>
        new(market, kind, kind == MarketKind.Spot ? ContractKind.Spot : ContractKind.Linear, coin, quote, 1, IsTrading: false);

    private static byte[] Write(string operation, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("op", operation);
        json.WriteString("channel", "trades");
        json.WriteString("market", request.Markets[0].Market.Symbol);
    });
}
