using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bybit;

/// <summary>
/// Bybit, interface v5: perpetuals in USDT and USDC, inverse perpetuals, spot. Sizes are base units, on inverse contracts US dollars. Ids are
/// texts (derivatives) or shared by all markets (spot), so what was missed is found by the overlap with the newest trades of the REST side.
/// </summary>
internal sealed class Bybit : IExchangeAdapter, INextPage, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    public const string Id = "BYBIT";
    public const string SpotSuffix = "-SPOT";

    private const string Linear = "linear";
    private const string Inverse = "inverse";
    internal const string Spot = "spot";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new(Linear, new("wss://stream.bybit.com/v5/public/linear"), StreamsPerMarket: 2),
            new(Inverse, new("wss://stream.bybit.com/v5/public/inverse"), StreamsPerMarket: 2),
            new(Spot, new("wss://stream.bybit.com/v5/public/spot")),
        ],
        Rests = [new("main", new("https://api.bybit.com")) { Budget = new(600, TimeSpan.FromSeconds(5)) }],
        StreamsPerConnection = 100,
        StreamsPerMessage = 10,
        MessagesPerSecond = 10,
        Refusals = new() { Busy = ["too many visits", "service restarting"], Gone = ["handler not found"] },
        Heartbeat = new(TimeSpan.FromSeconds(20), """{"req_id":"0","op":"ping"}"""u8.ToArray()),
        StaleAfter = TimeSpan.FromSeconds(45),
        Connects = new(500, TimeSpan.FromMinutes(5)),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
    [
        new("main", "/v5/market/instruments-info?category=linear&limit=1000"),
        new("main", "/v5/market/instruments-info?category=inverse&limit=1000"),
        new("main", "/v5/market/instruments-info?category=spot"),
    ];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(10);

    public IReadOnlyList<RestCall> TurnoverCalls { get; } = [TickersCall(Linear), TickersCall(Inverse), TickersCall(Spot)];

    public string EndpointOf(Instrument instrument, string? tradeStream) => CategoryOf(instrument);

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => NameOf(market);

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, endpoint == Spot ? wireSymbol + SpotSuffix : wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        if (market.Symbol.EndsWith(SpotSuffix, StringComparison.Ordinal))
        {
            return quote.Length == 0 ? null : new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, IsTrading: true);
        }

        // Delivery codes such as BTCUSDH26 stand for inverse contracts; only PERP means USDC without saying so.
        var saysQuote = market.Symbol.Contains(quote, StringComparison.Ordinal) || market.Symbol.EndsWith("PERP", StringComparison.Ordinal);
        var contract = quote == "USD" ? ContractKind.Inverse : ContractKind.Linear;
        return saysQuote ? new(market, MarketKind.Perp, contract, coin, quote, 1, IsTrading: true) : null;
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => JsonFrame.Parse(frame, session, sink, BybitFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        BybitRest.TryReadInstruments(body, instruments);

    public RestCall? NextInstruments(RestCall asked, ReadOnlyMemory<byte> body) => BybitRest.NextInstruments(asked, body);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => BybitHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => BybitHistory.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
        [.. markets.Select(CategoryOf).Where(category => category != Spot).Distinct().Select(TickersCall)];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        BybitRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) =>
        BybitRest.TryReadTurnover(body, turnover);

    internal static string NameOf(MarketId market) =>
        market.Symbol.EndsWith(SpotSuffix, StringComparison.Ordinal) ? market.Symbol[..^SpotSuffix.Length] : market.Symbol;

    private static RestCall TickersCall(string category) => new("main", $"/v5/market/tickers?category={category}");

    internal static string CategoryOf(Instrument instrument) => instrument.Contract switch
    {
        ContractKind.Spot => Spot,
        ContractKind.Inverse => Inverse,
        _ => Linear,
    };

    private byte[] Write(string operation, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("req_id", $"{request.Id}");
        json.WriteString("op", operation);
        json.WriteTexts("args", request.Markets.Select(market => WireSymbol(market.Market)).SelectMany(symbol =>
            request.Endpoint == Spot ? new[] { $"publicTrade.{symbol}" } : [$"publicTrade.{symbol}", $"allLiquidation.{symbol}"]));
    });
}
