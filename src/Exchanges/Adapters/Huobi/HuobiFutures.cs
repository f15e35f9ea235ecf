using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Huobi;

/// <summary>
/// HTX perpetual swaps: USDT-margined on the main endpoint, coin-margined beside it. Sizes are contracts of the buyer and the seller
/// together, so an instrument's contract size is half of what the venue lists. The first push of a topic is the past.
/// </summary>
internal sealed class HuobiFutures : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    internal const string Id = "HUOBI_FUTURES";
    internal const double SidesCounted = 2;

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("linear", new("wss://api.hbdm.com/linear-swap-ws")), new("coin", new("wss://api.hbdm.com/swap-ws"))],
        Rests = [new("main", new("https://api.hbdm.com"))],
        StreamsPerConnection = 50,
        StreamsPerMessage = 1,
        MessagesPerSecond = 40,
        Refusals = HuobiFrames.Refusals,
        StaleAfter = TimeSpan.FromSeconds(30),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
        [new("main", "/linear-swap-api/v1/swap_contract_info?business_type=all"), new("main", "/swap-api/v1/swap_contract_info")];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } =
        [new("main", "/v2/linear-swap-ex/market/detail/batch_merged"), new("main", "/v2/swap-ex/market/detail/batch_merged")];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(15);

    public string EndpointOf(Instrument instrument, string? tradeStream) => IsCoinMargined(instrument) ? "coin" : "linear";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    // Only coin-margined contracts are alike: 100 USD for BTC, 10 USD for every other coin.
    public Instrument? Assume(MarketId market) =>
        TrySplit(market.Symbol, out var coin, out var quote) && quote == "USD"
            ? Swap(market, coin, quote, coin == "BTC" ? 100 : 10, isTrading: true)
            : null;

    public byte[] Subscribe(SubscriptionRequest request) => HuobiRequests.Write("sub", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => HuobiRequests.Write("unsub", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => HuobiFrames.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => HuobiFuturesRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var path = IsCoinMargined(instrument) ? "/swap-ex" : "/linear-swap-ex";
        return search.Pages > 0
            ? null
            : new("main", $"{path}/market/history/trade?contract_code={Uri.EscapeDataString(instrument.Market.Symbol)}&size=2000");
    }

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => HuobiHistory.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
    [
        .. markets
            .Select(market => IsCoinMargined(market) ? "/swap-api" : "/linear-swap-api")
            .Distinct()
            .Select(path => new RestCall("main", $"{path}/v1/swap_open_interest")),
    ];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => HuobiFuturesRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => HuobiFuturesRest.TryReadTurnover(body, turnover);

    internal static Instrument Swap(MarketId market, string coin, string quote, double contractSize, bool isTrading) =>
        new(
            market,
            MarketKind.Perp,
            quote == "USD" ? ContractKind.Inverse : ContractKind.Linear,
            coin,
            quote,
            contractSize / SidesCounted,
            isTrading);

    private static bool IsCoinMargined(Instrument instrument) => instrument.Contract == ContractKind.Inverse;

    // Perpetuals are named by coin and quote; dated contracts add the day or have no dash at all.
    internal static bool TrySplit(string code, out string coin, out string quote)
    {
        var dash = code.IndexOf('-', StringComparison.Ordinal);
        (coin, quote) = dash > 0 ? (code[..dash], code[(dash + 1)..]) : (string.Empty, string.Empty);
        return quote.Length > 0 && !quote.Contains('-', StringComparison.Ordinal);
    }
}
