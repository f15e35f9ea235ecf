using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Phemex;

/// <summary>
/// Reads Phemex's messages: <c>{"symbol","type","trades":[[ns,side,price,size],…]}</c> with whole numbers that are scaled, or <c>trades_p</c>
/// with decimal texts. A <c>snapshot</c> is past.
/// </summary>
internal static class PhemexFrames
{
    internal const long NsPerMs = 1_000_000;
    internal const double ContractPriceScale = 1e4;
    internal const double SpotScale = 1e8;

    private enum Rows
    {
        None,
        Scaled,
        Decimal,
    }

    public static FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) =>
        JsonFrame.Parse(frame, session, sink, Read);

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

        return message.Rows == Rows.None ? Answer(message, session) : Conclude(message.Symbol, message.Type, message.Rows, session);
    }

    private static void ReadField(scoped ref Utf8JsonReader json, FeedSession session, ref Message into)
    {
        if (json.NameIs("symbol"u8))
        {
            into.Symbol = json.ReadText();
        }
        else if (json.NameIs("type"u8))
        {
            into.Type = json.ReadText();
        }
        else if (json.NameIs("trades"u8))
        {
            into.Rows = ReadRows(ref json, session) ? Rows.Scaled : Rows.None;
        }
        else if (json.NameIs("trades_p"u8))
        {
            into.Rows = ReadRows(ref json, session) ? Rows.Decimal : Rows.None;
        }
        else
        {
            ReadAnswer(ref json, ref into);
        }
    }

    private static void ReadAnswer(scoped ref Utf8JsonReader json, ref Message into)
    {
        if (json.NameIs("id"u8))
        {
            into.RequestId = json.ReadInt64();
        }
        else if (json.NameIs("result"u8))
        {
            json.Read();
            into.HasResult = json.TokenType != JsonTokenType.Null;
            into.IsPong = json.TokenType == JsonTokenType.String && json.ValueSpan.SequenceEqual("pong"u8);
            json.Skip();
        }
        else if (json.NameIs("error"u8))
        {
            into.Error = ReadError(ref json, out into.ErrorCode);
        }
        else
        {
            json.Skip();
        }
    }

    // The number of a request is one of a connection's, from 1; heartbeats have 0.
    private static FrameKind Answer(in Message message, FeedSession session)
    {
        if (message.RequestId is not { } request || (!message.HasResult && message.Error is null))
        {
            return FrameKind.Ignored;
        }

        if (message.Error is { } error)
        {
            session.Answers.Refuse(request, new(error, message.ErrorCode));
            return FrameKind.Refused;
        }

        if (message.IsPong)
        {
            return FrameKind.Heartbeat;
        }

        session.Answers.Acknowledge(request);
        return FrameKind.Acknowledged;
    }

    private static string? ReadError(scoped ref Utf8JsonReader json, out string? errorCode)
    {
        errorCode = null;
        if (!json.TryReadError(out var code, out var message))
        {
            return null;
        }

        errorCode = $"{code}";
        return $"{code} {Encoding.UTF8.GetString(message)}";
    }

    // The symbol, which tells how to read the numbers, may stand behind the rows; until then the id's place keeps the nanoseconds.
    private static bool ReadRows(scoped ref Utf8JsonReader json, FeedSession session)
    {
        if (!json.TryEnterArray())
        {
            return false;
        }

        var depth = json.CurrentDepth;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartArray)
            {
                json.Skip();
                session.Reject(RejectReason.Shape);
                continue;
            }

            var ns = json.ReadInt64();
            var side = NamedSide.OfTitle(json.ReadText());
            var price = json.ReadDecimal();
            var size = json.ReadDecimal();
            json.SkipRest(depth + 1);
            session.Prints.Add(null, new(ns, ns / NsPerMs, price, size, 1, side));
        }

        return true;
    }

    private static FrameKind Conclude(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> type, Rows rows, FeedSession session)
    {
        var slot = session.Find(symbol);
        var (priceScale, sizeScale) = rows == Rows.Decimal ? (1, 1) : Phemex.IsSpot(symbol) ? (SpotScale, SpotScale) : (ContractPriceScale, 1);
        for (var i = 0; i < session.Prints.Count; i++)
        {
            var print = session.Prints[i];
            var (price, size) = (print.Price / priceScale, print.RawSize / sizeScale);
            var id = slot?.Keys.Next(print.Id, price, size, print.Side, unitsPerMs: NsPerMs) ?? 0;
            session.Prints[i] = print with { Id = id, Price = price, RawSize = size };
        }

        session.Prints.Assign(slot);
        return type.SequenceEqual("incremental"u8) ? FrameKind.Trades
            : type.SequenceEqual("snapshot"u8) ? FrameKind.History
            : session.Malformed(RejectReason.Shape);
    }

    private ref struct Message
    {
        public ReadOnlySpan<byte> Symbol;
        public ReadOnlySpan<byte> Type;
        public Rows Rows;
        public long? RequestId;
        public bool HasResult;
        public bool IsPong;
        public string? Error;
        public string? ErrorCode;
    }
}
