using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitstamp;

/// <summary>Reads Bitstamp's messages.</summary>
internal static class BitstampFrames
{
    /// <summary>The taker's side of a <c>type</c>: 0 bought, 1 sold.</summary>
    public static AggressorSide SideOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("0"u8) ? AggressorSide.Buy : type.SequenceEqual("1"u8) ? AggressorSide.Sell : AggressorSide.Unknown;

    /// <summary>Reads a message: <c>event</c> and <c>channel</c> tell what its <c>data</c> is, and may follow it.</summary>
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return session.Malformed(RejectReason.Shape);
        }

        ReadOnlySpan<byte> happened = default, channel = default;
        var data = default(Utf8JsonReader);
        while (json.TryReadProperty())
        {
            if (json.NameIs("event"u8))
            {
                happened = json.ReadText();
            }
            else if (json.NameIs("channel"u8))
            {
                channel = json.ReadText();
            }
            else
            {
                data = json.NameIs("data"u8) ? json : data;
                json.Skip();
            }
        }

        var prefix = "live_trades_"u8;
        var symbol = channel.StartsWith(prefix) ? channel[prefix.Length..] : default;
        return happened.SequenceEqual("trade"u8) && !symbol.IsEmpty
            ? AddTrade(data, symbol, session)
            : Interpret(happened, symbol, data, session);
    }

    private static FrameKind Interpret(ReadOnlySpan<byte> happened, ReadOnlySpan<byte> symbol, Utf8JsonReader data, FeedSession session)
    {
        if (happened.SequenceEqual("bts:subscription_succeeded"u8))
        {
            session.Answers.AcknowledgeMarket(symbol);
            return FrameKind.Acknowledged;
        }

        if (happened.SequenceEqual("bts:unsubscription_succeeded"u8))
        {
            return FrameKind.Acknowledged;
        }

        if (happened.SequenceEqual("bts:error"u8))
        {
            var refusal = ReadRefusal(data);
            if (symbol.IsEmpty)
            {
                session.Answers.RefuseNext(refusal);
            }
            else
            {
                session.Answers.RefuseMarket(symbol, refusal);
            }

            return FrameKind.Refused;
        }

        if (happened.SequenceEqual("bts:request_reconnect"u8))
        {
            session.Answers.Reconnect("the venue asks for a new connection");
            return FrameKind.Ignored;
        }

        return happened.SequenceEqual("bts:heartbeat"u8) ? FrameKind.Heartbeat : FrameKind.Ignored;
    }

    private static Refusal ReadRefusal(Utf8JsonReader data)
    {
        var (reason, code) = (string.Empty, 0L);
        if (data.TokenType != JsonTokenType.PropertyName || !data.TryEnterObject())
        {
            return new(reason);
        }

        while (data.TryReadProperty())
        {
            if (data.NameIs("message"u8))
            {
                reason = Encoding.UTF8.GetString(data.ReadText());
            }
            else if (data.NameIs("code"u8))
            {
                code = data.ReadInt64();
            }
            else
            {
                data.Skip();
            }
        }

        return new(reason, $"{code}");
    }

    private static FrameKind AddTrade(Utf8JsonReader data, ReadOnlySpan<byte> symbol, FeedSession session)
    {
        var row = new Row();
        if (data.TokenType == JsonTokenType.PropertyName && data.TryEnterObject())
        {
            while (data.TryReadProperty())
            {
                row.Read(ref data);
            }
        }

        var unixMs = row.UnixMicros > 0 ? row.UnixMicros / 1000 : row.UnixSeconds is > 0 and < 1L << 40 ? row.UnixSeconds * 1000 : 0;

        // A print without an id counts for no fill and is refused.
        session.Prints.Add(
            session.Find(symbol),
            new(
                row.TradeId,
                unixMs,
                double.IsNaN(row.PriceText) ? row.Price : row.PriceText,
                double.IsNaN(row.SizeText) ? row.Size : row.SizeText,
                row.TradeId > 0 ? 1 : 0,
                row.Side));
        return FrameKind.Trades;
    }

    /// <summary>The fields of one trade. The numbers carry the noise of floating point; the texts beside them do not.</summary>
    private struct Row()
    {
        public long TradeId;
        public long UnixMicros;
        public long UnixSeconds;
        public double Price = double.NaN;
        public double PriceText = double.NaN;
        public double Size = double.NaN;
        public double SizeText = double.NaN;
        public AggressorSide Side;

        public void Read(scoped ref Utf8JsonReader data)
        {
            if (data.NameIs("id"u8))
            {
                TradeId = data.ReadInt64();
            }
            else if (data.NameIs("microtimestamp"u8))
            {
                UnixMicros = data.ReadInt64();
            }
            else if (data.NameIs("timestamp"u8))
            {
                UnixSeconds = data.ReadInt64();
            }
            else if (data.NameIs("price_str"u8))
            {
                PriceText = data.ReadDecimal();
            }
            else if (data.NameIs("amount_str"u8))
            {
                SizeText = data.ReadDecimal();
            }
            else if (data.NameIs("price"u8))
            {
                Price = data.ReadDecimal();
            }
            else if (data.NameIs("amount"u8))
            {
                Size = data.ReadDecimal();
            }
            else if (data.NameIs("type"u8) || data.NameIs("order_type"u8))
            {
                data.Read();
                Side = data.TokenType is JsonTokenType.Number or JsonTokenType.String ? SideOf(data.ValueSpan) : AggressorSide.Unknown;
                data.Skip();
            }
            else
            {
                data.Skip();
            }
        }
    }
}
