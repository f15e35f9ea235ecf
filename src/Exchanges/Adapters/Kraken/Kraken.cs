using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Kraken;

/// <summary>
/// Kraken: spot over the second version of its stream (contiguous trade ids), perpetuals over Kraken Futures. Frames of the first version,
/// which has no ids, are understood too.
/// </summary>
internal sealed class Kraken : IExchangeAdapter, ITradeHistory, IOpenInterestSource
{
    internal const string Id = "KRAKEN";
    internal const string Futures = "futures";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new("spot", new("wss://ws.kraken.com/v2")),
            new(Futures, new("wss://futures.kraken.com/ws/v1"))
            {
                Greetings = ["""{"event":"subscribe","feed":"heartbeat"}"""u8.ToArray()],
                Heartbeat = new(TimeSpan.FromSeconds(25)),
            },
        ],
        Rests =
        [
            new("main", new("https://api.kraken.com")) { Budget = new(1, TimeSpan.FromSeconds(1)) },
            new(Futures, new("https://futures.kraken.com")) { Budget = new(1, TimeSpan.FromSeconds(1)) },
        ],
        StreamsPerConnection = 100,
        StreamsPerMessage = 100,
        MessagesPerSecond = 5,
        Refusals = new() { Busy = ["exceeded msg rate", "EService:Busy", "EGeneral:Internal"], NotAllowed = ["ESession"], Gone = ["pair not supported", "EQuery:Unknown"] },
        Heartbeat = new(TimeSpan.FromSeconds(30), """{"method":"ping"}"""u8.ToArray()),
        StaleAfter = TimeSpan.FromSeconds(60),
        Connects = new(150, TimeSpan.FromMinutes(10)),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
        [new("main", "/0/public/AssetPairs"), new(Futures, "/derivatives/api/v3/instruments")];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(15);

    public string EndpointOf(Instrument instrument, string? tradeStream) => instrument.Kind == MarketKind.Perp ? Futures : "spot";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) =>
        instrument.Kind == MarketKind.Perp ? ProofKind.Overlap : ProofKind.Ids;

    // Only REST and the first version of the stream still use the old names.
    public string WireSymbol(MarketId market) => Rename(market.Symbol, ("XBT", "BTC"), ("XDG", "DOGE"));

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, Rename(wireSymbol, ("BTC", "XBT"), ("DOGE", "XDG")));

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        if (quote.Length == 0)
        {
            return null;
        }

        return market.Symbol.Contains('/', StringComparison.Ordinal)
            ? new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, IsTrading: true)
            : new(market, MarketKind.Perp, KrakenRest.ContractOf(market.Symbol), coin, quote, 1, IsTrading: true);
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => JsonFrame.Parse(frame, session, sink, KrakenFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        KrakenRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => KrakenHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => KrakenHistory.ReadTrades(body, search);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) => [new(Futures, "/derivatives/api/v3/tickers")];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        KrakenRest.TryReadOpenInterest(body, values);

    private static string Rename(string symbol, params ReadOnlySpan<(string From, string To)> names)
    {
        var slash = symbol.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return symbol;
        }

        var (left, right) = (symbol[..slash], symbol[(slash + 1)..]);
        foreach (var (from, to) in names)
        {
            left = left == from ? to : left;
            right = right == from ? to : right;
        }

        return $"{left}/{right}";
    }

    private byte[] Write(string verb, SubscriptionRequest request) => RequestText.Write(json =>
    {
        var names = request.Markets.Select(market => WireSymbol(market.Market));
        if (request.Endpoint == Futures)
        {
            json.WriteString("event", verb);
            json.WriteString("feed", "trade");
            json.WriteTexts("product_ids", names);
            return;
        }

        json.WriteString("method", verb);
        json.WriteObject("params", () =>
        {
            json.WriteString("channel", "trade");
            json.WriteTexts("symbol", names);
            if (verb == "subscribe")
            {
                json.WriteBoolean("snapshot", true);
            }
        });
        json.WriteNumber("req_id", request.Id);
    });
}
