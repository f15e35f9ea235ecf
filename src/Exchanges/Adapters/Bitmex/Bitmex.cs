using System.Buffers;
using System.Text.Json;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitmex;

/// <summary>
/// BitMEX, closed since September 2026: its recordings are decoded. Every trade states its base units and notional, which are taken as they
/// are: quanto contracts cannot be converted otherwise.
/// </summary>
internal sealed class Bitmex : IExchangeAdapter
{
    private const string Id = "BITMEX";

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

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || !root.Objects().Any(row => row.TryGetProperty("rootSymbol", out _)))
            {
                return false;
            }

            foreach (var instrument in root.Objects().Select(ReadInstrument).OfType<Instrument>())
            {
                instruments.Add(instrument);
            }

            return true;
        }
    }

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var (symbol, coin, quote) = (row.Text("symbol"), row.Text("underlying"), row.Text("quoteCurrency").ToUpperInvariant());
        var isInverse = row.IsTrue("isInverse");
        (MarketKind Kind, ContractKind Contract)? found = row.Text("typ") switch
        {
            "FFWCSX" or "FFCCSX" => (MarketKind.Perp, isInverse ? ContractKind.Inverse : ContractKind.Linear),
            "IFXXXP" => (MarketKind.Spot, ContractKind.Spot),
            _ => null,
        };
        return found is not { } market || symbol.Length == 0 || coin.Length == 0 || quote.Length == 0 ? null : new(
            new(Id, symbol),
            market.Kind,
            market.Contract,
            BaseCoin.FromVenue(Id, coin),
            quote == "XBT" ? "BTC" : quote,
            1,
            row.Text("state") == "Open");
    }

    private static byte[] Write(string operation, SubscriptionRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("op", operation);
        json.WriteStartArray("args");
        foreach (var market in request.Markets)
        {
            json.WriteStringValue($"trade:{market.Market.Symbol}");
            json.WriteStringValue($"liquidation:{market.Market.Symbol}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
