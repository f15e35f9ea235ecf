using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Huobi;

/// <summary>Reads the messages that HTX's spot and swap streams have in common; they are gzip, recordings also show them unpacked.</summary>
internal static class HuobiFrames
{
    /// <summary>The venue gives one code for every bad request: its words tell.</summary>
    public static RefusalRules Refusals { get; } = new() { Busy = ["429", "too-many-request"], Gone = ["invalid-symbol", "invalid topic"] };

    private static ReadOnlySpan<byte> TopicStart => "market."u8;

    private static ReadOnlySpan<byte> TopicEnd => ".trade.detail"u8;

    /// <summary>Reads a message.</summary>
    public static FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink)
    {
        var text = frame;
        return GzipText.IsOne(frame) && !GzipText.TryUnpack(frame, session, out text)
            ? session.Malformed(RejectReason.Syntax)
            : JsonFrame.Parse(text, session, sink, Read);
    }

    /// <summary>Reads one trade of a push or of a REST answer, from its start to its end.</summary>
    public static Print ReadTrade(scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> idText)
    {
        long tradeId = 0, id = 0, time = 0;
        double price = double.NaN, amount = double.NaN;
        var side = AggressorSide.Unknown;
        idText = default;
        while (json.TryReadProperty())
        {
            // Spot rows carry both ids: the first is contiguous, the second has up to 27 digits.
            if (json.NameIs("tradeId"u8) || json.NameIs("trade-id"u8))
            {
                tradeId = json.ReadInt64();
            }
            else if (json.NameIs("id"u8))
            {
                id = json.ReadTradeId(out idText);
            }
            else if (json.NameIs("ts"u8))
            {
                time = json.ReadInt64();
            }
            else if (json.NameIs("amount"u8))
            {
                amount = json.ReadDecimal();
            }
            else if (json.NameIs("price"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("direction"u8))
            {
                side = NamedSide.OfLower(json.ReadText());
            }
            else
            {
                json.Skip();
            }
        }

        idText = tradeId > 0 ? default : idText;
        return new(tradeId > 0 ? tradeId : id, time, price, amount, 1, side);
    }

    private static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> channel = default;
        var answer = default(HuobiAnswer);
        while (json.TryReadProperty())
        {
            if (json.NameIs("ch"u8))
            {
                channel = json.ReadText();
            }
            else if (json.NameIs("tick"u8))
            {
                ReadTick(ref json, session);
            }
            else if (json.NameIs("data"u8))
            {
                ReadLiquidations(ref json, session);
            }
            else
            {
                answer.ReadField(ref json);
            }
        }

        if (MarketIn(channel) is { IsEmpty: false } market)
        {
            var slot = session.Find(market);
            session.Prints.Assign(slot);
            session.Prints.SortById();
            return session.IsFirstOf(slot) ? FrameKind.History : FrameKind.Trades;
        }

        return channel.IsEmpty ? Interpret(answer, session) : FrameKind.Ignored;
    }

    private static FrameKind Interpret(in HuobiAnswer answer, FeedSession session)
    {
        if (answer.Operation.SequenceEqual("notify"u8))
        {
            return answer.Topic.EndsWith(".liquidation_orders"u8) ? FrameKind.Trades : FrameKind.Ignored;
        }

        if (answer.Operation.SequenceEqual("ping"u8))
        {
            return Reply("{\"op\":\"pong\",\"ts\":"u8, answer.UnixMs, session);
        }

        if (answer.PingUnixMs > 0)
        {
            return Reply("{\"pong\":"u8, answer.PingUnixMs, session);
        }

        if (answer.Status.SequenceEqual("error"u8))
        {
            var code = Encoding.UTF8.GetString(answer.ErrorCode);
            var refusal = new Refusal($"{code}: {Encoding.UTF8.GetString(answer.ErrorText)}", code);
            session.Answers.RefuseRequest(answer.RequestId, refusal);
            return FrameKind.Refused;
        }

        if (answer.Subscribed.IsEmpty || !answer.Status.SequenceEqual("ok"u8))
        {
            return FrameKind.Ignored;
        }

        session.Answers.AcknowledgeMarket(MarketIn(answer.Subscribed));
        return FrameKind.Acknowledged;
    }

    private static FrameKind Reply(ReadOnlySpan<byte> start, long unixMs, FeedSession session)
    {
        Span<byte> text = stackalloc byte[64];
        start.CopyTo(text);
        Utf8.TryWrite(text[start.Length..], $"{unixMs}}}", out var written);
        session.Answers.Reply(text[..(start.Length + written)]);
        return FrameKind.Heartbeat;
    }

    private static ReadOnlySpan<byte> MarketIn(ReadOnlySpan<byte> topic) =>
        topic.Length > TopicStart.Length + TopicEnd.Length && topic.StartsWith(TopicStart) && topic.EndsWith(TopicEnd)
            ? topic[TopicStart.Length..^TopicEnd.Length]
            : default;

    private static void ReadTick(scoped ref Utf8JsonReader json, FeedSession session)
    {
        if (!json.TryEnterObject())
        {
            return;
        }

        while (json.TryReadProperty())
        {
            if (!json.NameIs("data"u8))
            {
                json.Skip();
            }
            else if (json.TryEnterArray())
            {
                while (json.TryEnterNextObject())
                {
                    var print = ReadTrade(ref json, out var idText);
                    session.Prints.Add(null, print, idText);
                }
            }
        }
    }

    private static void ReadLiquidations(scoped ref Utf8JsonReader json, FeedSession session)
    {
        if (!json.TryEnterArray())
        {
            return;
        }

        while (json.TryEnterNextObject())
        {
            var (slot, print) = ReadLiquidation(ref json, session);
            if (slot is not null)
            {
                session.Prints.Add(slot, print);
            }
        }
    }

    private static (MarketSlot? Slot, Print Print) ReadLiquidation(scoped ref Utf8JsonReader json, FeedSession session)
    {
        MarketSlot? slot = null;
        long time = 0;
        double price = double.NaN, volume = double.NaN;
        var side = AggressorSide.Unknown;
        while (json.TryReadProperty())
        {
            if (json.NameIs("contract_code"u8))
            {
                slot = session.Find(json.ReadText());
            }
            else if (json.NameIs("created_at"u8))
            {
                time = json.ReadInt64();
            }
            else if (json.NameIs("volume"u8))
            {
                volume = json.ReadDecimal();
            }
            else if (json.NameIs("price"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("direction"u8))
            {
                side = NamedSide.OfLower(json.ReadText());
            }
            else
            {
                json.Skip();
            }
        }

        // An order counts one side, while trades, and with them the contract size, count both.
        return (slot, new(0, time, price, volume * 2, 1, side, TradeKind.LiquidationReport));
    }
}
