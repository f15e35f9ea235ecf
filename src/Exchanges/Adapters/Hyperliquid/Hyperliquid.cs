using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Hyperliquid;

/// <summary>
/// Hyperliquid perpetuals: single prints in base units with unique ids, no history to ask for. Written from the venue's documentation alone;
/// no recorded frame has confirmed it yet.
/// </summary>
internal sealed class Hyperliquid : IExchangeAdapter, IOpenInterestSource, ITurnoverSource
{
    internal const string Id = "HYPERLIQUID";

    private static readonly RestCall Contexts = new("main", "/info") { Post = """{"type":"metaAndAssetCtxs"}""", Weight = 20 };

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("main", new("wss://api.hyperliquid.xyz/ws"))],
        Rests = [new("main", new("https://api.hyperliquid.xyz")) { Budget = new(1_200, TimeSpan.FromMinutes(1)) }],
        StreamsPerConnection = 100,
        StreamsPerMessage = 1,
        MessagesPerSecond = 30,
        Refusals = new() { NotAllowed = ["cannot subscribe to more"], Gone = ["invalid subscription"] },
        Heartbeat = new(TimeSpan.FromSeconds(30), """{"method":"ping"}"""u8.ToArray()),
        StaleAfter = TimeSpan.FromSeconds(75),
    };

    public IReadOnlyList<RestCall> InstrumentCalls { get; } = [Contexts];

    public TimeSpan OpenInterestEvery => TimeSpan.FromSeconds(15);

    public IReadOnlyList<RestCall> TurnoverCalls { get; } = [Contexts];

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Connection;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    // Names such as @107 are spot pairs, which are not read.
    public Instrument? Assume(MarketId market) => market.Symbol.StartsWith('@') || market.Symbol.Contains('/') ? null : Perpetual(market.Symbol, isTrading: true);

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => JsonFrame.Parse(frame, session, sink, HyperliquidFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => HyperliquidRest.TryReadInstruments(body, instruments);

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) => [Contexts];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => HyperliquidRest.TryReadOpenInterest(body, values);

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => HyperliquidRest.TryReadTurnover(body, turnover);

    internal static Instrument Perpetual(string name, bool isTrading) =>
        new(new(Id, name), MarketKind.Perp, ContractKind.Linear, BaseCoin.FromVenue(Id, name), "USDC", 1, isTrading);

    private static byte[] Write(string method, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("method", method);
        json.WriteObject("subscription", () =>
        {
            json.WriteString("type", "trades");
            json.WriteString("coin", request.Markets[0].Market.Symbol);
        });
    });
}
