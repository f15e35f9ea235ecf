using System.Globalization;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Gemini;

/// <summary>Gemini: the third version of its stream, or the second where the configuration says <c>v2</c>. Sizes in base units.</summary>
internal sealed class Gemini : IExchangeAdapter, ITradeHistory
{
    private const string Id = "GEMINI";
    private const string Second = "v2";
    private const int PageSize = 500;

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("v3", new("wss://ws.gemini.com?snapshot=-1")), new(Second, new("wss://api.gemini.com/v2/marketdata"))],
        Rests = [new("main", new("https://api.gemini.com")) { Budget = new(1, TimeSpan.FromSeconds(1)) }],
        StreamsPerConnection = 50,
        StreamsPerMessage = 50,
        MessagesPerSecond = 5,
        Refusals = new() { Busy = ["429", "500", "503", "-1003"], NotAllowed = ["401", "403"], Gone = ["404", "-1121", "InvalidSymbol"] },
        Heartbeat = new(TimeSpan.FromSeconds(20)),
        StaleAfter = TimeSpan.FromSeconds(60),
    };

    // The details of a symbol take a request each, at one a second; the names of all tell enough.
    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/v1/symbols")];

    public string EndpointOf(Instrument instrument, string? tradeStream) => tradeStream == Second ? Second : "v3";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => market.Symbol.ToUpperInvariant();

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol.ToUpperInvariant());

    public Instrument? Assume(MarketId market) => QuoteCurrency.Of(market) is { Length: > 0 } quote
        ? Listed(market, BaseCoin.Of(market), quote, IsPerpetual(market), isTrading: true)
        : null;

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => JsonFrame.Parse(frame, session, sink, GeminiFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => RestJson.TryRead(body, root =>
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            var names = root.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).ToArray();
            foreach (var instrument in names.Select(name => Assume(new(Id, name.ToString().ToUpperInvariant()))).OfType<Instrument>())
            {
                instruments.Add(instrument);
            }

            return names.Length > 0 || root.GetArrayLength() == 0;
        }

        if (root.ValueKind != JsonValueKind.Object || ReadDetails(root) is not { } listed)
        {
            return false;
        }

        instruments.Add(listed);
        return true;
    });

    public RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        if (gap.BeforeUnixMs <= 0)
        {
            return null;
        }

        var isDone = search.Pages > 0 && (search.LastRows < PageSize ||
            (gap.AfterUnixMs > 0 && search.NewestUnixMs > gap.AfterUnixMs));
        var from = (search.Pages == 0 ? gap.BeforeUnixMs : search.NewestUnixMs) / 1000;
        return isDone ? null : new("main", string.Create(
            CultureInfo.InvariantCulture,
            $"/v1/trades/{instrument.Market.Symbol.ToLowerInvariant()}?limit_trades={PageSize}&timestamp={from}"));
    }

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => RestJson.ReadPage(body, search, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var row in root.Objects())
        {
            var id = row.Int64("tid");
            search.Add(new(
                id,
                row.Int64("timestampms"),
                row.Decimal("price"),
                row.Decimal("amount"),
                id > 0 ? 1 : 0,
                NamedSide.Of(row.Text("type"))));
        }

        return true;
    });

    private static byte[] Write(string verb, SubscriptionRequest request)
    {
        if (request.Endpoint == Second)
        {
            var names = JsonSerializer.Serialize(request.Markets.Select(market => market.Market.Symbol.ToUpperInvariant()).ToArray());
            return Encoding.UTF8.GetBytes($$"""{"type":"{{verb}}","subscriptions":[{"name":"l2","symbols":{{names}}}]}""");
        }

        var streams = JsonSerializer.Serialize(request.Markets.Select(market => $"{market.Market.Symbol.ToLowerInvariant()}@trade").ToArray());
        return Encoding.UTF8.GetBytes($$"""{"id":{{request.Id}},"method":"{{verb.ToUpperInvariant()}}","params":{{streams}}}""");
    }

    private static Instrument? ReadDetails(JsonElement details) =>
        details.Text("symbol") is { Length: > 0 } name && details.Text("base_currency") is { Length: > 0 } coin &&
        details.Text("quote_currency") is { Length: > 0 } quote
            ? Listed(
                new(Id, name.ToUpperInvariant()),
                BaseCoin.FromVenue(Id, coin),
                quote.ToUpperInvariant(),
                details.Text("product_type") == "swap",
                details.Text("status") == "open")
            : null;

    private static Instrument Listed(MarketId market, string coin, string quote, bool isPerpetual, bool isTrading) => isPerpetual
        ? new(market, MarketKind.Perp, ContractKind.Linear, coin, quote, 1, isTrading)
        : new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, isTrading);

    private static bool IsPerpetual(MarketId market) => MarketClassifier.Classify(market) == MarketKind.Perp;
}
