using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitstamp;

/// <summary>Bitstamp spot: single prints with rising ids that all pairs share, sizes in base units.</summary>
internal sealed class Bitstamp : IExchangeAdapter, ITradeHistory
{
    private const string Id = "BITSTAMP";

    // Lists of past trades reach back by one of these, from the moment of asking.
    private static readonly (string Name, long Ms)[] Windows = [("minute", 60_000), ("hour", 3_600_000), ("day", 86_400_000)];

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("main", new("wss://ws.bitstamp.net"))],
        Rests = [new("main", new("https://www.bitstamp.net")) { Budget = new(10_000, TimeSpan.FromMinutes(10)) }],
        StreamsPerConnection = 50,
        StreamsPerMessage = 1,
        MessagesPerSecond = 10,
        Refusals = new() { NotAllowed = ["4009"], Gone = ["bad subscription string"] },
        Heartbeat = new(TimeSpan.FromSeconds(30), """{"event":"bts:heartbeat"}"""u8.ToArray()),
        StaleAfter = TimeSpan.FromSeconds(75),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/api/v2/trading-pairs-info/")];

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Overlap;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market) => QuoteCurrency.Of(market) is { Length: > 0 } quote
        ? new(market, MarketKind.Spot, ContractKind.Spot, BaseCoin.Of(market), quote, 1, IsTrading: true)
        : null;

    public byte[] Subscribe(SubscriptionRequest request) => Write("bts:subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("bts:unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => JsonFrame.Parse(frame, session, sink, BitstampFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => RestJson.TryRead(body, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var pairs = root.Objects().Where(pair => pair.Text("url_symbol").Length > 0).ToArray();
        foreach (var instrument in pairs.Select(ReadPair).OfType<Instrument>())
        {
            instruments.Add(instrument);
        }

        return pairs.Length > 0 || root.GetArrayLength() == 0;
    });

    public RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        var widthMs = gap.AfterUnixMs > 0 && gap.BeforeUnixMs > 0 ? gap.AfterUnixMs - gap.BeforeUnixMs : Windows[0].Ms;

        // Half a window is kept for the time between the gap and the asking; a window that does not reach is followed by the next.
        var first = Math.Min(Windows.TakeWhile(window => window.Ms < widthMs * 2).Count(), Windows.Length - 1);
        var at = first + search.Pages;
        return search.ReachesBack || at >= Windows.Length ? null : TradesCall(instrument, Windows[at].Name);
    }

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => RestJson.ReadPage(body, search, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var row in root.Objects())
        {
            var side = row.TryGetProperty("type", out var type) ? BitstampFrames.SideOf(Encoding.UTF8.GetBytes(type.ToString())) : AggressorSide.Unknown;
            var id = row.Int64("tid");
            search.Add(new(id, row.Int64("date") * 1000, row.Decimal("price"), row.Decimal("amount"), id > 0 ? 1 : 0, side));
        }

        return true;
    });

    private static RestCall TradesCall(Instrument instrument, string window) =>
        new("main", $"/api/v2/transactions/{instrument.Market.Symbol}/?time={window}");

    private static byte[] Write(string verb, SubscriptionRequest request) =>
        Encoding.UTF8.GetBytes($$$"""{"event":"{{{verb}}}","data":{"channel":"live_trades_{{{request.Markets[0].Market.Symbol}}}"}}""");

    private static Instrument? ReadPair(JsonElement pair)
    {
        var parts = pair.Text("name").Split('/');

        // Perpetuals carry a suffix; they are thin and not followed.
        return parts is [{ Length: > 0 } coin, { Length: > 0 } quote] && !pair.Text("url_symbol").Contains("-perp", StringComparison.Ordinal)
            ? new(
                new(Id, pair.Text("url_symbol")),
                MarketKind.Spot,
                ContractKind.Spot,
                BaseCoin.FromVenue(Id, coin),
                quote.ToUpperInvariant(),
                1,
                pair.Text("trading") == "Enabled")
            : null;
    }
}
