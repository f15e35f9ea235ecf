using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.CryptoCom;

/// <summary>Crypto.com: spot and perpetuals on one socket, sizes in base units. What answers a subscription is the past.</summary>
internal sealed class CryptoCom : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    internal const string Id = "CRYPTOCOM";
    private const string PerpetualSuffix = "-PERP";

    private static readonly RestCall Tickers = new("main", "/exchange/v1/public/get-tickers");

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("main", new("wss://stream.crypto.com/exchange/v1/market")) { SendAfter = TimeSpan.FromSeconds(1) }],
        Rests = [new("main", new("https://api.crypto.com")) { Budget = new(100, TimeSpan.FromSeconds(1)) }],
        StreamsPerConnection = 100,
        StreamsPerMessage = 100,
        MessagesPerSecond = 100,
        Refusals = new() { Busy = ["10001", "10006", "42901", "50001"], NotAllowed = ["10002", "10003", "40101"], Gone = ["30003"] },
        StaleAfter = TimeSpan.FromSeconds(60),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/exchange/v1/public/get-instruments")];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } = [Tickers];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(15);

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        return quote.Length == 0 ? null
            : IsPerpetual(market) ? new(market, MarketKind.Perp, ContractKind.Linear, coin, quote, 1, IsTrading: true)
            : MarketClassifier.Classify(market) == MarketKind.Spot ? new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, IsTrading: true)
            : null;
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        JsonFrame.Parse(frame, session, sink, CryptoComFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => CryptoComRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => CryptoComHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => CryptoComHistory.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
        markets.Any(market => market.Kind == MarketKind.Perp) ? [Tickers] : [];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => CryptoComRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => CryptoComRest.TryReadTurnover(body, turnover);

    internal static bool IsPerpetual(MarketId market) => market.Symbol.EndsWith(PerpetualSuffix, StringComparison.Ordinal);

    private static byte[] Write(string method, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteNumber("id", request.Id);
        json.WriteString("method", method);
        json.WriteObject("params", () => json.WriteTexts("channels", request.Markets.Select(market => $"trade.{market.Market.Symbol}")));
        json.WriteNumber("nonce", request.UnixMs);
    });
}
