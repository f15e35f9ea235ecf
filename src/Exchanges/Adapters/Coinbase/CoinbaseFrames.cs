using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Coinbase;

/// <summary>Reads the messages of Coinbase's two feeds.</summary>
internal static class CoinbaseFrames
{
    /// <summary>Reads a message: <c>type</c> tells on the Exchange feed, <c>channel</c> on the Advanced Trade feed.</summary>
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return session.Malformed(RejectReason.Shape);
        }

        var trade = new Row { Price = double.NaN, Size = double.NaN };
        ReadOnlySpan<byte> type = default, channel = default, message = default, reason = default;
        var list = default(Utf8JsonReader);
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
            else if (json.NameIs("message"u8))
            {
                message = json.ReadText();
            }
            else if (json.NameIs("reason"u8))
            {
                reason = json.ReadText();
            }
            else if (json.NameIs("channels"u8) || json.NameIs("events"u8))
            {
                // What the list means stands in a property that may follow: it is read at the end.
                list = json;
                json.Skip();
            }
            else
            {
                trade.Read(ref json);
            }
        }

        return channel.IsEmpty || !type.IsEmpty
            ? Interpret(type, trade, message, reason, list, session)
            : InterpretChannel(channel, list, session);
    }

    private static FrameKind Interpret(
        ReadOnlySpan<byte> type, in Row trade, ReadOnlySpan<byte> message, ReadOnlySpan<byte> reason, Utf8JsonReader list, FeedSession session)
    {
        if (type.SequenceEqual("match"u8) || type.SequenceEqual("last_match"u8))
        {
            trade.AddTo(session);
            return type.Length == "match".Length ? FrameKind.Trades : FrameKind.History;
        }

        if (type.SequenceEqual("heartbeat"u8))
        {
            return FrameKind.Heartbeat;
        }

        if (type.SequenceEqual("subscriptions"u8))
        {
            AcknowledgeChannels(list, session);
            return FrameKind.Acknowledged;
        }

        if (type.SequenceEqual("error"u8))
        {
            session.Answers.RefuseNext(new($"{Encoding.UTF8.GetString(message)}: {Encoding.UTF8.GetString(reason)}"));
            return FrameKind.Refused;
        }

        return FrameKind.Ignored;
    }

    private static FrameKind InterpretChannel(ReadOnlySpan<byte> channel, Utf8JsonReader list, FeedSession session)
    {
        if (channel.SequenceEqual("heartbeats"u8))
        {
            return FrameKind.Heartbeat;
        }

        var isTrades = channel.SequenceEqual("market_trades"u8);
        var isAnswer = channel.SequenceEqual("subscriptions"u8);
        if (!(isTrades || isAnswer) || list.TokenType != JsonTokenType.PropertyName || !list.TryEnterArray())
        {
            return isAnswer ? FrameKind.Acknowledged : FrameKind.Ignored;
        }

        if (isAnswer)
        {
            AcknowledgeEvents(ref list, session);
            return FrameKind.Acknowledged;
        }

        var isLive = false;
        while (list.TryEnterNextObject())
        {
            isLive |= ReadEvent(ref list, session);
        }

        return isLive ? FrameKind.Trades : FrameKind.History;
    }

    // A frame may hold a snapshot, which is past, and an update beside it. What an event is may stand behind its trades.
    private static bool ReadEvent(ref Utf8JsonReader list, FeedSession session)
    {
        var isPast = false;
        var trades = default(Utf8JsonReader);
        while (list.TryReadProperty())
        {
            if (list.NameIs("type"u8))
            {
                isPast = list.ReadText().SequenceEqual("snapshot"u8);
                continue;
            }

            trades = list.NameIs("trades"u8) ? list : trades;
            list.Skip();
        }

        if (!isPast && trades.TokenType == JsonTokenType.PropertyName)
        {
            ReadTrades(ref trades, session);
        }

        return !isPast;
    }

    private static void AcknowledgeEvents(ref Utf8JsonReader list, FeedSession session)
    {
        while (list.TryEnterNextObject())
        {
            while (list.TryReadProperty())
            {
                if (list.NameIs("subscriptions"u8))
                {
                    AcknowledgeSubscriptions(ref list, session);
                }
                else
                {
                    list.Skip();
                }
            }
        }
    }

    private static void ReadTrades(ref Utf8JsonReader list, FeedSession session)
    {
        if (!list.TryEnterArray())
        {
            return;
        }

        while (list.TryEnterNextObject())
        {
            var trade = new Row { Price = double.NaN, Size = double.NaN };
            while (list.TryReadProperty())
            {
                trade.Read(ref list);
            }

            trade.AddTo(session);
        }
    }

    private static void AcknowledgeSubscriptions(ref Utf8JsonReader list, FeedSession session)
    {
        if (!list.TryEnterObject())
        {
            return;
        }

        while (list.TryReadProperty())
        {
            if (list.NameIs("market_trades"u8))
            {
                AcknowledgeNames(ref list, session);
                continue;
            }

            if (list.NameIs("heartbeats"u8))
            {
                session.Answers.AcknowledgeGreeting();
            }

            list.Skip();
        }
    }

    private static void AcknowledgeChannels(Utf8JsonReader list, FeedSession session)
    {
        if (list.TokenType != JsonTokenType.PropertyName || !list.TryEnterArray())
        {
            return;
        }

        while (list.TryEnterNextObject())
        {
            ReadOnlySpan<byte> name = default;
            var products = default(Utf8JsonReader);
            while (list.TryReadProperty())
            {
                if (list.NameIs("name"u8))
                {
                    name = list.ReadText();
                    continue;
                }

                products = list.NameIs("product_ids"u8) ? list : products;
                list.Skip();
            }

            if (name.SequenceEqual("matches"u8) && products.TokenType == JsonTokenType.PropertyName)
            {
                AcknowledgeNames(ref products, session);
            }
        }
    }

    private static void AcknowledgeNames(ref Utf8JsonReader list, FeedSession session)
    {
        if (!list.TryEnterArray())
        {
            return;
        }

        while (list.TryReadNextName(out var name))
        {
            session.Answers.AcknowledgeMarket(name);
        }
    }

    /// <summary>The fields of one trade.</summary>
    private ref struct Row
    {
        public ReadOnlySpan<byte> Product;
        public ReadOnlySpan<byte> MakerSide;
        public long TradeId;
        public long UnixMs;
        public double Price;
        public double Size;

        public void Read(scoped ref Utf8JsonReader json)
        {
            if (json.NameIs("product_id"u8))
            {
                Product = json.ReadText();
            }
            else if (json.NameIs("trade_id"u8))
            {
                TradeId = json.ReadInt64();
            }
            else if (json.NameIs("price"u8))
            {
                Price = json.ReadDecimal();
            }
            else if (json.NameIs("size"u8))
            {
                Size = json.ReadDecimal();
            }
            else if (json.NameIs("time"u8))
            {
                UnixMs = IsoTime.ToUnixMs(json.ReadText());
            }
            else if (json.NameIs("side"u8))
            {
                MakerSide = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        // A print without an id counts for no fill and is refused.
        public readonly void AddTo(FeedSession session) => session.Prints.Add(
            session.Find(Product),
            new(TradeId, UnixMs, Price, Size, TradeId > 0 ? 1 : 0, NamedSide.Opposite(NamedSide.Of(MakerSide))));
    }
}
