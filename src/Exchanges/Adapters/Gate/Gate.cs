using System.Globalization;
using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Gate;

/// <summary>
/// Gate: spot in base units, perpetuals in contracts whose sign is the side. Ids are contiguous per market. Spot pairs and contracts
/// share their names, so spot ids end in <c>-SPOT</c>.
/// </summary>
internal sealed class Gate : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    internal const string Id = "GATE";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new("spot", new("wss://api.gateio.ws/ws/v4/")) { Heartbeat = Ping("spot") },
            new("usdt", new("wss://fx-ws.gateio.ws/v4/ws/usdt")) { Heartbeat = Ping("futures"), Headers = ["X-Gate-Size-Decimal: 1"] },
            new("btc", new("wss://fx-ws.gateio.ws/v4/ws/btc")) { Heartbeat = Ping("futures"), Headers = ["X-Gate-Size-Decimal: 1"] },
        ],
        Rests = [new("main", new("https://api.gateio.ws")) { Budget = new(200, TimeSpan.FromSeconds(10)) }],
        StreamsPerConnection = 100,
        StreamsPerMessage = 100,
        MessagesPerSecond = 10,
        Refusals = new() { Busy = ["3", "5"], NotAllowed = ["4"] },
        StaleAfter = TimeSpan.FromSeconds(30),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
    [
        new("main", "/api/v4/spot/currency_pairs"),
        new("main", "/api/v4/futures/usdt/contracts"),
        new("main", "/api/v4/futures/btc/contracts"),
    ];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } =
    [
        new("main", "/api/v4/spot/tickers"),
        new("main", "/api/v4/futures/usdt/tickers"),
        new("main", "/api/v4/futures/btc/tickers"),
    ];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(15);

    public string EndpointOf(Instrument instrument, string? tradeStream) => instrument.Contract switch
    {
        ContractKind.Spot => "spot",
        ContractKind.Linear => "usdt",
        _ => "btc",
    };

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Ids;

    // Frames of both kinds use one name for two markets; the reader adds the suffix to spot pairs, so that names are unique everywhere.
    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market) =>
        market.Symbol.EndsWith(GateFrames.SpotSuffix, StringComparison.Ordinal) && QuoteCurrency.Of(market) is { Length: > 0 } quote
            ? Spot(PairOf(market), BaseCoin.Of(market), quote, isTrading: true)
            : market.Symbol == "BTC_USD" ? Perpetual(market.Symbol, "BTC", "USD", 1, isTrading: true)
            : null;

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        JsonFrame.Parse(frame, session, sink, GateFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => GateRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) =>
        instrument.Kind == MarketKind.Spot
            ? GateHistory.NextSpot(PairOf(instrument.Market), search)
            : GateHistory.NextFutures(SettleOf(instrument), instrument.Market.Symbol, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => GateHistory.Read(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
    [
        .. markets
            .Where(market => market.Kind == MarketKind.Perp)
            .Select(SettleOf)
            .Distinct()
            .Select(settle => new RestCall("main", $"/api/v4/futures/{settle}/tickers")),
    ];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => GateRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => GateRest.TryReadTurnover(body, turnover);

    internal static Instrument Spot(string pair, string coin, string quote, bool isTrading) =>
        new(new(Id, pair + GateFrames.SpotSuffix), MarketKind.Spot, ContractKind.Spot, coin, quote, 1, isTrading);

    internal static Instrument Perpetual(string contract, string coin, string quote, double contractSize, bool isTrading) =>
        new(new(Id, contract), MarketKind.Perp, quote == "USD" ? ContractKind.Inverse : ContractKind.Linear, coin, quote, contractSize, isTrading);

    private static string PairOf(MarketId market) => market.Symbol.Replace(GateFrames.SpotSuffix, string.Empty, StringComparison.Ordinal);

    private static string SettleOf(Instrument instrument) => instrument.Contract == ContractKind.Inverse ? "btc" : "usdt";

    private static FeedHeartbeat Ping(string product) => new(TimeSpan.FromSeconds(15))
    {
        Compose = unixMs => Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{{\"time\":{unixMs / 1000},\"channel\":\"{product}.ping\"}}")),
    };

    private static byte[] Write(string happening, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteNumber("time", request.UnixMs / 1000);
        json.WriteNumber("id", request.Id);
        json.WriteString("channel", request.Endpoint == "spot" ? "spot.trades" : "futures.trades");
        json.WriteString("event", happening);
        json.WriteTexts("payload", request.Markets.Select(market => PairOf(market.Market)));
    });
}
