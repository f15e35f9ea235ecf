using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitget;

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

        var message = default(Message);
        while (json.TryReadProperty())
        {
            ReadField(ref json, session, ref message);
        }

        if (!message.Event.IsEmpty)
        {
            return Answer(message, session);
        }

        return message.HasData ? Conclude(message.Action, message.Arg, session) : FrameKind.Ignored;
    }

    private static void ReadField(scoped ref Utf8JsonReader json, FeedSession session, ref Message into)
    {
        if (json.NameIs("action"u8))
        {
            into.Action = json.ReadText();
        }
        else if (json.NameIs("event"u8))
        {
            into.Event = json.ReadText();
        }
        else if (json.NameIs("arg"u8))
        {
            into.Arg = ReadArg(ref json);
        }
        else if (json.NameIs("data"u8))
        {
            into.HasData = true;
            ReadRows(ref json, session);
        }
        else if (json.NameIs("code"u8))
        {
            into.Code = json.ReadInt64();
        }
        else if (json.NameIs("msg"u8))
        {
            into.Text = json.ReadText();
        }
        else
        {
            json.Skip();
        }
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
    private static void ReadRows(scoped ref Utf8JsonReader json, FeedSession session)
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

    private static void ReadRow(scoped ref Utf8JsonReader json, FeedSession session)
    {
        var row = new Row { Price = double.NaN, Size = double.NaN, Amount = double.NaN };
        while (json.TryReadProperty())
        {
            ReadRowField(ref json, ref row);
        }

        if (double.IsNaN(row.Amount))
        {
            session.Prints.Add(null, new(row.Id, row.UnixMs, row.Price, row.Size, 1, SideOf(row.Side)), row.IdText);
        }
        else if (session.Find(row.Symbol) is { } slot)
        {
            // A report states quote units and the side of the position, whose forced order is on the other.
            session.Prints.Add(
                slot, new(0, row.UnixMs, row.Price, row.Amount / row.Price, 1, NamedSide.Opposite(SideOf(row.Side)), TradeKind.LiquidationReport));
        }
    }

    private static void ReadRowField(scoped ref Utf8JsonReader json, ref Row into)
    {
        if (json.NameIs("i"u8) || json.NameIs("tradeId"u8))
        {
            into.Id = json.ReadTradeId(out into.IdText);
        }
        else if (json.NameIs("T"u8) || json.NameIs("ts"u8))
        {
            into.UnixMs = json.ReadInt64();
        }
        else if (json.NameIs("p"u8) || json.NameIs("price"u8))
        {
            into.Price = json.ReadDecimal();
        }
        else if (json.NameIs("v"u8) || json.NameIs("size"u8))
        {
            into.Size = json.ReadDecimal();
        }
        else if (json.NameIs("amount"u8))
        {
            into.Amount = json.ReadDecimal();
        }
        else if (json.NameIs("S"u8) || json.NameIs("side"u8))
        {
            into.Side = json.ReadText();
        }
        else if (json.NameIs("symbol"u8))
        {
            into.Symbol = json.ReadText();
        }
        else
        {
            json.Skip();
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

    private static FrameKind Answer(in Message message, FeedSession session)
    {
        var arg = message.Arg;
        Span<byte> buffer = stackalloc byte[LongestName + Bitget.SpotSuffix.Length];
        var name = arg.Topic == Topic.Trades ? NameOf(arg, buffer) : default;
        if (message.Event.SequenceEqual("subscribe"u8))
        {
            if (!name.IsEmpty)
            {
                session.Answers.AcknowledgeMarket(name);
            }
            else if (arg.Topic == Topic.Liquidations)
            {
                session.Answers.AcknowledgeGreeting();
            }

            return FrameKind.Acknowledged;
        }

        if (!message.Event.SequenceEqual("error"u8))
        {
            return message.Event.SequenceEqual("unsubscribe"u8) ? FrameKind.Acknowledged : FrameKind.Ignored;
        }

        var refusal = new Refusal($"{message.Code} {Encoding.UTF8.GetString(message.Text)}", $"{message.Code}");
        if (!name.IsEmpty)
        {
            session.Answers.RefuseMarket(name, refusal);
        }
        else if (arg.Topic == Topic.Liquidations)
        {
            session.Answers.RefuseGreeting(refusal);
        }
        else
        {
            session.Answers.RefuseNext(refusal);
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

    private ref struct Message
    {
        public ReadOnlySpan<byte> Action;
        public ReadOnlySpan<byte> Event;
        public ReadOnlySpan<byte> Text;
        public Arg Arg;
        public long Code;
        public bool HasData;
    }

    private ref struct Row
    {
        public ReadOnlySpan<byte> IdText;
        public ReadOnlySpan<byte> Side;
        public ReadOnlySpan<byte> Symbol;
        public long Id;
        public long UnixMs;
        public double Price;
        public double Size;
        public double Amount;
    }

    private ref struct Arg
    {
        public bool IsSpot;
        public Topic Topic;
        public ReadOnlySpan<byte> Symbol;
    }
}
