using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.CryptoCom;

/// <summary>Reads Crypto.com's messages and the rows of trades, which stream and REST write alike.</summary>
internal static class CryptoComFrames
{
    private const long NoRequest = -1;

    /// <summary>Reads one message from its first token to its last.</summary>
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> method = default, reason = default, channel = default, instrument = default;
        long requestId = NoRequest, code = 0;
        var isOld = false;
        while (json.TryReadProperty())
        {
            switch (json.ValueSpan)
            {
                case var name when name.SequenceEqual("id"u8): requestId = json.ReadInt64(); break;
                case var name when name.SequenceEqual("method"u8): method = json.ReadText(); break;
                case var name when name.SequenceEqual("code"u8): code = json.ReadInt64(); break;
                case var name when name.SequenceEqual("message"u8): reason = json.ReadText(); break;
                case var name when name.SequenceEqual("result"u8): ReadResult(ref json, session, ref channel, ref instrument, ref isOld); break;
                default: json.Skip(); break;
            }
        }

        if (method.SequenceEqual("public/heartbeat"u8))
        {
            return Reply(requestId, session);
        }

        if (code != 0)
        {
            session.Answers.Refuse(requestId, new($"{code}: {Encoding.UTF8.GetString(reason)}", $"{code}"));
            return FrameKind.Refused;
        }

        if (!method.SequenceEqual("subscribe"u8))
        {
            return FrameKind.Ignored;
        }

        if (channel.IsEmpty)
        {
            session.Answers.Acknowledge(requestId);
            return FrameKind.Acknowledged;
        }

        return channel.SequenceEqual("trade"u8) && !isOld ? Complete(instrument, requestId, session) : FrameKind.Ignored;
    }

    /// <summary>Reads one trade; its id is not unique, since the prints of one taker order can share it.</summary>
    /// <param name="json">Stands on the start of the row, ends on its end.</param>
    /// <param name="idText">The venue's id.</param>
    /// <param name="instrument">Name of the market.</param>
    /// <param name="isOld">Whether the row is one of the interface that ended in 2022.</param>
    public static Print ReadTrade(
        scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> idText, out ReadOnlySpan<byte> instrument, out bool isOld)
    {
        long id = 0, time = 0;
        double price = double.NaN, size = double.NaN;
        var side = AggressorSide.Unknown;
        idText = default;
        instrument = default;
        isOld = false;
        while (json.TryReadProperty())
        {
            switch (json.ValueSpan.Length == 1 ? json.ValueSpan[0] : (byte)0)
            {
                case (byte)'d': id = json.ReadTradeId(out idText); break;
                case (byte)'t': time = json.ReadInt64(); break;
                case (byte)'p': price = json.ReadDecimal(); break;
                case (byte)'q': size = json.ReadDecimal(); break;
                case (byte)'s': side = NamedSide.OfUpper(json.ReadText()); break;
                case (byte)'i': instrument = json.ReadText(); break;
                default:
                    isOld |= json.NameIs("dataTime"u8);
                    json.Skip();
                    break;
            }
        }

        return new(id, time, price, size, 1, side);
    }

    private static void ReadResult(
        scoped ref Utf8JsonReader json,
        FeedSession session,
        ref ReadOnlySpan<byte> channel,
        ref ReadOnlySpan<byte> instrument,
        ref bool isOld)
    {
        if (!json.TryEnterObject())
        {
            return;
        }

        while (json.TryReadProperty())
        {
            if (json.NameIs("channel"u8))
            {
                channel = json.ReadText();
            }
            else if (json.NameIs("instrument_name"u8))
            {
                instrument = json.ReadText();
            }
            else if (!json.NameIs("data"u8))
            {
                json.Skip();
            }
            else if (json.TryEnterArray())
            {
                while (json.TryEnterNextObject())
                {
                    var print = ReadTrade(ref json, out var idText, out var name, out var isOldRow);
                    isOld |= isOldRow;
                    session.Prints.Add(null, print, idText);
                    instrument = instrument.IsEmpty ? name : instrument;
                }
            }
        }
    }

    // What answers a request lists the trades from before it.
    private static FrameKind Complete(ReadOnlySpan<byte> instrument, long requestId, FeedSession session)
    {
        var slot = session.Find(instrument);
        session.Prints.Reverse();
        session.Prints.AssignWithKeys(slot);
        if (requestId < 0)
        {
            return FrameKind.Trades;
        }

        session.Answers.AcknowledgeMarket(instrument);
        return FrameKind.History;
    }

    private static FrameKind Reply(long requestId, FeedSession session)
    {
        Span<byte> text = stackalloc byte[96];
        Utf8.TryWrite(text, $"{{\"id\":{requestId},\"method\":\"public/respond-heartbeat\"}}", out var written);
        session.Answers.Reply(text[..written]);
        return FrameKind.Heartbeat;
    }
}
