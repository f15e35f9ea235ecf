using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Binance;

/// <summary>Reads the messages that Binance's spot and futures streams have in common.</summary>
internal static class BinanceFrames
{
    /// <summary>The codes of the streams, and those that they share with the other interfaces.</summary>
    public static RefusalRules Refusals { get; } = new() { Busy = ["4", "-1003", "-1008", "-1000", "-1001"], Gone = ["-1121"] };

    /// <summary>Reads a message: the expected layouts first, everything else with the strict parser.</summary>
    public static FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink)
    {
        if (BinanceLayout.TryRead(frame, out var symbol, out var print))
        {
            session.Add(session.Find(symbol), print, sink);
            return FrameKind.Trades;
        }

        return ParseStrictly(frame, session, sink);
    }

    /// <summary>Reads a message token by token.</summary>
    public static FrameKind ParseStrictly(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink)
    {
        var fields = new BinanceEvent { Price = double.NaN, Size = double.NaN, AveragePrice = double.NaN, Filled = double.NaN };
        try
        {
            var json = new Utf8JsonReader(frame);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return session.Malformed(RejectReason.Shape);
            }

            BinanceEvent.Read(ref json, ref fields);
            if (json.Read())
            {
                return session.Malformed(RejectReason.Syntax);
            }
        }
        catch (JsonException)
        {
            return session.Malformed(RejectReason.Syntax);
        }

        return Interpret(fields, session, sink);
    }

    /// <summary>Fills that an aggregate stands for; 0, which is refused, when the ids contradict each other.</summary>
    public static int CountOf(long firstId, long lastId)
    {
        var count = lastId - firstId + 1;
        return firstId < 0 || count is < 1 or > int.MaxValue ? 0 : (int)count;
    }

    private static FrameKind Interpret(in BinanceEvent fields, FeedSession session, ITradeSink sink)
    {
        if (fields.Kind.SequenceEqual("trade"u8))
        {
            return AddTrade(fields, fields.TradeId, 1, session, sink);
        }

        if (fields.Kind.SequenceEqual("aggTrade"u8))
        {
            return AddTrade(fields, fields.AggregateId, CountOf(fields.FirstId, fields.LastId), session, sink);
        }

        if (fields.Kind.SequenceEqual("forceOrder"u8))
        {
            return AddLiquidation(fields, session, sink);
        }

        if (!fields.Kind.IsEmpty)
        {
            if (fields.Kind.SequenceEqual("serverShutdown"u8))
            {
                session.Answers.Reconnect("the venue announces the end of its server");
            }

            return FrameKind.Ignored;
        }

        if (fields.HasError)
        {
            session.Answers.Refuse(fields.RequestId, new(Encoding.UTF8.GetString(fields.Message), $"{fields.Code}"));
            return FrameKind.Refused;
        }

        if (fields.HasResult)
        {
            session.Answers.Acknowledge(fields.RequestId);
            return FrameKind.Acknowledged;
        }

        return FrameKind.Ignored;
    }

    private static FrameKind AddTrade(in BinanceEvent fields, long id, int count, FeedSession session, ITradeSink sink)
    {
        session.CountFallback();
        if (!fields.OrderClass.IsEmpty && !fields.OrderClass.SequenceEqual("MARKET"u8) && !fields.OrderClass.SequenceEqual("RPI"u8))
        {
            session.Reject(RejectReason.OrderClass);
        }
        else if (id <= 0)
        {
            session.Reject(RejectReason.Id);
        }
        else
        {
            var side = fields.IsBuyerMaker switch
            {
                true => AggressorSide.Sell,
                false => AggressorSide.Buy,
                null => AggressorSide.Unknown,
            };
            session.Add(
                session.Find(fields.Symbol), new(id, fields.UnixMs, fields.Price, fields.Size, count, side), sink);
        }

        return FrameKind.Trades;
    }

    private static FrameKind AddLiquidation(in BinanceEvent fields, FeedSession session, ITradeSink sink)
    {
        var side = fields.OrderSide.SequenceEqual("BUY"u8) ? AggressorSide.Buy
            : fields.OrderSide.SequenceEqual("SELL"u8) ? AggressorSide.Sell
            : AggressorSide.Unknown;
        var print = new Print(0, fields.UnixMs, fields.AveragePrice, fields.Filled, 1, side, TradeKind.LiquidationReport);
        session.Add(session.Find(fields.Symbol), print, sink);
        return FrameKind.Trades;
    }
}
