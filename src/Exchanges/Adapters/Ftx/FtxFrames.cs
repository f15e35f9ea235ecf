using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Ftx;

/// <summary>Reads FTX's messages.</summary>
internal static class FtxFrames
{
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
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
