using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Gemini;

/// <summary>Reads the messages of Gemini's second and third streams.</summary>
internal static class GeminiFrames
{
    private const int LongestName = 64;

    /// <summary>Reads a message: the second stream names its <c>type</c>, trades of the third are known by their fields.</summary>
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return session.Malformed(RejectReason.Shape);
        }

        var message = new Message();
        var trade = new SecondRow();
        while (json.TryReadProperty())
        {
            if (!message.TryRead(ref json))
            {
                trade.Read(ref json);
            }
        }

        return !trade.Type.IsEmpty ? InterpretSecond(message, trade, session)
            : message.IsBook ? FrameKind.Ignored
            : message.HasTradeFields ? AddThird(message, session)
            : InterpretAnswer(message, session);
    }

    private static FrameKind InterpretSecond(in Message message, in SecondRow trade, FeedSession session)
    {
        if (trade.Type.SequenceEqual("trade"u8))
        {
            trade.AddTo(session);
            return FrameKind.Trades;
        }

        if (trade.Type.SequenceEqual("heartbeat"u8))
        {
            return FrameKind.Heartbeat;
        }

        if (!trade.Type.SequenceEqual("l2_updates"u8) || message.Trades.TokenType != JsonTokenType.PropertyName)
        {
            return FrameKind.Ignored;
        }

        // The first message of a market, the only one with trades, is also the only answer to the subscription.
        session.Answers.AcknowledgeMarket(trade.Symbol);
        var list = message.Trades;
        if (list.TryEnterArray())
        {
            while (list.TryEnterNextObject())
            {
                var past = new SecondRow();
                while (list.TryReadProperty())
                {
                    past.Read(ref list);
                }

                past.AddTo(session);
            }
        }

        return FrameKind.History;
    }

    private static FrameKind AddThird(in Message message, FeedSession session)
    {
        var side = message.IsBuyerMaker switch
        {
            true => AggressorSide.Sell,
            false => AggressorSide.Buy,
            null => AggressorSide.Unknown,
        };

        // The second stream writes names in capitals, so that is how the session knows them.
        Span<byte> name = stackalloc byte[LongestName];
        var length = 0;
        if (message.Symbol.Length <= LongestName)
        {
            Ascii.ToUpper(message.Symbol, name, out length);
        }

        session.Prints.Add(
            session.Find(name[..length]),
            new(message.TradeId, message.UnixNs / 1_000_000, message.Price, message.Size, message.TradeId > 0 ? 1 : 0, side));
        return FrameKind.Trades;
    }

    private static FrameKind InterpretAnswer(in Message message, FeedSession session)
    {
        if (message.HasError || message.Status >= 400 || message.Result.SequenceEqual("error"u8))
        {
            var refusal = new Refusal(Encoding.UTF8.GetString(message.Reason), $"{(message.ErrorCode != 0 ? message.ErrorCode : message.Status)}");
            session.Answers.RefuseRequest(message.RequestId, refusal);
            return FrameKind.Refused;
        }

        if (message.RequestId > 0)
        {
            session.Answers.Acknowledge(message.RequestId);
            return FrameKind.Acknowledged;
        }

        return FrameKind.Ignored;
    }

    /// <summary>What a message says beside the fields of a trade of the second stream.</summary>
    private ref struct Message()
    {
        public ReadOnlySpan<byte> Symbol;
        public ReadOnlySpan<byte> Result;
        public ReadOnlySpan<byte> Reason;
        public Utf8JsonReader Trades;
        public long RequestId;
        public long Status;
        public long ErrorCode;
        public long TradeId;
        public long UnixNs;
        public double Price = double.NaN;
        public double Size = double.NaN;
        public bool? IsBuyerMaker;
        public bool HasError;
        public bool IsBook;
        public bool HasTradeFields;

        public bool TryRead(scoped ref Utf8JsonReader json)
        {
            if (json.ValueSpan.Length == 1)
            {
                ReadField(ref json);
                return true;
            }

            if (json.NameIs("id"u8))
            {
                RequestId = json.ReadInt64();
            }
            else if (json.NameIs("status"u8))
            {
                Status = json.ReadInt64();
            }
            else if (json.NameIs("result"u8))
            {
                Result = json.ReadText();
            }
            else if (json.NameIs("reason"u8) || json.NameIs("message"u8))
            {
                Reason = json.ReadText();
            }
            else if (json.NameIs("error"u8))
            {
                ReadError(ref json);
            }
            else if (json.NameIs("trades"u8))
            {
                // Whether it is the list of a market's past trades depends on the type, which may follow.
                Trades = json;
                json.Skip();
            }
            else
            {
                return false;
            }

            return true;
        }

        private void ReadField(scoped ref Utf8JsonReader json)
        {
            switch (json.ValueSpan[0])
            {
                case (byte)'s': Symbol = json.ReadText(); break;
                case (byte)'E': UnixNs = json.ReadInt64(); break;
                case (byte)'t': (TradeId, HasTradeFields) = (json.ReadInt64(), true); break;
                case (byte)'p': (Price, HasTradeFields) = (json.ReadDecimal(), true); break;
                case (byte)'q': (Size, HasTradeFields) = (json.ReadDecimal(), true); break;
                case (byte)'m': IsBuyerMaker = json.ReadBoolean(); break;
                case (byte)'e' or (byte)'u':
                    IsBook = true;
                    json.Skip();
                    break;
                default: json.Skip(); break;
            }
        }

        private void ReadError(scoped ref Utf8JsonReader json)
        {
            json.Read();
            HasError = json.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
            if (json.TokenType == JsonTokenType.String && !json.ValueIsEscaped)
            {
                Reason = json.ValueSpan;
            }

            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                return;
            }

            while (json.TryReadProperty())
            {
                if (json.NameIs("msg"u8) || json.NameIs("message"u8) || json.NameIs("reason"u8))
                {
                    Reason = json.ReadText();
                }
                else if (json.NameIs("code"u8))
                {
                    ErrorCode = json.ReadInt64();
                }
                else
                {
                    json.Skip();
                }
            }
        }
    }

    /// <summary>The fields of one trade of the second stream.</summary>
    private ref struct SecondRow()
    {
        public ReadOnlySpan<byte> Type;
        public ReadOnlySpan<byte> Symbol;
        private ReadOnlySpan<byte> _side;
        private long _id;
        private long _unixMs;
        private double _price = double.NaN;
        private double _size = double.NaN;

        public void Read(scoped ref Utf8JsonReader json)
        {
            if (json.NameIs("type"u8))
            {
                Type = json.ReadText();
            }
            else if (json.NameIs("symbol"u8))
            {
                Symbol = json.ReadText();
            }
            else if (json.NameIs("event_id"u8))
            {
                _id = json.ReadInt64();
            }
            else if (json.NameIs("timestamp"u8))
            {
                _unixMs = json.ReadInt64();
            }
            else if (json.NameIs("price"u8))
            {
                _price = json.ReadDecimal();
            }
            else if (json.NameIs("quantity"u8))
            {
                _size = json.ReadDecimal();
            }
            else if (json.NameIs("side"u8))
            {
                _side = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        // A block meets no order of the book and has no taker: its side is unknown, and so it is refused.
        public readonly void AddTo(FeedSession session) =>
            session.Prints.Add(session.Find(Symbol), new(_id, _unixMs, _price, _size, _id > 0 ? 1 : 0, NamedSide.Of(_side)));
    }
}
