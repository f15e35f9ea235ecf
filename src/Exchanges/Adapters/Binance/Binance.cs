using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Binance;

/// <summary>Binance spot: single prints, sizes in base units, contiguous trade ids.</summary>
internal sealed class Binance : IExchangeAdapter, IBarHistory, ITradeHistory
{
    public ExchangeDescriptor Descriptor { get; } = new("BINANCE")
    {
        Endpoints = [new("main", new("wss://data-stream.binance.vision:9443/ws"))],
        Rests = [new("main", new("https://data-api.binance.vision")) { Budget = new(6_000, TimeSpan.FromMinutes(1)) }],
        StreamsPerConnection = 200,
        StreamsPerMessage = 100,
        MessagesPerSecond = 5,
        Refusals = BinanceFrames.Refusals,
        StaleAfter = TimeSpan.FromSeconds(60),
        Lifetime = TimeSpan.FromHours(24),
        Connects = new(300, TimeSpan.FromMinutes(5)),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/api/v3/exchangeInfo") { Weight = 20 }];

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Ids;

    public string WireSymbol(MarketId market) => market.Symbol.ToUpperInvariant();

    public MarketId MarketOf(string endpoint, string wireSymbol) => new("BINANCE", wireSymbol.ToLowerInvariant());

    public Instrument? Assume(MarketId market) =>
        QuoteCurrency.Of(market) is { Length: > 0 } quote
            ? new(market, MarketKind.Spot, ContractKind.Spot, BaseCoin.Of(market), quote, 1, IsTrading: true)
            : null;

    public byte[] Subscribe(SubscriptionRequest request) => BinanceRequests.Write("SUBSCRIBE", request, StreamsOf);

    public byte[] Unsubscribe(SubscriptionRequest request) => BinanceRequests.Write("UNSUBSCRIBE", request, StreamsOf);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => BinanceFrames.Parse(frame, session, sink);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        BinanceRest.TryReadInstruments(body, ReadInstrument, instruments);

    public RestCall BarsCall(Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs) =>
        new("main", BinanceRest.KlinesPath("/api/v3/klines", WireSymbol(instrument.Market), timeframe, fromUnixMs, toUnixMs, 1000)) { Weight = 2 };

    public IReadOnlyList<Bar> ReadBars(Instrument instrument, ReadOnlyMemory<byte> body) => BinanceRest.ReadKlines(body, instrument);

    // The stream's ids are those of single prints, so single prints are asked for; aggregates count by ids of their own, and serve where no
    // id is known or the venue wants a key.
    public RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var symbol = Uri.EscapeDataString(WireSymbol(instrument.Market));
        var (path, weight) = IsById(search)
            ? (BinanceHistory.NextById($"/api/v3/historicalTrades?symbol={symbol}", search), 25)
            : (BinanceHistory.NextByTime($"/api/v3/aggTrades?symbol={symbol}", search), 4);
        return path is null ? null : new("main", path) { Weight = weight };
    }

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) =>
        BinanceHistory.Read(body, search, IsById(search), isSingle: true);

    private static bool IsById(TradeSearch search) => search.Gap.BeforeId > 0 && !search.WantsKey;

    private static IEnumerable<string> StreamsOf(SubscriptionRequest request, Instrument market) => [$"{market.Market.Symbol}@trade"];

    private static Instrument? ReadInstrument(JsonElement symbol)
    {
        if (!symbol.TryGetProperty("isSpotTradingAllowed", out var isSpot))
        {
            return null;
        }

        var name = symbol.Text("symbol");
        return name.Length == 0 ? null : new(
            new("BINANCE", name.ToLowerInvariant()),
            MarketKind.Spot,
            ContractKind.Spot,
            BaseCoin.FromVenue("BINANCE", symbol.Text("baseAsset")),
            symbol.Text("quoteAsset"),
            1,
            symbol.Text("status") == "TRADING" && isSpot.ValueKind == JsonValueKind.True);
    }
}
