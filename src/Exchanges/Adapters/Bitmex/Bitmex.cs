using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitmex;

/// <summary>
/// BitMEX, closed since September 2026: its recordings are decoded. Every trade states its base units and notional, which are taken as they
/// are: quanto contracts cannot be converted otherwise.
/// </summary>
internal sealed class Bitmex : IExchangeAdapter
{
    internal const string Id = "BITMEX";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("main", new("wss://ws.bitmex.com/realtime"), StreamsPerMarket: 2)],
        Heartbeat = new(TimeSpan.FromSeconds(5), "ping"u8.ToArray()),
        Closed = "closed on 2026-09-23",
    };

    public IReadOnlyList<RestCall> InstrumentCalls => [];

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Connection;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote) = (BaseCoin.Of(market), QuoteCurrency.Of(market));
        var isBitcoin = market.Symbol.StartsWith("XBT", StringComparison.Ordinal);
        if (MarketClassifier.Classify(market) == MarketKind.Spot)
        {
            return quote.Length == 0 ? null : new(market, MarketKind.Spot, ContractKind.Spot, coin, quote, 1, IsTrading: false);
        }

        // Dated contracts name no quote: it was the dollar for bitcoin, and mostly bitcoin for every other coin.
        var namesQuote = market.Symbol.EndsWith(quote, StringComparison.Ordinal);
        return !namesQuote && !isBitcoin ? null : new(
            market,
            MarketKind.Perp,
            isBitcoin && quote is "USD" or "EUR" ? ContractKind.Inverse : ContractKind.Linear,
            namesQuote ? coin : "BTC",
            quote,
            1,
            IsTrading: false);
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        frame.SequenceEqual("pong"u8) ? FrameKind.Heartbeat : JsonFrame.Parse(frame, session, sink, BitmexFrames.Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => BitmexRest.TryReadInstruments(body, instruments);

    private static byte[] Write(string operation, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString("op", operation);
        json.WriteTexts("args", request.Markets.SelectMany(market => new[] { $"trade:{market.Market.Symbol}", $"liquidation:{market.Market.Symbol}" }));
    });
}
