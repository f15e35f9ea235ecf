using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Okx;

/// <summary>
/// OKX: spot and perpetual swaps on one connection. A print may stand for several fills of one taker at one price: its id is that of the
/// last of them, the ids before it are covered by it.
/// </summary>
internal sealed class Okx : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    public const string Id = "OKX";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new("main", new("wss://ws.okx.com:8443/ws/v5/public"))
            {
                Greetings = ["""{"op":"subscribe","args":[{"channel":"liquidation-orders","instType":"SWAP"}]}"""u8.ToArray()],
            },
        ],
        Rests = [new("main", new("https://www.okx.com")) { Budget = new(20, TimeSpan.FromSeconds(2)) }],
        StreamsPerConnection = 100,
        StreamsPerMessage = 50,
        MessagesPerSecond = 3,
        Subscriptions = new(480, TimeSpan.FromHours(1)),
        Refusals = new()
        {
            Busy = ["60014", "60023", "63999", "50001", "50011", "50013", "50026"],
            NotAllowed = ["60011", "60020", "60021", "60025", "60028", "60029", "60030", "60031", "64003"],
            Gone = ["60018", "51001", "64000"],
        },
        Heartbeat = new(TimeSpan.FromSeconds(20), "ping"u8.ToArray()),
        StaleAfter = TimeSpan.FromSeconds(45),
        Connects = new(3, TimeSpan.FromSeconds(1)),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
        [new("main", "/api/v5/public/instruments?instType=SPOT"), new("main", "/api/v5/public/instruments?instType=SWAP")];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(10);

    public IReadOnlyList<RestCall> TurnoverCalls { get; } =
        [new("main", "/api/v5/market/tickers?instType=SPOT"), new("main", "/api/v5/market/tickers?instType=SWAP")];

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Ids;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        if (MarketClassifier.Classify(market) == MarketKind.Spot)
        {
            return quote.Length == 0 ? null : new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, IsTrading: true);
        }

        // Contracts quoted in plain USD are worth 100 USD for BTC, 10 USD for every other coin; the others differ from coin to coin.
        return quote == "USD"
            ? new(market, MarketKind.Perp, ContractKind.Inverse, coin, quote, coin == "BTC" ? 100 : 10, IsTrading: true)
            : null;
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        frame.SequenceEqual("pong"u8) ? FrameKind.Heartbeat : JsonFrame.Parse(frame, session, sink, OkxFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        OkxRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => OkxHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => OkxHistory.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
        markets.Any(market => market.Kind == MarketKind.Perp) ? [new("main", "/api/v5/public/open-interest?instType=SWAP")] : [];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => OkxRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => OkxRest.TryReadTurnover(body, turnover);

    private static byte[] Write(string operation, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("op", operation);
        json.WriteObjects("args", request.Markets, market =>
        {
            json.WriteString("channel", "trades");
            json.WriteString("instId", market.Market.Symbol);
        });
    });
}
