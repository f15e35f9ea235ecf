using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Kucoin;

/// <summary>Reads KuCoin's messages: the classic topics of spot and futures, and the envelope of the unified stream.</summary>
internal static class KucoinFrames
{
    private const long NsPerMs = 1_000_000;

    /// <summary>Reads a message; what its <c>data</c> is stands in properties that may follow it.</summary>
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return session.Malformed(RejectReason.Shape);
        }

        var message = new Message();
        while (json.TryReadProperty())
        {
            message.Read(ref json);
        }

        if (message.Unified.StartsWith("trade."u8))
        {
            return AddTrade(message, default, isKeyed: false, session);
        }

        var spot = "/market/match:"u8;
        var futures = "/contractMarket/execution:"u8;
        return message.Topic.StartsWith(spot) ? AddTrade(message, message.Topic[spot.Length..], isKeyed: true, session)
            : message.Topic.StartsWith(futures) ? AddTrade(message, message.Topic[futures.Length..], isKeyed: false, session)
            : InterpretAnswer(message, session);
    }

    private static FrameKind InterpretAnswer(in Message message, FeedSession session)
    {
        if (message.Type.SequenceEqual("pong"u8))
        {
            return FrameKind.Heartbeat;
        }

        if (message.Type.SequenceEqual("ack"u8) || (message.Type.IsEmpty && message.Succeeded == true))
        {
            session.Answers.Acknowledge(message.RequestId);
            return FrameKind.Acknowledged;
        }

        if (message.Type.SequenceEqual("error"u8) || (message.Type.IsEmpty && message.Succeeded == false))
        {
            var data = message.Data;
            var refusal = new Refusal(
                data.TokenType == JsonTokenType.PropertyName ? Encoding.UTF8.GetString(data.ReadText()) : string.Empty, $"{message.Code}");
            session.Answers.RefuseRequest(message.RequestId, refusal);
            return FrameKind.Refused;
        }

        return FrameKind.Ignored;
    }

    /// <summary>
    /// Adds the trade of a message. Past spot trades come without their ids over REST, so the stream's are keyed by what both have
    /// (<paramref name="isKeyed"/>): time in nanoseconds, price, size and side.
    /// </summary>
    private static FrameKind AddTrade(in Message message, ReadOnlySpan<byte> topicSymbol, bool isKeyed, FeedSession session)
    {
        var row = new Row();
        var data = message.Data;
        if (data.TokenType == JsonTokenType.PropertyName && data.TryEnterObject())
        {
            while (data.TryReadProperty())
            {
                row.Read(ref data);
            }
        }

        var slot = session.Find(row.Symbol.IsEmpty ? topicSymbol : row.Symbol);
        var id = !isKeyed || slot is null ? row.TradeId : slot.Keys.Next(row.UnixNs, row.Price, row.Size, row.Side, unitsPerMs: NsPerMs);
        session.Prints.Add(slot, new(id, row.UnixNs / NsPerMs, row.Price, row.Size, id > 0 ? 1 : 0, row.Side), row.IdText);
        return FrameKind.Trades;
    }

    /// <summary>The envelope of a message.</summary>
    private ref struct Message
    {
        public ReadOnlySpan<byte> Type;
        public ReadOnlySpan<byte> Topic;
        public ReadOnlySpan<byte> Unified;
        public Utf8JsonReader Data;
        public long RequestId;
        public long Code;
        public bool? Succeeded;

        public void Read(scoped ref Utf8JsonReader json)
        {
            if (json.NameIs("type"u8))
            {
                Type = json.ReadText();
            }
            else if (json.NameIs("topic"u8))
            {
                Topic = json.ReadText();
            }
            else if (json.NameIs("T"u8))
            {
                Unified = json.ReadText();
            }
            else if (json.NameIs("id"u8))
            {
                RequestId = json.ReadInt64();
            }
            else if (json.NameIs("code"u8))
            {
                Code = json.ReadInt64();
            }
            else if (json.NameIs("result"u8))
            {
                Succeeded = json.ReadBoolean();
            }
            else
            {
                Data = json.NameIs("data"u8) || json.NameIs("d"u8) ? json : Data;
                json.Skip();
            }
        }
    }

    /// <summary>The fields of one trade, under the names of either stream.</summary>
    private ref struct Row()
    {
        public ReadOnlySpan<byte> Symbol;
        public ReadOnlySpan<byte> IdText;
        public long TradeId;
        public long UnixNs;
        public double Price = double.NaN;
        public double Size = double.NaN;
        public AggressorSide Side;

        public void Read(scoped ref Utf8JsonReader data)
        {
            if (data.NameIs("symbol"u8) || data.NameIs("s"u8))
            {
                Symbol = data.ReadText();
            }
            else if (data.NameIs("side"u8) || data.NameIs("S"u8))
            {
                Side = NamedSide.Of(data.ReadText());
            }
            else if (data.NameIs("size"u8) || data.NameIs("q"u8))
            {
                Size = data.ReadDecimal();
            }
            else if (data.NameIs("price"u8) || data.NameIs("p"u8))
            {
                Price = data.ReadDecimal();
            }
            else if (data.NameIs("tradeId"u8) || data.NameIs("ti"u8))
            {
                TradeId = data.ReadTradeId(out IdText);
            }
            else if (data.NameIs("time"u8) || data.NameIs("ts"u8) || data.NameIs("M"u8))
            {
                UnixNs = data.ReadInt64();
            }
            else
            {
                data.Skip();
            }
        }
    }
}
