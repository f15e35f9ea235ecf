using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Mexc;

/// <summary>Reads MEXC's JSON messages: the answers of both sockets, and the trades of perpetuals.</summary>
internal static class MexcFrames
{
    /// <summary>Beginning of the name of a spot pair's channel.</summary>
    public const string SpotChannel = "spot@public.aggre.deals.v3.api.pb@";

    private static ReadOnlySpan<byte> SpotChannelBytes => "spot@public.aggre.deals.v3.api.pb@"u8;

    /// <summary>Reads one message from its first token to its last.</summary>
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> channel = default, symbol = default, message = default;
        long code = 0;
        while (json.TryReadProperty())
        {
            switch (json.ValueSpan)
            {
                case var name when name.SequenceEqual("channel"u8): channel = json.ReadText(); break;
                case var name when name.SequenceEqual("symbol"u8): symbol = json.ReadText(); break;
                case var name when name.SequenceEqual("msg"u8): message = json.ReadText(); break;
                case var name when name.SequenceEqual("code"u8): code = json.ReadInt64(); break;
                case var name when name.SequenceEqual("param"u8): symbol = ReadSymbol(ref json); break;
                case var name when name.SequenceEqual("data"u8): ReadData(ref json, session, ref message); break;
                default: json.Skip(); break;
            }
        }

        if (channel.SequenceEqual("push.deal"u8))
        {
            session.Prints.AssignWithKeys(session.Find(symbol));
            return FrameKind.Trades;
        }

        return channel.IsEmpty ? AnswerOfSpot(message, code, session) : AnswerOfFutures(channel, symbol, message, session);
    }

    /// <summary>Reads one trade of a perpetual, which stream and REST write alike.</summary>
    public static Print ReadTrade(scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> idText)
    {
        idText = default;
        double price = double.NaN, size = double.NaN;
        long time = 0;
        var side = AggressorSide.Unknown;
        while (json.TryReadProperty())
        {
            switch (json.ValueSpan.Length == 1 ? json.ValueSpan[0] : (byte)0)
            {
                case (byte)'p': price = json.ReadDecimal(); break;
                case (byte)'v': size = json.ReadDecimal(); break;
                case (byte)'t': time = json.ReadInt64(); break;
                case (byte)'T': side = MexcDeals.SideOf(json.ReadInt64()); break;
                case (byte)'i': json.ReadTradeId(out idText); break;
                default: json.Skip(); break;
            }
        }

        // Not every version of the interface has ids, so they are made of what all have.
        return new(0, time, price, size, 1, side);
    }

    // A refusal comes with code 0 too: only the channel itself is a yes.
    private static FrameKind AnswerOfSpot(ReadOnlySpan<byte> message, long code, FeedSession session)
    {
        if (message.SequenceEqual("PONG"u8))
        {
            return FrameKind.Heartbeat;
        }

        if (message.IsEmpty && code == 0)
        {
            return FrameKind.Ignored;
        }

        if (code != 0 || !message.StartsWith(SpotChannelBytes))
        {
            session.Answers.RefuseNext(new(code == 0 ? Encoding.UTF8.GetString(message) : $"{code}: {Encoding.UTF8.GetString(message)}", $"{code}"));
            return FrameKind.Refused;
        }

        foreach (var part in message.Split((byte)','))
        {
            var accepted = message[part];
            session.Answers.AcknowledgeMarket(accepted[(accepted.LastIndexOf((byte)'@') + 1)..]);
        }

        return FrameKind.Acknowledged;
    }

    private static FrameKind AnswerOfFutures(
        ReadOnlySpan<byte> channel, ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> message, FeedSession session)
    {
        if (channel.SequenceEqual("pong"u8))
        {
            return FrameKind.Heartbeat;
        }

        if (channel.SequenceEqual("rs.error"u8))
        {
            session.Answers.RefuseNext(new(Encoding.UTF8.GetString(message)));
            return FrameKind.Refused;
        }

        if (!channel.SequenceEqual("rs.sub.deal"u8))
        {
            return FrameKind.Ignored;
        }

        if (symbol.IsEmpty)
        {
            session.Answers.AcknowledgeNext();
        }
        else
        {
            session.Answers.AcknowledgeMarket(symbol);
        }

        return FrameKind.Acknowledged;
    }

    private static ReadOnlySpan<byte> ReadSymbol(scoped ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> symbol = default;
        if (!json.TryEnterObject())
        {
            return default;
        }

        while (json.TryReadProperty())
        {
            if (json.NameIs("symbol"u8))
            {
                symbol = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        return symbol;
    }

    // A list of trades, or the words of an answer.
    private static void ReadData(scoped ref Utf8JsonReader json, FeedSession session, ref ReadOnlySpan<byte> message)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            message = json.ValueSpan;
        }
        else if (json.TokenType == JsonTokenType.StartObject)
        {
            Add(ref json, session);
        }
        else if (json.TokenType == JsonTokenType.StartArray)
        {
            while (json.TryEnterNextObject())
            {
                Add(ref json, session);
            }
        }
    }

    private static void Add(scoped ref Utf8JsonReader json, FeedSession session)
    {
        var print = ReadTrade(ref json, out var idText);
        session.Prints.Add(null, print, idText);
    }
}
