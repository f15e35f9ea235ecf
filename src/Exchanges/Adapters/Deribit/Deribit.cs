using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Deribit;

/// <summary>
/// Deribit: perpetual and dated futures, spot. Amounts are US dollars on contracts settled in their coin, base units on all others. Every
/// market numbers its trades by one.
/// </summary>
internal sealed class Deribit : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    public const string Id = "DERIBIT";

    /// <summary>Number of the request that sets up the connection.</summary>
    public const long Greeting = 0;

    /// <summary>Added to the numbers of requests that end something: both kinds are answered by a list of channels.</summary>
    public const long Unsubscriptions = 1_000_000_000;

    private static readonly string[] Currencies = ["BTC", "ETH", "USDC", "USDT", "EURR"];

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new("main", new("wss://streams.deribit.com/ws/api/v2"))
            {
                Greetings = ["""{"jsonrpc":"2.0","id":0,"method":"public/set_heartbeat","params":{"interval":30}}"""u8.ToArray()],
            },
        ],
        Rests = [new("main", new("https://www.deribit.com")) { Budget = new(20, TimeSpan.FromSeconds(1)) }],
        StreamsPerConnection = 200,
        StreamsPerMessage = 100,
        MessagesPerSecond = 3,
        Refusals = new()
        {
            Busy = ["10028", "10040", "10041", "10047", "11051", "11094", "13888"],
            NotAllowed = ["10000", "13004", "13009", "13021"],
            Gone = ["13020", "not among the accepted channels"],
        },
        StaleAfter = TimeSpan.FromSeconds(75),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
    [
        .. Currencies.SelectMany(currency => new[] { "future", "spot" }.Select(
            kind => new RestCall("main", $"/api/v2/public/get_instruments?currency={currency}&kind={kind}&expired=false"))),
    ];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(10);

    public IReadOnlyList<RestCall> TurnoverCalls { get; } =
        [.. Currencies.SelectMany(currency => new[] { SummaryCall(currency, "future"), SummaryCall(currency, "spot") })];

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Ids;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        if (IsOption(market.Symbol))
        {
            return null;
        }

        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        var (kind, contract) = MarketClassifier.Classify(market) == MarketKind.Spot ? (MarketKind.Spot, ContractKind.Spot)
            : IsReversed(market.Symbol) ? (MarketKind.Perp, ContractKind.Inverse)
            : (MarketKind.Perp, ContractKind.Linear);
        return quote.Length == 0 ? null : new(market, kind, contract, coin, quote, 1, IsTrading: true);
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("public/subscribe", request.Id, request.Markets);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("public/unsubscribe", request.Id + Unsubscriptions, request.Markets);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => JsonFrame.Parse(frame, session, sink, DeribitFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        DeribitRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => DeribitHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => DeribitHistory.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
    [
        .. markets.Where(market => market.Kind == MarketKind.Perp)
            .Select(market => market.Contract == ContractKind.Inverse ? market.BaseCoin : market.Quote)
            .Distinct()
            .Select(currency => SummaryCall(currency, "future")),
    ];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        DeribitRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => DeribitRest.TryReadTurnover(body, turnover);

    /// <summary>Whether a name is an option's, e.g. <c>BTC-24JUN22-15000-C</c>.</summary>
    internal static bool IsOption(string symbol) =>
        symbol.EndsWith("-C", StringComparison.Ordinal) || symbol.EndsWith("-P", StringComparison.Ordinal);

    /// <summary>Whether a future's name is that of a contract settled in its coin: the others name their currency, e.g. <c>SOL_USDC-PERPETUAL</c>.</summary>
    internal static bool IsReversed(string symbol) => !symbol.Contains('_', StringComparison.Ordinal);

    private static RestCall SummaryCall(string currency, string kind) =>
        new("main", $"/api/v2/public/get_book_summary_by_currency?currency={Uri.EscapeDataString(currency)}&kind={kind}");

    private static byte[] Write(string method, long id, IReadOnlyList<Instrument> markets) => RequestText.Write(json =>
    {
        json.WriteString("jsonrpc", "2.0");
        json.WriteNumber("id", id);
        json.WriteString("method", method);
        json.WriteObject("params", () => json.WriteTexts("channels", markets.Select(market => $"trades.{market.Market.Symbol}.100ms")));
    });
}
