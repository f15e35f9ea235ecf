using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitget;

/// <summary>
/// Bitget: spot and USDT- and USDC-margined perpetuals on one connection, sizes in base units. Both kinds use the same symbols, so spot ids
/// carry <c>-SPOT</c>, here and in the names that frames are read under. The older interface is served beside the current one.
/// Coin-margined contracts are left out: what their sizes count is not certain.
/// </summary>
internal sealed class Bitget : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    internal const string Id = "BITGET";
    internal const string SpotSuffix = "-SPOT";
    private const string Older = "v2";
    private const string Usdc = "USDC";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new("v3", new("wss://ws.bitget.com/v3/ws/public"))
            {
                Greetings =
                [
                    """{"op":"subscribe","args":[{"instType":"usdt-futures","topic":"liquidation"},{"instType":"usdc-futures","topic":"liquidation"}]}"""u8.ToArray(),
                ],
            },
            new(Older, new("wss://ws.bitget.com/v2/ws/public")),
        ],
        Rests = [new("main", new("https://api.bitget.com"))],
        StreamsPerConnection = 50,
        StreamsPerMessage = 5,
        MessagesPerSecond = 10,
        Subscriptions = new(240, TimeSpan.FromHours(1)),
        Refusals = new() { Busy = ["30006", "30007", "30031"], NotAllowed = ["30004", "30005", "30011", "30012"], Gone = ["30001"] },
        Heartbeat = new(TimeSpan.FromSeconds(30), "ping"u8.ToArray()),
        StaleAfter = TimeSpan.FromSeconds(75),
        Connects = new(300, TimeSpan.FromMinutes(5)),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
    [
        new("main", "/api/v3/market/instruments?category=SPOT"),
        new("main", "/api/v3/market/instruments?category=USDT-FUTURES"),
        new("main", "/api/v3/market/instruments?category=USDC-FUTURES"),
    ];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } =
    [
        new("main", "/api/v3/market/tickers?category=SPOT"),
        new("main", "/api/v3/market/tickers?category=USDT-FUTURES"),
        new("main", "/api/v3/market/tickers?category=USDC-FUTURES"),
    ];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(15);

    public string EndpointOf(Instrument instrument, string? tradeStream) => tradeStream == Older ? Older : "v3";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        var isSpot = IsSpot(market);
        // USDC-margined contracts name no quote: BTCPERP.
        var isUsdc = !isSpot && market.Symbol.EndsWith("PERP", StringComparison.Ordinal);
        var coin = isUsdc ? BaseCoin.FromVenue(Id, market.Symbol[..^4]) : BaseCoin.Of(market);
        var quote = isUsdc ? Usdc : QuoteCurrency.Of(market);
        var isKnown = coin.Length > 0 && quote.Length > 0 && (isSpot || quote != "USD");
        return !isKnown ? null : new(
            market,
            isSpot ? MarketKind.Spot : MarketKind.Perp,
            isSpot ? ContractKind.Spot : ContractKind.Linear,
            coin,
            quote,
            1,
            IsTrading: true);
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => BitgetFrames.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        BitgetRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => BitgetHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => BitgetHistory.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
    [
        .. markets
            .Where(market => market.Kind == MarketKind.Perp)
            .Select(Category)
            .Distinct(StringComparer.Ordinal)
            .Select(category => new RestCall("main", $"/api/v3/market/open-interest?category={category}")),
    ];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        BitgetRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) =>
        BitgetRest.TryReadTurnover(body, turnover);

    internal static bool IsSpot(MarketId market) => market.Symbol.EndsWith(SpotSuffix, StringComparison.Ordinal);

    internal static string VenueSymbol(MarketId market) => IsSpot(market) ? market.Symbol[..^SpotSuffix.Length] : market.Symbol;

    internal static string Category(Instrument instrument) =>
        instrument.Kind == MarketKind.Spot ? "SPOT" : instrument.Quote == Usdc ? "USDC-FUTURES" : "USDT-FUTURES";

    private static byte[] Write(string operation, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("op", operation);
        json.WriteObjects("args", request.Markets, market =>
        {
            var isOlder = request.Endpoint == Older;
            json.WriteString("instType", isOlder ? Category(market) : Category(market).ToLowerInvariant());
            json.WriteString(isOlder ? "channel" : "topic", isOlder ? "trade" : "publicTrade");
            json.WriteString(isOlder ? "instId" : "symbol", VenueSymbol(market.Market));
        });
    });
}
