using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Phemex;

/// <summary>
/// Phemex: spot, stablecoin-margined perpetuals (decimal texts, base units) and the older dollar-quoted ones (scaled numbers, contracts) on one
/// connection. Symbols are case-sensitive: <c>sOLUSDT</c> is spot of the coin OL, <c>SOLUSDT</c> the perpetual of SOL. Trades have no ids.
/// </summary>
internal sealed class Phemex : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    internal const string Id = "PHEMEX";
    private const string AllDecimal = "/md/v3/ticker/24hr/all";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("main", new("wss://ws.phemex.com"))],
        Rests = [new("main", new("https://api.phemex.com")) { Budget = new(100, TimeSpan.FromMinutes(1)) }],
        StreamsPerConnection = 20,
        StreamsPerMessage = 1,
        MessagesPerSecond = 5,
        Refusals = new() { Busy = ["10500", "11129"], NotAllowed = ["6011", "6012"], Gone = ["6001"] },
        MostConnections = 5,
        Heartbeat = new(TimeSpan.FromSeconds(5), """{"id":0,"method":"server.ping","params":[]}"""u8.ToArray()),
        StaleAfter = TimeSpan.FromSeconds(30),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/public/products")];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } = [new("main", AllDecimal), new("main", "/md/spot/ticker/24hr/all")];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(30);

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Connection;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        if (coin.Length == 0 || quote.Length == 0)
        {
            return null;
        }

        if (MarketClassifier.Classify(market) == MarketKind.Spot)
        {
            return new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, IsTrading: true);
        }

        // Every dollar-quoted contract has a size of its own; only the oldest two are known by heart.
        var (contract, contractSize) = (quote, market.Symbol) switch
        {
            (not "USD", _) => (ContractKind.Linear, 1),
            (_, "BTCUSD") => (ContractKind.Inverse, 1),
            (_, "ETHUSD") => (ContractKind.Linear, 0.005),
            _ => (ContractKind.Linear, double.NaN),
        };
        return contractSize > 0 ? new(market, MarketKind.Perp, contract, coin, quote, contractSize, IsTrading: true) : null;
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => PhemexFrames.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        PhemexRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => PhemexHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) =>
        PhemexHistory.ReadTrades(instrument, body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
    [
        .. markets.Any(IsDecimal) ? [new RestCall("main", AllDecimal)] : Array.Empty<RestCall>(),
        .. markets
            .Where(market => market.Kind == MarketKind.Perp && !IsDecimal(market))
            .Select(market => new RestCall("main", $"/md/v1/ticker/24hr?symbol={Uri.EscapeDataString(market.Market.Symbol)}")),
    ];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        PhemexRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) =>
        PhemexRest.TryReadTurnover(body, turnover);

    /// <summary>Whether sizes and prices of a symbol are scaled as on spot.</summary>
    internal static bool IsSpot(ReadOnlySpan<byte> symbol) => symbol.Length > 1 && symbol[0] == 's' && BeginsCoin(symbol[1]);

    // Names are in any script (a byte of UTF-8 beyond ASCII) and may begin with $.
    private static bool BeginsCoin(byte letter) =>
        letter > 0x7F || letter == '$' || char.IsAsciiLetterUpper((char)letter) || char.IsAsciiDigit((char)letter);

    internal static bool IsDecimal(Instrument instrument) => instrument.Kind == MarketKind.Perp && instrument.Quote != "USD";

    private static byte[] Write(string operation, SubscriptionRequest request) => RequestText.Write(json =>
    {
        var market = request.Markets[0];
        json.WriteNumber("id", request.Id);
        json.WriteString("method", $"{(IsDecimal(market) ? "trade_p" : "trade")}.{operation}");
        json.WriteTexts("params", [market.Market.Symbol]);
    });
}
