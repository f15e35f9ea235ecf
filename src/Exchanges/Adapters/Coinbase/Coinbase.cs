using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Coinbase;

/// <summary>
/// Coinbase: the Exchange feed for spot, the Advanced Trade feed for the INTX perpetuals. Both name the maker's side; sizes in base units.
/// </summary>
internal sealed class Coinbase : IExchangeAdapter, ITradeHistory, ITurnoverSource
{
    internal const string Id = "COINBASE";
    internal const string Advanced = "advanced";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new("exchange", new("wss://ws-feed.exchange.coinbase.com")),
            new(Advanced, new("wss://advanced-trade-ws.coinbase.com"))
            {
                Greetings = ["""{"type":"subscribe","channel":"heartbeats"}"""u8.ToArray()],
            },
        ],
        Rests =
        [
            new("main", new("https://api.exchange.coinbase.com")) { Budget = new(10, TimeSpan.FromSeconds(1)) },
            new(Advanced, new("https://api.coinbase.com")) { Budget = new(10, TimeSpan.FromSeconds(1)) },
        ],
        StreamsPerConnection = 50,
        StreamsPerMessage = 50,
        MessagesPerSecond = 8,
        Refusals = new() { Busy = ["rate limit exceeded"], NotAllowed = ["authentication"], Gone = ["not a valid product"] },
        Heartbeat = new(TimeSpan.FromSeconds(20)),
        StaleAfter = TimeSpan.FromSeconds(60),
        Connects = new(8, TimeSpan.FromSeconds(1)),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/products"), CoinbaseRest.PerpetualsCall];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } = [CoinbaseRest.SpotCall, CoinbaseRest.PerpetualsCall];

    public string EndpointOf(Instrument instrument, string? tradeStream) => instrument.Kind == MarketKind.Perp ? Advanced : "exchange";

    // Whether the ids of the perpetuals are contiguous too is stated nowhere.
    public ProofKind ProofOf(Instrument instrument, string? tradeStream) =>
        instrument.Kind == MarketKind.Perp ? ProofKind.Overlap : ProofKind.Ids;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        return quote.Length == 0 ? null
            : MarketClassifier.Classify(market) == MarketKind.Perp
                ? new(market, MarketKind.Perp, ContractKind.Linear, coin, quote, 1, IsTrading: true)
                : new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, IsTrading: true);
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => JsonFrame.Parse(frame, session, sink, CoinbaseFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        CoinbaseRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => CoinbaseHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => CoinbaseHistory.ReadTrades(body, search);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) =>
        CoinbaseRest.TryReadTurnover(body, turnover);

    private static byte[] Write(string type, SubscriptionRequest request) => RequestText.Write(json =>
    {
        var products = request.Markets.Select(market => market.Market.Symbol).ToArray();
        json.WriteString("type", type);
        if (request.Endpoint == Advanced)
        {
            json.WriteString("channel", "market_trades");
            json.WriteTexts("product_ids", products);
            return;
        }

        json.WriteObjects("channels", ["matches", "heartbeat"], channel =>
        {
            json.WriteString("name", channel);
            json.WriteTexts("product_ids", products);
        });
    });
}
