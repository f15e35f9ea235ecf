using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Bybit;

/// <summary>Reads the messages of Bybit's public streams.</summary>
internal static class BybitFrames
{
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> topic = default, operation = default, message = default;
        bool? success = null;
        var request = 0L;
        while (json.TryReadProperty())
        {
            if (json.NameIs("topic"u8))
            {
                topic = json.ReadText();
            }
            else if (json.NameIs("data"u8))
            {
                ReadRows(ref json, session);
            }
            else if (json.NameIs("success"u8))
            {
                success = json.ReadBoolean();
            }
            else if (json.NameIs("ret_msg"u8))
            {
                message = json.ReadText();
            }
            else if (json.NameIs("op"u8))
            {
                operation = json.ReadText();
            }
            else if (json.NameIs("req_id"u8))
            {
                request = json.ReadInt64();
            }
            else
            {
                json.Skip();
            }
        }

        return topic.IsEmpty ? Answer(session, operation, message, success, request) : KindOf(topic, session.Prints);
    }

    // Every message of trades says "snapshot", yet is live.
    private static FrameKind KindOf(ReadOnlySpan<byte> topic, PrintBuffer prints)
    {
        if (topic.StartsWith("publicTrade."u8))
        {
            return FrameKind.Trades;
        }

        if (!topic.StartsWith("allLiquidation."u8))
        {
            return FrameKind.Ignored;
        }

        for (var i = 0; i < prints.Count; i++)
        {
            // The side is that of the position that is closed by force.
            var side = prints[i].Side switch
            {
                AggressorSide.Buy => AggressorSide.Sell,
                AggressorSide.Sell => AggressorSide.Buy,
                _ => AggressorSide.Unknown,
            };
            prints[i] = prints[i] with { Id = 0, Count = 1, Side = side, Kind = TradeKind.LiquidationReport };
        }

        return FrameKind.Trades;
    }

    private static FrameKind Answer(
        FeedSession session, ReadOnlySpan<byte> operation, ReadOnlySpan<byte> message, bool? success, long request)
    {
        if (operation.SequenceEqual("pong"u8) || message.SequenceEqual("pong"u8))
        {
            return FrameKind.Heartbeat;
        }

        if (success == true && operation.EndsWith("subscribe"u8))
        {
            session.Answers.Acknowledge(request);
            return FrameKind.Acknowledged;
        }

        if (success != false)
        {
            return FrameKind.Ignored;
        }

        var reason = message.IsEmpty ? "refused without a reason" : Encoding.UTF8.GetString(message);
        session.Answers.RefuseRequest(request, new(reason));
        return FrameKind.Refused;
    }

    private static void ReadRows(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.TryEnterArray())
        {
            while (json.TryEnterNextObject())
            {
                ReadRow(ref json, session);
            }
        }
    }

    private static void ReadRow(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> symbol = default, idText = default;
        var (id, time, price, size) = (0L, 0L, double.NaN, double.NaN);
        var side = AggressorSide.Unknown;
        var isBlock = false;
        while (json.TryReadProperty())
        {
            if (json.NameIs("T"u8))
            {
                time = json.ReadInt64();
            }
            else if (json.NameIs("s"u8))
            {
                symbol = json.ReadText();
            }
            else if (json.NameIs("S"u8))
            {
                side = NamedSide.OfTitle(json.ReadText());
            }
            else if (json.NameIs("v"u8))
            {
                size = json.ReadDecimal();
            }
            else if (json.NameIs("p"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("i"u8))
            {
                id = json.ReadTradeId(out idText);
            }
            else if (json.NameIs("BT"u8))
            {
                isBlock = json.ReadBoolean() == true;
            }
            else
            {
                json.Skip();
            }
        }

        if (isBlock)
        {
            session.Reject(RejectReason.OrderClass);
            return;
        }

        // A trade without its id would be counted twice after a reconnect: no fills, which is refused.
        session.Prints.Add(session.Find(symbol), new(id, time, price, size, id == 0 ? 0 : 1, side), idText);
    }
}
