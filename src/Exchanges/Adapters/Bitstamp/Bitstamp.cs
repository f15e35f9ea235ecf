using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitstamp;

/// <summary>Bitstamp spot: single prints with rising ids that all pairs share, sizes in base units.</summary>
internal sealed class Bitstamp : IExchangeAdapter, ITradeHistory
{
    internal const string Id = "BITSTAMP";

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

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => BitstampRest.TryReadInstruments(body, instruments);

    public RestCall? NextTrades(Instrument instrument, TradeSearch search) => BitstampHistory.NextTrades(instrument, search);

    public void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search) => BitstampHistory.ReadTrades(body, search);

    private static byte[] Write(string verb, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("event", verb);
        json.WriteObject("data", () => json.WriteString("channel", $"live_trades_{request.Markets[0].Market.Symbol}"));
    });
}
