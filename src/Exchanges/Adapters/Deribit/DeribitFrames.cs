using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Deribit;

/// <summary>Reads the messages of Deribit: notifications, answers, signs of life.</summary>
internal static class DeribitFrames
{
    private static readonly byte[] TestReply = """{"jsonrpc":"2.0","id":0,"method":"public/test","params":{}}"""u8.ToArray();

    /// <summary>What a print's flag says of forced orders: the taker's makes the trade one itself, the maker's stands on the other side.</summary>
    public static TradeKind KindOf(ReadOnlySpan<byte> liquidation) => liquidation.Contains((byte)'T') ? TradeKind.LiquidationTrade : TradeKind.Market;

    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        Utf8JsonReader result = default;
        ReadOnlySpan<byte> message = default;
        var (id, code, hasError, kind) = (0L, 0L, false, FrameKind.Ignored);
        while (json.TryReadProperty())
        {
            if (json.NameIs("params"u8))
            {
                kind = ReadParameters(ref json, session);
            }
            else if (json.NameIs("id"u8))
            {
                id = json.ReadInt64();
            }
            else if (json.NameIs("result"u8))
            {
                result = json;
                json.Skip();
            }
            else if (json.NameIs("error"u8))
            {
                hasError = json.TryReadError(out code, out message);
            }
            else
            {
                json.Skip();
            }
        }

        return hasError ? Refuse(session, id, code, message)
            : result.TokenType == JsonTokenType.PropertyName ? ReadAccepted(ref result, session, id)
            : kind;
    }

    private static FrameKind Refuse(FeedSession session, long id, long code, ReadOnlySpan<byte> message)
    {
        var refusal = new Refusal(message.IsEmpty ? "refused without a reason" : Encoding.UTF8.GetString(message), $"{code}");
        if (id == Deribit.Greeting)
        {
            session.Answers.RefuseGreeting(refusal);
        }
        else if (id is > 0 and < Deribit.Unsubscriptions)
        {
            session.Answers.Refuse(id, refusal);
        }

        return FrameKind.Refused;
    }

    // The answer to a subscription lists what was accepted; what is refused is just missing.
    private static FrameKind ReadAccepted(scoped ref Utf8JsonReader json, FeedSession session, long id)
    {
        if (!json.TryEnterArray())
        {
            return Accepted(session, id);
        }

        while (json.TryReadNextName(out var channel))
        {
            if (id < Deribit.Unsubscriptions)
            {
                session.Answers.AcknowledgeMarket(SymbolOf(channel));
            }
        }

        if (id < Deribit.Unsubscriptions)
        {
            session.Answers.Finish(id, new("not among the accepted channels"));
        }

        return FrameKind.Acknowledged;
    }

    private static FrameKind Accepted(FeedSession session, long id)
    {
        if (id == Deribit.Greeting)
        {
            session.Answers.AcknowledgeGreeting();
        }

        return FrameKind.Heartbeat;
    }

    // trades.BTC-PERPETUAL.100ms
    private static ReadOnlySpan<byte> SymbolOf(ReadOnlySpan<byte> channel)
    {
        var end = channel.LastIndexOf((byte)'.');
        var start = "trades.".Length;
        return channel.StartsWith("trades."u8) && end > start ? channel[start..end] : default;
    }

    private static FrameKind ReadParameters(scoped ref Utf8JsonReader json, FeedSession session)
    {
        if (!json.TryEnterObject())
        {
            return FrameKind.Ignored;
        }

        ReadOnlySpan<byte> channel = default;
        Utf8JsonReader data = default;
        var kind = FrameKind.Ignored;
        while (json.TryReadProperty())
        {
            if (json.NameIs("channel"u8))
            {
                channel = json.ReadText();
            }
            else if (json.NameIs("type"u8))
            {
                kind = ReadSignOfLife(json.ReadText(), session);
            }
            else if (json.NameIs("data"u8))
            {
                data = json;
                json.Skip();
            }
            else
            {
                json.Skip();
            }
        }

        if (!channel.StartsWith("trades."u8))
        {
            return kind;
        }

        if (data.TokenType == JsonTokenType.PropertyName && data.TryEnterArray())
        {
            while (data.TryEnterNextObject())
            {
                ReadRow(ref data, session);
            }
        }

        return FrameKind.Trades;
    }

    private static FrameKind ReadSignOfLife(ReadOnlySpan<byte> type, FeedSession session)
    {
        if (type.SequenceEqual("test_request"u8))
        {
            session.Answers.Reply(TestReply);
            return FrameKind.Heartbeat;
        }

        return type.SequenceEqual("heartbeat"u8) ? FrameKind.Heartbeat : FrameKind.Ignored;
    }

    private static void ReadRow(scoped ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> symbol = default, idText = default, liquidation = default;
        var (id, time, price, amount) = (0L, 0L, double.NaN, double.NaN);
        var side = AggressorSide.Unknown;
        var isBlock = false;
        while (json.TryReadProperty())
        {
            if (json.NameIs("trade_seq"u8))
            {
                id = json.ReadInt64();
            }
            else if (json.NameIs("trade_id"u8))
            {
                json.ReadTradeId(out idText);
            }
            else if (json.NameIs("timestamp"u8))
            {
                time = json.ReadInt64();
            }
            else if (json.NameIs("price"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("amount"u8))
            {
                amount = json.ReadDecimal();
            }
            else if (json.NameIs("direction"u8))
            {
                side = NamedSide.OfLower(json.ReadText());
            }
            else if (json.NameIs("instrument_name"u8))
            {
                symbol = json.ReadText();
            }
            else if (json.NameIs("liquidation"u8))
            {
                liquidation = json.ReadText();
            }
            else if (json.NameIs("block_trade_id"u8))
            {
                isBlock = !json.ReadText().IsEmpty;
            }
            else
            {
                json.Skip();
            }
        }

        var slot = session.Find(symbol);
        if (isBlock)
        {
            session.Reject(RejectReason.OrderClass);
            slot?.PassOver(id);
            return;
        }

        var print = new Print(id, time, price, amount, id > 0 ? 1 : 0, side, KindOf(liquidation)) { IdsBefore = slot?.PassedBefore(id) ?? 0 };
        session.Prints.Add(slot, print, idText);
        if (liquidation.Contains((byte)'M') && slot is not null)
        {
            var forced = side == AggressorSide.Buy ? AggressorSide.Sell : side == AggressorSide.Sell ? AggressorSide.Buy : side;
            session.Prints.Add(slot, print with { Id = 0, Count = 1, Side = forced, Kind = TradeKind.LiquidationReport });
        }
    }
}
