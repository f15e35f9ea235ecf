using System.Globalization;
using System.Text;
using System.Text.Json;
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
    private const int PageRows = 10_000;

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
            Standing = ["10202", "10301"],
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

    public byte[] Subscribe(SubscriptionRequest request) => Encoding.UTF8.GetBytes(
        $$"""{"event":"subscribe","channel":"trades","symbol":"{{JsonEncodedText.Encode(WireSymbol(request.Markets[0].Market))}}"}""");

    // A channel that was never numbered cannot be named, and was never opened either.
    public byte[] Unsubscribe(SubscriptionRequest request) =>
        request.Channels is [> 0 and var channel, ..]
            ? Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"event":"unsubscribe","chanId":{{channel}}}"""))
            : [];

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => BitfinexFrames.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        BitfinexRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        var isDone = search.Pages > 0 &&
            (search.LastRows < PageRows || gap.BeforeUnixMs == 0 || (gap.AfterUnixMs > 0 && search.NewestUnixMs > gap.AfterUnixMs));
        var start = (search.Pages > 0 ? search.NewestUnixMs : gap.BeforeUnixMs).ToString(CultureInfo.InvariantCulture);
        if (isDone || start == search.Cursor)
        {
            return null;
        }

        search.Cursor = start;
        var from = gap.BeforeUnixMs > 0 ? $"start={start}&" : string.Empty;
        var to = gap.AfterUnixMs > 0 ? string.Create(CultureInfo.InvariantCulture, $"end={gap.AfterUnixMs}&") : string.Empty;
        var order = gap.BeforeUnixMs > 0 ? 1 : -1;
        var path = $"/v2/trades/{Uri.EscapeDataString(WireSymbol(instrument.Market))}/hist?{from}{to}limit={PageRows}&sort={order}";

        // Fifteen of these a minute, where other requests may come ninety times.
        return new("main", path) { Weight = 6 };
    }

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => BitfinexRest.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
        markets.Any(market => market.Kind == MarketKind.Perp) ? [new("main", "/v2/status/deriv?keys=ALL")] : [];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        BitfinexRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) =>
        BitfinexRest.TryReadTurnover(body, turnover);
}
