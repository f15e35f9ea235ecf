using System.Globalization;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Kucoin;

/// <summary>
/// KuCoin: spot and perpetuals on two streams whose addresses are handed out before each connect. Sizes are base units on spot and contracts
/// on futures.
/// </summary>
internal sealed class Kucoin : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource, IConnectTicket
{
    internal const string Id = "KUCOIN";
    internal const string Futures = "futures";

    private static readonly RestCall ContractsCall = new(Futures, "/api/v1/contracts/active") { Weight = 3 };

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        // The addresses that tickets name replace these.
        Endpoints =
        [
            new("spot", new("wss://ws-api-spot.kucoin.com/")) { SendAfter = TimeSpan.FromSeconds(1) },
            new(Futures, new("wss://ws-api-futures.kucoin.com/")) { SendAfter = TimeSpan.FromSeconds(1) },
        ],
        Rests =
        [
            new("main", new("https://api.kucoin.com")) { Budget = new(2000, TimeSpan.FromSeconds(30)) },
            new(Futures, new("https://api-futures.kucoin.com")) { Budget = new(2000, TimeSpan.FromSeconds(30)) },
        ],
        StreamsPerConnection = 100,
        StreamsPerMessage = 100,
        MessagesPerSecond = 8,
        Refusals = new() { Busy = ["429", "500", "503"], NotAllowed = ["401", "403", "509"], Gone = ["404"] },
        Heartbeat = new(TimeSpan.FromSeconds(18), """{"id":"ping","type":"ping"}"""u8.ToArray()),
        StaleAfter = TimeSpan.FromSeconds(40),
        Lifetime = TimeSpan.FromHours(24),
        Connects = new(30, TimeSpan.FromMinutes(1)),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/api/v1/symbols") { Weight = 4 }, ContractsCall];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } = [new("main", "/api/v1/market/allTickers") { Weight = 15 }, ContractsCall];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(30);

    public string EndpointOf(Instrument instrument, string? tradeStream) => instrument.Kind == MarketKind.Perp ? Futures : "spot";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    // The size of a contract differs from market to market, except that inverse ones count dollars.
    public Instrument? Assume(MarketId market)
    {
        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        return quote.Length == 0 ? null
            : MarketClassifier.Classify(market) == MarketKind.Spot
                ? new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, IsTrading: true)
            : quote == "USD" ? new(market, MarketKind.Perp, ContractKind.Inverse, coin, quote, 1, IsTrading: true)
            : null;
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        JsonFrame.Parse(frame, session, sink, KucoinFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        KucoinRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => KucoinHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => KucoinHistory.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) => [ContractsCall];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        KucoinRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => KucoinRest.TryReadTurnover(body, turnover);

    public RestCall? TicketCall(string endpoint) =>
        new(endpoint == Futures ? Futures : "main", "/api/v1/bullet-public") { Post = string.Empty, Weight = 10 };

    public Uri ReadTicket(Uri address, ReadOnlyMemory<byte> body, long unixMs)
    {
        var (endpoint, token) = KucoinRest.ReadTicket(body);
        var separator = endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{endpoint}{separator}token={Uri.EscapeDataString(token)}&connectId={unixMs}");
        return Uri.TryCreate(text, UriKind.Absolute, out var dialled) && dialled.Scheme is "ws" or "wss"
            ? dialled
            : throw new FormatException($"Expected the address of a stream in a ticket, found {endpoint}");
    }

    private static byte[] Write(string type, SubscriptionRequest request) => RequestText.Write(json =>
    {
        var topic = request.Endpoint == Futures ? "/contractMarket/execution:" : "/market/match:";
        json.WriteString("id", $"{request.Id}");
        json.WriteString("type", type);
        json.WriteString("topic", topic + string.Join(',', request.Markets.Select(market => market.Market.Symbol)));
        json.WriteBoolean("privateChannel", false);
        json.WriteBoolean("response", true);
    });
}
