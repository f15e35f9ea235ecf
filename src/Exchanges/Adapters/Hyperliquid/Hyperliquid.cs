using System.Buffers;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Hyperliquid;

/// <summary>
/// Hyperliquid perpetuals: single prints in base units with unique ids, no history to ask for. Written from the venue's documentation alone;
/// no recorded frame has confirmed it yet.
/// </summary>
internal sealed class Hyperliquid : IExchangeAdapter, IOpenInterestSource, ITurnoverSource
{
    private const string Id = "HYPERLIQUID";

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

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => JsonFrame.Parse(frame, session, sink, Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        TryReadContexts(body, (name, coin, _) => instruments.Add(Perpetual(name, !coin.IsTrue("isDelisted"))));

    public IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets) => [Contexts];

    public bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => TryReadContexts(body, (name, _, context) =>
    {
        if (NumberOf(context, "openInterest") is { } amount)
        {
            values.Add(new(new(Id, name), amount, OpenInterestUnit.Base, NumberOf(context, "markPx") ?? double.NaN));
        }
    });

    public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => TryReadContexts(body, (name, _, context) =>
    {
        if (NumberOf(context, "dayNtlVlm") is { } notional)
        {
            turnover[new(Id, name)] = notional;
        }
    });

    private static Instrument Perpetual(string name, bool isTrading) =>
        new(new(Id, name), MarketKind.Perp, ContractKind.Linear, BaseCoin.FromVenue(Id, name), "USDC", 1, isTrading);

    private static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> channel = default;
        ReadOnlySpan<byte> coin = default;
        var error = string.Empty;
        while (json.TryReadProperty())
        {
            if (json.NameIs("channel"u8))
            {
                channel = json.ReadText();
            }
            else if (json.NameIs("data"u8))
            {
                ReadData(ref json, session, ref coin, ref error);
            }
            else
            {
                json.Skip();
            }
        }

        if (channel.SequenceEqual("trades"u8))
        {
            return FrameKind.Trades;
        }

        if (channel.SequenceEqual("subscriptionResponse"u8))
        {
            session.Answers.AcknowledgeMarket(coin);
            return FrameKind.Acknowledged;
        }

        if (channel.SequenceEqual("error"u8))
        {
            session.Answers.RefuseNext(new(error));
            return FrameKind.Refused;
        }

        return channel.SequenceEqual("pong"u8) ? FrameKind.Heartbeat : FrameKind.Ignored;
    }

    // An array of trades, the subscription that was accepted, or the words of a refusal.
    private static void ReadData(scoped ref Utf8JsonReader json, FeedSession session, ref ReadOnlySpan<byte> coin, ref string error)
    {
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.StartArray:
                while (json.TryEnterNextObject())
                {
                    ReadTrade(ref json, session);
                }

                break;
            case JsonTokenType.StartObject:
                while (json.TryReadProperty())
                {
                    if (json.NameIs("subscription"u8) && json.TryEnterObject())
                    {
                        while (json.TryReadProperty())
                        {
                            if (json.NameIs("coin"u8))
                            {
                                coin = json.ReadText();
                            }
                            else
                            {
                                json.Skip();
                            }
                        }
                    }
                    else
                    {
                        json.Skip();
                    }
                }

                break;
            case JsonTokenType.String:
                error = Encoding.UTF8.GetString(json.ValueSpan);
                break;
        }
    }

    private static void ReadTrade(scoped ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> coin = default;
        ReadOnlySpan<byte> idText = default;
        var (price, size, unixMs, id, side) = (double.NaN, double.NaN, 0L, 0L, AggressorSide.Unknown);
        while (json.TryReadProperty())
        {
            if (json.NameIs("coin"u8))
            {
                coin = json.ReadText();
            }
            else if (json.NameIs("side"u8))
            {
                // B: the taker bought, A: the taker sold.
                side = json.ReadText() switch { [(byte)'B'] => AggressorSide.Buy, [(byte)'A'] => AggressorSide.Sell, _ => AggressorSide.Unknown };
            }
            else if (json.NameIs("px"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("sz"u8))
            {
                size = json.ReadDecimal();
            }
            else if (json.NameIs("time"u8))
            {
                unixMs = json.ReadInt64();
            }
            else if (json.NameIs("tid"u8))
            {
                id = json.ReadTradeId(out idText);
            }
            else
            {
                json.Skip();
            }
        }

        session.Prints.Add(session.Find(coin), new(id, unixMs, price, size, id == 0 ? 0 : 1, side), idText);
    }

    // Two arrays side by side: what the coins are called, and what is known of each.
    private static bool TryReadContexts(ReadOnlyMemory<byte> body, Action<string, JsonElement, JsonElement> read)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != 2 ||
                root[0].ValueKind != JsonValueKind.Object || root[1].ValueKind != JsonValueKind.Array ||
                !root[0].TryGetProperty("universe", out var universe) || universe.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            foreach (var (coin, context) in universe.EnumerateArray().Zip(root[1].EnumerateArray()))
            {
                if (coin.ValueKind == JsonValueKind.Object && context.ValueKind == JsonValueKind.Object && coin.Text("name") is { Length: > 0 } name)
                {
                    read(name, coin, context);
                }
            }

            return true;
        }
    }

    private static double? NumberOf(JsonElement row, string name) =>
        row.Decimal(name) is var number && double.IsFinite(number) ? number : null;

    private static byte[] Write(string method, SubscriptionRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("method", method);
        json.WriteStartObject("subscription");
        json.WriteString("type", "trades");
        json.WriteString("coin", request.Markets[0].Market.Symbol);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
