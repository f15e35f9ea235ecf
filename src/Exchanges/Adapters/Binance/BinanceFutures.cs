using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Binance;

/// <summary>
/// Binance derivatives. USD-M: aggregates on the <c>market</c> route (a third of the messages, provable by <c>a</c>), single prints on the
/// <c>public</c> route; sizes in base units. COIN-M beside it: sizes in contracts of a fixed number of USD.
/// </summary>
internal sealed class BinanceFutures : IExchangeAdapter, IBarHistory, ITradeHistory, IOpenInterestSource
{
    private const string Id = "BINANCE_FUTURES";
    private const string SinglePrints = "trade";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints =
        [
            new("market", new("wss://fstream.binance.com/market/ws"), StreamsPerMarket: 2),
            new("public", new("wss://fstream.binance.com/public/ws")),
            new("coinm", new("wss://dstream.binance.com/ws"), StreamsPerMarket: 2),
        ],
        Rests =
        [
            new("main", new("https://fapi.binance.com")) { Budget = new(2_400, TimeSpan.FromMinutes(1)) },
            new("coinm", new("https://dapi.binance.com")) { Budget = new(2_400, TimeSpan.FromMinutes(1)) },
        ],
        StreamsPerConnection = 200,
        StreamsPerMessage = 100,
        MessagesPerSecond = 10,
        Refusals = BinanceFrames.Refusals,
        Heartbeat = new(TimeSpan.FromSeconds(30)),
        StaleAfter = TimeSpan.FromSeconds(75),
        Lifetime = TimeSpan.FromHours(24),
        Connects = new(300, TimeSpan.FromMinutes(5)),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } =
        [new("main", "/fapi/v1/exchangeInfo"), new("coinm", "/dapi/v1/exchangeInfo")];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(30);

    public string EndpointOf(Instrument instrument, string? tradeStream) =>
        instrument.Contract == ContractKind.Inverse ? "coinm" : tradeStream == SinglePrints ? "public" : "market";

    // Holes in the ids of single prints are common and harmless here, so they prove nothing by themselves.
    public ProofKind ProofOf(Instrument instrument, string? tradeStream) =>
        tradeStream == SinglePrints ? ProofKind.Overlap : ProofKind.Ids;

    public string WireSymbol(MarketId market) => market.Symbol.ToUpperInvariant();

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol.ToLowerInvariant());

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        if (quote.Length == 0)
        {
            return null;
        }

        // Coin-margined contracts are the ones quoted in plain USD: 100 USD for BTC, 10 USD for every other coin.
        var isInverse = quote == "USD" && market.Symbol.Contains('_', StringComparison.Ordinal);
        var contractSize = !isInverse ? 1 : coin == "BTC" ? 100 : 10;
        return new(market, MarketKind.Perp, isInverse ? ContractKind.Inverse : ContractKind.Linear, coin, quote, contractSize, IsTrading: true);
    }

    public byte[] Subscribe(SubscriptionRequest request) => BinanceRequests.Write("SUBSCRIBE", request, StreamsOf);

    public byte[] Unsubscribe(SubscriptionRequest request) => BinanceRequests.Write("UNSUBSCRIBE", request, StreamsOf);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => BinanceFrames.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        BinanceRest.TryReadInstruments(body, ReadInstrument, instruments);

    public RestCall BarsCall(Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs)
    {
        var (endpoint, root) = RootOf(instrument);
        return new(endpoint, BinanceRest.KlinesPath($"{root}/klines", WireSymbol(instrument.Market), timeframe, fromUnixMs, toUnixMs, 1500)) { Weight = 10 };
    }

    public IReadOnlyList<Bar> ReadBars(Instrument instrument, ReadOnlyMemory<byte> body) => BinanceRest.ReadKlines(body, instrument);

    // Aggregates by their id, which is the stream's. Single prints by id want a key: the latest are all there is.
    public RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var (endpoint, root) = RootOf(instrument);
        var symbol = Uri.EscapeDataString(WireSymbol(instrument.Market));
        if (search.TradeStream == SinglePrints)
        {
            return search.Pages > 0 ? null : new(endpoint, $"{root}/trades?symbol={symbol}&limit={BinanceHistory.Page}") { Weight = 5 };
        }

        var aggregates = $"{root}/aggTrades?symbol={symbol}";
        var path = search.Gap.BeforeId > 0 ? BinanceHistory.NextById(aggregates, search) : BinanceHistory.NextByTime(aggregates, search);
        return path is null ? null : new(endpoint, path) { Weight = 20 };
    }

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) =>
        BinanceHistory.Read(body, search, isById: search.Gap.BeforeId > 0, isSingle: search.TradeStream == SinglePrints);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) =>
    [
        .. from market in markets
           let root = RootOf(market)
           select new RestCall(root.Endpoint, $"{root.Path}/openInterest?symbol={Uri.EscapeDataString(WireSymbol(market.Market))}"),
    ];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        BinanceRest.TryReadOpenInterest(body, symbol => MarketOf("main", symbol), values);

    private static (string Endpoint, string Path) RootOf(Instrument instrument) =>
        instrument.Contract == ContractKind.Inverse ? ("coinm", "/dapi/v1") : ("main", "/fapi/v1");

    private static IEnumerable<string> StreamsOf(SubscriptionRequest request, Instrument market)
    {
        var symbol = market.Market.Symbol;
        return request.Endpoint == "public"
            ? [$"{symbol}@trade"]
            : [$"{symbol}@{(request.TradeStream == SinglePrints ? "trade" : "aggTrade")}", $"{symbol}@forceOrder"];
    }

    private static Instrument? ReadInstrument(JsonElement symbol)
    {
        var name = symbol.Text("symbol");
        if (name.Length == 0 || !symbol.TryGetProperty("contractType", out _))
        {
            return null;
        }

        var isInverse = symbol.TryGetProperty("contractSize", out var size);
        var contractSize = isInverse && size.ValueKind == JsonValueKind.Number ? size.GetDouble() : isInverse ? double.NaN : 1;
        var isCoin = !symbol.TryGetProperty("underlyingType", out var underlying) || underlying.ValueEquals("COIN");
        var status = symbol.Text(isInverse ? "contractStatus" : "status");
        return !(contractSize > 0) ? null : new(
            new(Id, name.ToLowerInvariant()),
            MarketKind.Perp,
            isInverse ? ContractKind.Inverse : ContractKind.Linear,
            BaseCoin.FromVenue(Id, symbol.Text("baseAsset")),
            symbol.Text("quoteAsset"),
            contractSize,
            status == "TRADING" && isCoin);
    }
}
