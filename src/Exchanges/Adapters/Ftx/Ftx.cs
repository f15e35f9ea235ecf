using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Ftx;

/// <summary>FTX, for recordings: spot, perpetuals and dated futures, sizes in base units. The venue is gone.</summary>
internal sealed class Ftx : IExchangeAdapter
{
    private const string Id = "FTX";

    public ExchangeDescriptor Descriptor { get; } = new(Id)
    {
        Endpoints = [new("main", new("wss://ftx.com/ws/"))],
        StreamsPerMessage = 1,
        Closed = "closed in November 2022",
    };

    public IReadOnlyList<RestCall> InstrumentCalls => [];

    public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

    public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Connection;

    public string WireSymbol(MarketId market) => market.Symbol;

    public MarketId MarketOf(string endpoint, string wireSymbol) => new(Id, wireSymbol);

    public Instrument? Assume(MarketId market)
    {
        var (coin, quote, kind) = (BaseCoin.Of(market), QuoteCurrency.Of(market), MarketClassifier.Classify(market));

        // Contracts on the size of a move have a price of their own.
        var isMove = market.Symbol.Contains("-MOVE", StringComparison.Ordinal);
        return isMove || coin.Length == 0 || quote.Length == 0 ? null : Listed(market, kind, coin, quote);
    }

    public byte[] Subscribe(SubscriptionRequest request) => Write("subscribe", request);

    public byte[] Unsubscribe(SubscriptionRequest request) => Write("unsubscribe", request);

    public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        JsonFrame.Parse(frame, session, sink, Read);

    public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("result", out var list) || list.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            var rows = list.EnumerateArray()
                .Where(row => row.ValueKind == JsonValueKind.Object && row.TryGetProperty("baseCurrency", out _))
                .ToArray();
            foreach (var instrument in rows.Select(ReadInstrument).OfType<Instrument>())
            {
                instruments.Add(instrument);
            }

            return rows.Length > 0;
        }
    }

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var market = new MarketId(Id, row.Text("name"));
        var (coin, quote) = (row.Text("baseCurrency"), row.Text("quoteCurrency"));
        return row.Text("type") switch
        {
            "spot" when coin.Length > 0 && quote.Length > 0 => Listed(market, MarketKind.Spot, BaseCoin.FromVenue(Id, coin), quote),
            "future" when market.Symbol.EndsWith("-PERP", StringComparison.Ordinal) && row.Text("underlying").Length > 0 =>
                Listed(market, MarketKind.Perp, BaseCoin.FromVenue(Id, row.Text("underlying")), "USD"),
            _ => null,
        };
    }

    private static Instrument Listed(MarketId market, MarketKind kind, string coin, string quote) =>
        new(market, kind, kind == MarketKind.Spot ? ContractKind.Spot : ContractKind.Linear, coin, quote, 1, IsTrading: false);

    private static byte[] Write(string operation, SubscriptionRequest request) => Encoding.UTF8.GetBytes(
        $$"""{"op":"{{operation}}","channel":"trades","market":"{{JsonEncodedText.Encode(request.Markets[0].Market.Symbol)}}"}""");

    private static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.SkipRest(0);
            return session.Malformed(RejectReason.Shape);
        }

        ReadOnlySpan<byte> type = default, channel = default, market = default, message = default;
        while (json.TryReadProperty())
        {
            if (json.NameIs("type"u8))
            {
                type = json.ReadText();
            }
            else if (json.NameIs("channel"u8))
            {
                channel = json.ReadText();
            }
            else if (json.NameIs("market"u8))
            {
                market = json.ReadText();
            }
            else if (json.NameIs("msg"u8))
            {
                message = json.ReadText();
            }
            else if (json.NameIs("data"u8))
            {
                ReadTrades(ref json, session);
            }
            else
            {
                json.Skip();
            }
        }

        return Conclude(type, channel, market, message, session);
    }

    private static FrameKind Conclude(
        ReadOnlySpan<byte> type, ReadOnlySpan<byte> channel, ReadOnlySpan<byte> market, ReadOnlySpan<byte> message, FeedSession session)
    {
        if (type.SequenceEqual("update"u8) && channel.SequenceEqual("trades"u8))
        {
            Complete(session.Find(market), session);
            return FrameKind.Trades;
        }

        if (type.SequenceEqual("subscribed"u8))
        {
            session.Answers.AcknowledgeMarket(market);
            return FrameKind.Acknowledged;
        }

        if (type.SequenceEqual("error"u8))
        {
            session.Answers.RefuseNext(new(Encoding.UTF8.GetString(message)));
            return FrameKind.Refused;
        }

        return type.SequenceEqual("unsubscribed"u8) ? FrameKind.Acknowledged
            : type.SequenceEqual("pong"u8) ? FrameKind.Heartbeat
            : FrameKind.Ignored;
    }

    // Old trades have no id.
    private static void Complete(MarketSlot? slot, FeedSession session)
    {
        session.Prints.Assign(slot);
        for (var i = 0; slot is not null && i < session.Prints.Count; i++)
        {
            if (session.Prints[i] is { Id: 0 } print)
            {
                session.Prints[i] = print with { Id = slot.Keys.Next(print.UnixMs, print.Price, print.RawSize, print.Side) };
            }
        }
    }

    private static void ReadTrades(ref Utf8JsonReader json, FeedSession session)
    {
        if (!json.TryEnterArray())
        {
            return;
        }

        while (json.TryEnterNextObject())
        {
            ReadTrade(ref json, session);
        }
    }

    private static void ReadTrade(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> idText = default;
        var (id, time, price, size) = (0L, 0L, double.NaN, double.NaN);
        var (side, kind) = (AggressorSide.Unknown, TradeKind.Market);
        while (json.TryReadProperty())
        {
            if (json.NameIs("id"u8))
            {
                id = json.ReadTradeId(out idText);
            }
            else if (json.NameIs("price"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("size"u8))
            {
                size = json.ReadDecimal();
            }
            else if (json.NameIs("side"u8))
            {
                var text = json.ReadText();
                side = text.SequenceEqual("buy"u8) ? AggressorSide.Buy : text.SequenceEqual("sell"u8) ? AggressorSide.Sell : AggressorSide.Unknown;
            }
            else if (json.NameIs("liquidation"u8))
            {
                kind = json.ReadBoolean() == true ? TradeKind.LiquidationTrade : TradeKind.Market;
            }
            else if (json.NameIs("time"u8))
            {
                time = IsoTime.ToUnixMs(json.ReadText());
            }
            else
            {
                json.Skip();
            }
        }

        session.Prints.Add(null, new(id, time, price, size, 1, side, kind), idText);
    }
}
