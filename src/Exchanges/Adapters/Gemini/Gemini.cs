using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Gemini;

/// <summary>Gemini: the third version of its stream, or the second where the configuration says <c>v2</c>. Sizes in base units.</summary>
internal sealed class Gemini : IExchangeAdapter, ITradeHistory
{
    internal const string Id = "GEMINI";
    private const string Second = "v2";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("v3", new("wss://ws.gemini.com?snapshot=-1")), new(Second, new("wss://api.gemini.com/v2/marketdata"))],
        Rests = [new("main", new("https://api.gemini.com")) { Budget = new(1, TimeSpan.FromSeconds(1)) }],
        StreamsPerConnection = 50,
        StreamsPerMessage = 50,
        MessagesPerSecond = 5,
        Refusals = new() { Busy = ["429", "500", "503", "-1003"], NotAllowed = ["401", "403"], Gone = ["404", "-1121", "InvalidSymbol"] },
        Heartbeat = new(TimeSpan.FromSeconds(20)),
        StaleAfter = TimeSpan.FromSeconds(60),
    };

    // The details of a symbol take a request each, at one a second; the names of all tell enough.
    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/v1/symbols")];

    public string EndpointOf(Instrument instrument, string? tradeStream) => tradeStream == Second ? Second : "v3";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => market.Symbol.ToUpperInvariant();

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol.ToUpperInvariant());

    public Instrument? Assume(MarketId market) => ByName(market);

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => JsonFrame.Parse(frame, session, sink, GeminiFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => GeminiRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => GeminiHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => GeminiHistory.ReadTrades(body, search);

    private static byte[] Write(string verb, SubscriptionRequest request) => RequestText.Write(json =>
    {
        if (request.Endpoint == Second)
        {
            json.WriteString("type", verb);
            json.WriteObjects("subscriptions", ["l2"], channel =>
            {
                json.WriteString("name", channel);
                json.WriteTexts("symbols", request.Markets.Select(market => market.Market.Symbol.ToUpperInvariant()));
            });
            return;
        }

        json.WriteNumber("id", request.Id);
        json.WriteString("method", verb.ToUpperInvariant());
        json.WriteTexts("params", request.Markets.Select(market => $"{market.Market.Symbol.ToLowerInvariant()}@trade"));
    });

    internal static Instrument? ByName(MarketId market) => QuoteCurrency.Of(market) is { Length: > 0 } quote
        ? Listed(market, BaseCoin.Of(market), quote, IsPerpetual(market), isTrading: true)
        : null;

    internal static Instrument Listed(MarketId market, string coin, string quote, bool isPerpetual, bool isTrading) => isPerpetual
        ? new(market, MarketKind.Perp, ContractKind.Linear, coin, quote, 1, isTrading)
        : new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, isTrading);

    private static bool IsPerpetual(MarketId market) => MarketClassifier.Classify(market) == MarketKind.Perp;
}
