using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>
/// Reads Bitget's messages: <c>{"action":…,"arg":{"instType","topic","symbol"},"data":[…]}</c> and the same with the older names
/// <c>channel</c> and <c>instId</c>. A <c>snapshot</c> is past, an <c>update</c> new.
/// </summary>
internal static class BitgetFrames
{
    private const int LongestName = 64;

    private enum Topic
    {
        Other,
        Trades,
        Liquidations,
    }

    public static FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink)
    {
        if (frame.SequenceEqual("pong"u8))
        {
            return FrameKind.Heartbeat;
        }

        return JsonFrame.Parse(frame, session, sink, Read);
    }

    private static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.SkipRest(0);
            return session.Malformed(RejectReason.Shape);
        }

        ReadOnlySpan<byte> action = default, happening = default, message = default;
        var arg = default(Arg);
        var (code, hasData) = (0L, false);
        while (json.TryReadProperty())
        {
            if (json.NameIs("action"u8))
            {
                action = json.ReadText();
            }
            else if (json.NameIs("event"u8))
            {
                happening = json.ReadText();
            }
            else if (json.NameIs("arg"u8))
            {
                arg = ReadArg(ref json);
            }
            else if (json.NameIs("data"u8))
            {
                hasData = true;
                ReadRows(ref json, session);
            }
            else if (json.NameIs("code"u8))
            {
                code = json.ReadInt64();
            }
            else if (json.NameIs("msg"u8))
            {
                message = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        if (!happening.IsEmpty)
        {
            return Answer(happening, arg, code, message, session);
        }

        return hasData ? Conclude(action, arg, session) : FrameKind.Ignored;
    }

    private static Arg ReadArg(scoped ref Utf8JsonReader json)
    {
        var arg = default(Arg);
        if (!json.TryEnterObject())
        {
            return arg;
        }

        while (json.TryReadProperty())
        {
            if (json.NameIs("instType"u8))
            {
                var type = json.ReadText();
                arg.IsSpot = type.SequenceEqual("spot"u8) || type.SequenceEqual("SPOT"u8);
            }
            else if (json.NameIs("topic"u8) || json.NameIs("channel"u8))
            {
                var topic = json.ReadText();
                arg.Topic = topic.SequenceEqual("publicTrade"u8) || topic.SequenceEqual("trade"u8) ? Topic.Trades
                    : topic.SequenceEqual("liquidation"u8) ? Topic.Liquidations
                    : Topic.Other;
            }
            else if (json.NameIs("symbol"u8) || json.NameIs("instId"u8))
            {
                arg.Symbol = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        return arg;
    }

    // The rows may stand before the words that tell what they are.
    private static void ReadRows(ref Utf8JsonReader json, FeedSession session)
    {
        if (!json.TryEnterArray())
        {
            return;
        }

        while (json.TryEnterNextObject())
        {
            ReadRow(ref json, session);
        }
    }

    private static void ReadRow(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> idText = default, side = default, symbol = default;
        var (id, time, price, size, amount) = (0L, 0L, double.NaN, double.NaN, double.NaN);
        while (json.TryReadProperty())
        {
            if (json.NameIs("i"u8) || json.NameIs("tradeId"u8))
            {
                id = json.ReadTradeId(out idText);
            }
            else if (json.NameIs("T"u8) || json.NameIs("ts"u8))
            {
                time = json.ReadInt64();
            }
            else if (json.NameIs("p"u8) || json.NameIs("price"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("v"u8) || json.NameIs("size"u8))
            {
                size = json.ReadDecimal();
            }
            else if (json.NameIs("amount"u8))
            {
                amount = json.ReadDecimal();
            }
            else if (json.NameIs("S"u8) || json.NameIs("side"u8))
            {
                side = json.ReadText();
            }
            else if (json.NameIs("symbol"u8))
            {
                symbol = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        if (double.IsNaN(amount))
        {
            session.Prints.Add(null, new(id, time, price, size, 1, SideOf(side)), idText);
        }
        else if (session.Find(symbol) is { } slot)
        {
            // A report states quote units and the side of the position, whose forced order is on the other.
            session.Prints.Add(slot, new(0, time, price, amount / price, 1, Opposite(SideOf(side)), TradeKind.LiquidationReport));
        }
    }

    private static FrameKind Conclude(ReadOnlySpan<byte> action, in Arg arg, FeedSession session)
    {
        if (arg.Topic == Topic.Liquidations)
        {
            return FrameKind.Trades;
        }

        if (arg.Topic != Topic.Trades)
        {
            return FrameKind.Ignored;
        }

        Span<byte> name = stackalloc byte[LongestName + Bitget.SpotSuffix.Length];
        session.Prints.Assign(session.Find(NameOf(arg, name)));
        return action.SequenceEqual("update"u8) ? FrameKind.Trades
            : action.SequenceEqual("snapshot"u8) ? FrameKind.History
            : session.Malformed(RejectReason.Shape);
    }

    private static FrameKind Answer(ReadOnlySpan<byte> happening, in Arg arg, long code, ReadOnlySpan<byte> message, FeedSession session)
    {
        Span<byte> buffer = stackalloc byte[LongestName + Bitget.SpotSuffix.Length];
        var name = arg.Topic == Topic.Trades ? NameOf(arg, buffer) : default;
        if (happening.SequenceEqual("subscribe"u8))
        {
            if (!name.IsEmpty)
            {
                session.Answers.AcknowledgeMarket(name);
            }

            return FrameKind.Acknowledged;
        }

        if (!happening.SequenceEqual("error"u8))
        {
            return happening.SequenceEqual("unsubscribe"u8) ? FrameKind.Acknowledged : FrameKind.Ignored;
        }

        var reason = $"{code} {Encoding.UTF8.GetString(message)}";
        if (!name.IsEmpty)
        {
            session.Answers.RefuseMarket(name, reason);
        }
        else if (arg.Topic != Topic.Liquidations)
        {
            session.Answers.RefuseNext(reason);
        }

        return FrameKind.Refused;
    }

    private static ReadOnlySpan<byte> NameOf(in Arg arg, Span<byte> buffer)
    {
        if (!arg.IsSpot || arg.Symbol.Length is 0 or > LongestName)
        {
            return arg.Symbol;
        }

        arg.Symbol.CopyTo(buffer);
        "-SPOT"u8.CopyTo(buffer[arg.Symbol.Length..]);
        return buffer[..(arg.Symbol.Length + Bitget.SpotSuffix.Length)];
    }

    /// <summary>Side of a trade, or of a position, in either letter case.</summary>
    public static AggressorSide SideOf(ReadOnlySpan<byte> text) =>
        Ascii.EqualsIgnoreCase(text, "buy"u8) || Ascii.EqualsIgnoreCase(text, "long"u8) ? AggressorSide.Buy
        : Ascii.EqualsIgnoreCase(text, "sell"u8) || Ascii.EqualsIgnoreCase(text, "short"u8) ? AggressorSide.Sell
        : AggressorSide.Unknown;

    private static AggressorSide Opposite(AggressorSide side) => side switch
    {
        AggressorSide.Buy => AggressorSide.Sell,
        AggressorSide.Sell => AggressorSide.Buy,
        _ => AggressorSide.Unknown,
    };

    private ref struct Arg
    {
        public bool IsSpot;
        public Topic Topic;
        public ReadOnlySpan<byte> Symbol;
    }
}
