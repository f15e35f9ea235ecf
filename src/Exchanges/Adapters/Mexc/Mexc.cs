using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Mexc;

/// <summary>
/// MEXC: spot in protobuf, sizes in base units, trades gathered over 100 ms; perpetuals in JSON on a socket of their own, sizes in contracts.
/// The underscore in their names tells perpetuals from spot pairs.
/// </summary>
internal sealed class Mexc : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    internal const string Id = "MEXC";

    private static readonly RestCall Tickers = new("futures", "/api/v1/contract/ticker");

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new("spot", new("wss://wbs-api.mexc.com/ws"))
            {
                Heartbeat = new(TimeSpan.FromSeconds(15), """{"method":"PING"}"""u8.ToArray()),
            },
            new("futures", new("wss://contract.mexc.com/edge"))
            {
                Heartbeat = new(TimeSpan.FromSeconds(15), """{"method":"ping"}"""u8.ToArray()),
                StreamsPerMessage = 1,
            },
        ],
        Rests =
        [
            new("main", new("https://api.mexc.com")) { Budget = new(20, TimeSpan.FromSeconds(1)) },
            new("futures", new("https://contract.mexc.com")) { Budget = new(20, TimeSpan.FromSeconds(1)) },
        ],
        StreamsPerConnection = 30,
        StreamsPerMessage = 30,
        MessagesPerSecond = 10,
        Refusals = new() { Busy = ["510"], NotAllowed = ["401", "402"], Gone = ["1001"] },
        StaleAfter = TimeSpan.FromSeconds(30),
        Lifetime = TimeSpan.FromHours(24),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
        [new("main", "/api/v3/exchangeInfo"), new("futures", "/api/v1/contract/detail")];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } = [new("main", "/api/v3/ticker/24hr"), Tickers];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(15);

    public string EndpointOf(Instrument instrument, string? tradeStream) => instrument.Kind == MarketKind.Spot ? "spot" : "futures";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market) =>
        MarketClassifier.Classify(market) == MarketKind.Spot && QuoteCurrency.Of(market) is { Length: > 0 } quote
            ? Spot(market, BaseCoin.Of(market), quote, isTrading: true)
            : null;

    public byte[] Subscribe(SubscriptionRequest request) =>
        request.Endpoint == "spot" ? WriteSpot("SUBSCRIPTION", request) : WriteFutures("sub.deal", request);

    public byte[] Unsubscribe(SubscriptionRequest request) =>
        request.Endpoint == "spot" ? WriteSpot("UNSUBSCRIPTION", request) : WriteFutures("unsub.deal", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        frame is [(byte)'{', ..] ? JsonFrame.Parse(frame, session, sink, MexcFrames.Read) : MexcDeals.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => MexcRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) =>
        instrument.Kind == MarketKind.Spot
            ? MexcHistory.NextSpot(instrument.Market.Symbol, search)
            : MexcHistory.NextFutures(instrument.Market.Symbol, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search)
    {
        if (instrument.Kind == MarketKind.Spot)
        {
            MexcHistory.ReadSpot(body, search);
        }
        else
        {
            MexcHistory.ReadFutures(body, search);
        }
    }

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
        markets.Any(market => market.Kind == MarketKind.Perp) ? [Tickers] : [];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => MexcRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => MexcRest.TryReadTurnover(body, turnover);

    internal static Instrument Spot(MarketId market, string coin, string quote, bool isTrading) =>
        new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, isTrading);

    private static byte[] WriteSpot(string method, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("method", method);
        json.WriteTexts("params", request.Markets.Select(market => $"{MexcFrames.SpotChannel}100ms@{market.Market.Symbol}"));
    });

    private static byte[] WriteFutures(string method, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("method", method);
        json.WriteObject("param", () => json.WriteString("symbol", request.Markets[0].Market.Symbol));
        json.WriteBoolean("gzip", false);
    });
}
