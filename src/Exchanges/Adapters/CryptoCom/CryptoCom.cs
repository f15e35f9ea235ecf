using System.Buffers;
using System.Text.Json;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.CryptoCom;

/// <summary>Crypto.com: spot and perpetuals on one socket, sizes in base units. What answers a subscription is the past.</summary>
internal sealed class CryptoCom : IExchangeAdapter, ITradeHistory, IOpenInterestSource, ITurnoverSource
{
    private const string Id = "CRYPTOCOM";
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

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        using var list = RestList.TryOpen(body, "result", "data");
        return list is not null && list.TryAddTo(instruments, ReadInstrument);
    }

    public RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        if (search.Pages > 0 && (search.LastRows == 0 || search.ReachesBack))
        {
            return null;
        }

        // Pages are cut within a millisecond, so the oldest one is asked for again, whole. The end is exclusive.
        var until = search.Pages == 0 ? gap.AfterUnixMs : search.OldestUnixMs;
        var end = until > 0 ? $"&end_ts={until + 1}" : string.Empty;
        var path = $"/exchange/v1/public/get-trades?instrument_name={Uri.EscapeDataString(instrument.Market.Symbol)}&count=150&start_ts={gap.BeforeUnixMs - 1}{end}";
        if (search.Cursor == path)
        {
            return null;
        }

        search.Cursor = path;
        return new("main", path);
    }

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search)
    {
        using var rows = RestList.OpenTrades(body, "result", "data");
        search.BeginPage();
        search.Keys.Clear();
        foreach (var row in rows.Rows)
        {
            var json = RestRow.ReaderOf(row);
            search.AddWithKey(CryptoComFrames.ReadTrade(ref json, out _, out _, out _));
        }
    }

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
        markets.Any(market => market.Kind == MarketKind.Perp) ? [Tickers] : [];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values)
    {
        using var list = RestList.TryOpen(body, "result", "data");
        return list is not null && list.TryAddTo(values, row => new MarketId(Id, row.Text("i")) is var market && IsPerpetual(market)
            ? new OpenInterestValue(market, row.Decimal("oi"), OpenInterestUnit.Base, row.Decimal("a"), row.Int64("t"))
            : null);
    }

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
    {
        using var list = RestList.TryOpen(body, "result", "data");
        return list is not null && list.TryAddTo(turnover, row => row.Text("i") is { Length: > 0 } name
            ? (new MarketId(Id, name), TurnoverOf(row, QuoteCurrency.Of(new MarketId(Id, name))))
            : null);
    }

    // The venue counts the turnover of every market in dollars.
    private static double TurnoverOf(JsonElement row, string quote) =>
        QuoteCurrency.IsUsdLike(quote) ? row.Decimal("vv") : row.Decimal("v") * row.Decimal("a");

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var kind = row.Text("inst_type");
        var (symbol, coin, quote) = (row.Text("symbol"), row.Text("base_ccy"), row.Text("quote_ccy"));
        var isPerpetual = kind == "PERPETUAL_SWAP";
        if (symbol.Length == 0 || coin.Length == 0 || quote.Length == 0 || !(isPerpetual || kind == "CCY_PAIR"))
        {
            return null;
        }

        return new(
            new(Id, symbol),
            isPerpetual ? MarketKind.Perp : MarketKind.Spot,
            isPerpetual ? ContractKind.Linear : ContractKind.Spot,
            BaseCoin.FromVenue(Id, coin),
            quote.ToUpperInvariant(),
            1,
            row.TryGetProperty("tradable", out var tradable) && tradable.ValueKind == JsonValueKind.True);
    }

    private static bool IsPerpetual(MarketId market) => market.Symbol.EndsWith(PerpetualSuffix, StringComparison.Ordinal);

    private static byte[] Write(string method, SubscriptionRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("id", request.Id);
        json.WriteString("method", method);
        json.WriteStartObject("params");
        json.WriteStartArray("channels");
        foreach (var market in request.Markets)
        {
            json.WriteStringValue($"trade.{market.Market.Symbol}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNumber("nonce", request.UnixMs);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
