using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Huobi;

/// <summary>HTX spot: gzip messages, single prints, sizes in base units, contiguous trade ids. The first push of a topic is the past.</summary>
internal sealed class Huobi : IExchangeAdapter, ITradeHistory, ITurnoverSource
{
    internal const string Id = "HUOBI";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("main", new("wss://api.htx.com/ws"))],
        Rests = [new("main", new("https://api.huobi.pro"))],
        StreamsPerConnection = 50,
        StreamsPerMessage = 1,
        MessagesPerSecond = 10,
        Refusals = HuobiFrames.Refusals,
        StaleAfter = TimeSpan.FromSeconds(30),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/v1/common/symbols")];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } = [new("main", "/market/tickers")];

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Ids;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market) =>
        MarketClassifier.Classify(market) == MarketKind.Spot && QuoteCurrency.Of(market) is { Length: > 0 } quote
            ? Spot(market, BaseCoin.Of(market), quote, isTrading: true)
            : null;

    public byte[] Subscribe(SubscriptionRequest request) => HuobiRequests.Write("sub", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => HuobiRequests.Write("unsub", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => HuobiFrames.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => HuobiRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) =>
        search.Pages > 0
            ? null
            : new("main", $"/market/history/trade?symbol={Uri.EscapeDataString(instrument.Market.Symbol)}&size=2000");

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => HuobiHistory.ReadTrades(body, search);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => HuobiRest.TryReadTurnover(body, turnover);

    internal static Instrument Spot(MarketId market, string coin, string quote, bool isTrading) =>
        new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, isTrading);
}
