using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitfinex;

/// <summary>
/// Bitfinex: spot and perpetuals on one connection, sizes in base units. Each subscription gets a channel number by which its messages go;
/// messages are numbered through over the whole connection.
/// </summary>
internal sealed class Bitfinex : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    internal const string Id = "BITFINEX";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new("main", new("wss://api-pub.bitfinex.com/ws/2"))
            {
                Greetings =
                [
                    // Sequence numbers and times behind every message.
                    """{"event":"conf","flags":98304}"""u8.ToArray(),
                    """{"event":"subscribe","channel":"status","key":"liq:global"}"""u8.ToArray(),
                ],
            },
        ],
        Rests = [new("main", new("https://api-pub.bitfinex.com")) { Budget = new(90, TimeSpan.FromMinutes(1)) }],
        StreamsPerConnection = 24,
        StreamsPerMessage = 1,
        MessagesPerSecond = 5,
        Refusals = new()
        {
            AlreadySubscribed = ["10202", "10301"],
            Busy = ["11000", "11010"],
            NotAllowed = ["10305", "subscribe: limit"],
            Gone = ["10001", "10302", "unknown pair"],
        },
        StaleAfter = TimeSpan.FromSeconds(45),
        Connects = new(20, TimeSpan.FromMinutes(1)),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
        [new("main", "/v2/conf/pub:list:pair:exchange,pub:list:pair:futures,pub:map:currency:sym")];

    public IReadOnlyList<RestCall> TurnoverCalls { get; } = [new("main", "/v2/tickers?symbols=ALL")];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(15);

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => "t" + market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) =>
        new(Id, wireSymbol.StartsWith('t') && wireSymbol.Length > 1 ? wireSymbol[1..] : wireSymbol);

    public Instrument? Assume(MarketId market) => BitfinexRest.ReadPair(market.Symbol, BitfinexRest.NoNames);

    public byte[] Subscribe(SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("event", "subscribe");
        json.WriteString("channel", "trades");
        json.WriteString("symbol", WireSymbol(request.Markets[0].Market));
    });

    // A channel that was never numbered cannot be named, and was never opened either.
    public byte[] Unsubscribe(SubscriptionRequest request) =>
        request.Channels is [> 0 and var channel, ..]
            ? RequestText.Write(json =>
            {
                json.WriteString("event", "unsubscribe");
                json.WriteNumber("chanId", channel);
            })
            : [];

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => BitfinexFrames.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        BitfinexRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => BitfinexHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => BitfinexHistory.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
        markets.Any(market => market.Kind == MarketKind.Perp) ? [new("main", "/v2/status/deriv?keys=ALL")] : [];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        BitfinexRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) =>
        BitfinexRest.TryReadTurnover(body, turnover);
}
