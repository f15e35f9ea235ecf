using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitfinex;

/// <summary>
/// Reads Bitfinex's messages: objects are events, arrays are <c>[channel,"te",[id,ms,±amount,price],sequence,ms]</c>. A trade comes twice,
/// as <c>te</c> at once and as <c>tu</c> a moment later: the first counts. Lists are from before the subscription.
/// </summary>
internal static class BitfinexFrames
{
    private const int LongestName = 64;
    private const int Restart = 20051;
    private const int Maintenance = 20060;
    private const int Resumed = 20061;

    public static FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        JsonFrame.Parse(frame, session, sink, Read);

    private static FrameKind Read(ref Utf8JsonReader json, FeedSession session) =>
        json.TokenType == JsonTokenType.StartObject ? ReadEvent(ref json, session) : ReadMessage(ref json, session);

    private static FrameKind ReadMessage(ref Utf8JsonReader json, FeedSession session)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.Number || !WholeNumber.TryRead(json.ValueSpan, out var channel))
        {
            json.SkipRest(0);
            return session.Malformed(RejectReason.Shape);
        }

        var slot = session.FindChannel(channel);
        json.Read();
        var kind = json.TokenType switch
        {
            JsonTokenType.String => ReadUpdate(ref json, session),
            JsonTokenType.StartArray => ReadList(ref json, session, isTrades: slot is not null),
            _ => FrameKind.Ignored,
        };
        ReadTail(ref json, session, ref slot);
        if (kind is FrameKind.Trades or FrameKind.History && !(session.Prints.Count > 0 && session.Prints[0].Kind == TradeKind.LiquidationReport))
        {
            session.Prints.Assign(slot);
        }

        return kind;
    }

    private static FrameKind ReadUpdate(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.ValueSpan.SequenceEqual("hb"u8))
        {
            return FrameKind.Heartbeat;
        }

        var isTrade = json.ValueSpan.SequenceEqual("te"u8);
        json.Read();
        if (isTrade)
        {
            return ReadTrade(ref json, session) ? FrameKind.Trades : session.Malformed(RejectReason.Shape);
        }

        json.Skip();
        return FrameKind.Ignored;
    }

    // What stands behind the content: the number of the message, its time, and in some recordings the names of channel and pair.
    private static void ReadTail(ref Utf8JsonReader json, FeedSession session, ref MarketSlot? slot)
    {
        Span<byte> name = stackalloc byte[LongestName + 1];
        for (var place = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; place++)
        {
            if (place == 0 && json.TokenType == JsonTokenType.Number && WholeNumber.TryRead(json.ValueSpan, out var sequence))
            {
                session.CountSequence(sequence);
            }
            else if (place == 3 && slot is null && json.TokenType == JsonTokenType.String && json.ValueSpan.Length <= LongestName)
            {
                name[0] = (byte)'t';
                json.ValueSpan.CopyTo(name[1..]);
                slot = session.Find(name[..(json.ValueSpan.Length + 1)]);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static FrameKind ReadList(ref Utf8JsonReader json, FeedSession session, bool isTrades)
    {
        var depth = json.CurrentDepth;
        var isReport = false;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartArray)
            {
                // A single row of another channel.
                json.SkipRest(depth);
                return FrameKind.Ignored;
            }

            if (isTrades)
            {
                ReadTrade(ref json, session);
            }
            else if (!ReadReport(ref json, session))
            {
                json.SkipRest(depth);
                return FrameKind.Ignored;
            }
            else
            {
                isReport = true;
            }
        }

        return isTrades ? FrameKind.History : isReport ? FrameKind.Trades : FrameKind.Ignored;
    }

    private static bool ReadTrade(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return false;
        }

        var depth = json.CurrentDepth;
        var id = json.ReadTradeId(out var idText);
        var time = json.ReadInt64();
        var amount = json.ReadDecimal();
        var price = json.ReadDecimal();
        json.SkipRest(depth);
        session.Prints.Add(null, new(id, time, price, Math.Abs(amount), 1, SideOf(amount)), idText);
        return true;
    }

    // ["pos",id,ms,null,symbol,±amount,base price,null,is match,is market sold,null,price]; a long position is closed by a forced sell.
    private static bool ReadReport(ref Utf8JsonReader json, FeedSession session)
    {
        var depth = json.CurrentDepth;
        if (!json.ReadText().SequenceEqual("pos"u8))
        {
            return false;
        }

        json.ReadInt64();
        var time = json.ReadInt64();
        SkipValue(ref json);
        var slot = session.Find(json.ReadText());
        var amount = json.ReadDecimal();
        var basePrice = json.ReadDecimal();
        SkipValue(ref json);
        var isMatch = json.ReadInt64() != 0;
        SkipValue(ref json);
        SkipValue(ref json);
        var price = json.ReadDecimal();
        json.SkipRest(depth);

        // A match is the execution of what was reported before.
        if (slot is not null && !isMatch)
        {
            session.Prints.Add(slot, new(
                0, time, double.IsNaN(price) ? basePrice : price, Math.Abs(amount), 1, SideOf(-amount), TradeKind.LiquidationReport));
        }

        return true;
    }

    private static FrameKind ReadEvent(ref Utf8JsonReader json, FeedSession session)
    {
        var seen = default(Event);
        while (json.TryReadProperty())
        {
            ReadField(ref json, ref seen);
        }

        if (seen.Name.SequenceEqual("subscribed"u8))
        {
            return Subscribed(seen, session);
        }

        var words = $"{seen.Code} {Encoding.UTF8.GetString(seen.Message)}";
        if (seen.Name.SequenceEqual("error"u8))
        {
            return Refused(new(words, $"{seen.Code}"), seen.Symbol, seen.HasKey, session);
        }

        if (seen.Name.SequenceEqual("info"u8) && seen.Code is Restart or Maintenance or Resumed)
        {
            session.Answers.Reconnect($"the venue asks for a new connection: {words}");
            if (seen.Code == Resumed)
            {
                // Channels are to be subscribed to anew: what they sent in between is not certain.
                session.SuspectLoss();
            }
        }

        if (seen.Name.SequenceEqual("conf"u8))
        {
            session.Answers.AcknowledgeGreeting();
            return FrameKind.Acknowledged;
        }

        return seen.Name.SequenceEqual("unsubscribed"u8) ? FrameKind.Acknowledged
            : seen.Name.SequenceEqual("pong"u8) ? FrameKind.Heartbeat
            : FrameKind.Ignored;
    }

    private static void ReadField(scoped ref Utf8JsonReader json, ref Event into)
    {
        if (json.NameIs("event"u8))
        {
            into.Name = json.ReadText();
        }
        else if (json.NameIs("channel"u8))
        {
            into.ChannelName = json.ReadText();
        }
        else if (json.NameIs("chanId"u8))
        {
            into.Channel = json.ReadInt64();
        }
        else if (json.NameIs("symbol"u8))
        {
            into.Symbol = json.ReadText();
        }
        else if (json.NameIs("msg"u8))
        {
            into.Message = json.ReadText();
        }
        else if (json.NameIs("code"u8))
        {
            into.Code = json.ReadInt64();
        }
        else
        {
            into.HasKey |= json.NameIs("key"u8);
            json.Skip();
        }
    }

    private static FrameKind Subscribed(in Event seen, FeedSession session)
    {
        if (seen.ChannelName.SequenceEqual("trades"u8))
        {
            session.BindChannel(seen.Channel, seen.Symbol);
            session.Answers.AcknowledgeMarket(seen.Symbol);
        }
        else if (seen.HasKey)
        {
            session.Answers.AcknowledgeGreeting();
        }

        return FrameKind.Acknowledged;
    }

    private static FrameKind Refused(Refusal refusal, ReadOnlySpan<byte> symbol, bool hasKey, FeedSession session)
    {
        if (!symbol.IsEmpty)
        {
            session.Answers.RefuseMarket(symbol, refusal);
        }
        else if (hasKey)
        {
            session.Answers.RefuseGreeting(refusal);
        }
        else
        {
            session.Answers.RefuseNext(refusal);
        }

        return FrameKind.Refused;
    }

    private static void SkipValue(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private static AggressorSide SideOf(double amount) =>
        amount > 0 ? AggressorSide.Buy : amount < 0 ? AggressorSide.Sell : AggressorSide.Unknown;

    private ref struct Event
    {
        public ReadOnlySpan<byte> Name;
        public ReadOnlySpan<byte> ChannelName;
        public ReadOnlySpan<byte> Symbol;
        public ReadOnlySpan<byte> Message;
        public long Channel;
        public long Code;
        public bool HasKey;
    }
}
