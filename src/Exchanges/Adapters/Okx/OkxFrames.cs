using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Okx;

/// <summary>Reads the messages of OKX's public channels.</summary>
internal static class OkxFrames
{
    private static ReadOnlySpan<byte> ServiceUpgrade => "64008"u8;

    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> channel = default, symbol = default, occasion = default, message = default, code = default;
        Utf8JsonReader data = default;
        while (json.TryReadProperty())
        {
            if (json.NameIs("arg"u8) || json.NameIs("args"u8))
            {
                ReadSubject(ref json, out channel, out symbol);
            }
            else if (json.NameIs("event"u8))
            {
                occasion = json.ReadText();
            }
            else if (json.NameIs("msg"u8))
            {
                message = json.ReadText();
            }
            else if (json.NameIs("code"u8))
            {
                code = json.ReadText();
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

        if (!occasion.IsEmpty)
        {
            return occasion.SequenceEqual("error"u8) ? Refuse(session, code, message)
                : occasion.SequenceEqual("notice"u8) ? Notice(session, code, message)
                : Answer(session, occasion, channel, symbol);
        }

        if (!IsTrades(channel) && !IsLiquidations(channel))
        {
            return FrameKind.Ignored;
        }

        // What the rows are is known when all of the message is.
        ReadRows(ref data, session, IsTrades(channel));
        return FrameKind.Trades;
    }

    private static FrameKind Refuse(FeedSession session, ReadOnlySpan<byte> code, ReadOnlySpan<byte> message)
    {
        var refusal = new Refusal(message.IsEmpty ? "refused without a reason" : Encoding.UTF8.GetString(message), Encoding.UTF8.GetString(code));

        // Nobody's market stands for the channel of all liquidations: trades go on without it.
        if (message.IndexOf("liquidation-orders"u8) >= 0)
        {
            session.Answers.RefuseGreeting(refusal);
        }
        else
        {
            session.Answers.RefuseNext(refusal);
        }

        return FrameKind.Refused;
    }

    private static FrameKind Notice(FeedSession session, ReadOnlySpan<byte> code, ReadOnlySpan<byte> message)
    {
        if (code.SequenceEqual(ServiceUpgrade))
        {
            session.Answers.Reconnect($"the venue announces the end of the connection: {Encoding.UTF8.GetString(message)}");
        }

        return FrameKind.Ignored;
    }

    private static FrameKind Answer(FeedSession session, ReadOnlySpan<byte> occasion, ReadOnlySpan<byte> channel, ReadOnlySpan<byte> symbol)
    {
        if (occasion.SequenceEqual("subscribe"u8))
        {
            if (IsTrades(channel) && !symbol.IsEmpty)
            {
                session.Answers.AcknowledgeMarket(symbol);
            }
            else if (IsLiquidations(channel))
            {
                session.Answers.AcknowledgeGreeting();
            }

            return FrameKind.Acknowledged;
        }

        return occasion.SequenceEqual("unsubscribe"u8) ? FrameKind.Acknowledged : FrameKind.Ignored;
    }

    private static bool IsTrades(ReadOnlySpan<byte> channel) => channel.SequenceEqual("trades"u8) || channel.SequenceEqual("trades-all"u8);

    private static bool IsLiquidations(ReadOnlySpan<byte> channel) => channel.SequenceEqual("liquidation-orders"u8);

    private static void ReadSubject(scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> channel, out ReadOnlySpan<byte> symbol)
    {
        channel = symbol = default;
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
            else if (json.NameIs("instId"u8))
            {
                symbol = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void ReadRows(scoped ref Utf8JsonReader data, FeedSession session, bool isTrades)
    {
        if (data.TokenType != JsonTokenType.PropertyName || !data.TryEnterArray())
        {
            return;
        }

        while (data.TryEnterNextObject())
        {
            if (isTrades)
            {
                var print = ReadPrint(ref data, TradeKind.Market, out var symbol);
                session.Prints.Add(session.Find(symbol), print);
            }
            else
            {
                ReadForcedOrders(ref data, session);
            }
        }
    }

    // The details may stand before the name of their market, so they are read when all of the row is known.
    private static void ReadForcedOrders(scoped ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> symbol = default;
        Utf8JsonReader details = default;
        while (json.TryReadProperty())
        {
            if (json.NameIs("instId"u8))
            {
                symbol = json.ReadText();
            }
            else if (json.NameIs("details"u8))
            {
                details = json;
                json.Skip();
            }
            else
            {
                json.Skip();
            }
        }

        // The channel speaks of every market; this connection follows some.
        if (details.TokenType != JsonTokenType.PropertyName || session.Find(symbol) is not { } slot || !details.TryEnterArray())
        {
            return;
        }

        while (details.TryEnterNextObject())
        {
            session.Prints.Add(slot, ReadPrint(ref details, TradeKind.LiquidationReport, out _));
        }
    }

    private static Print ReadPrint(scoped ref Utf8JsonReader json, TradeKind kind, out ReadOnlySpan<byte> symbol)
    {
        symbol = default;
        var (id, time, price, size, count) = (0L, 0L, double.NaN, double.NaN, 1L);
        var side = AggressorSide.Unknown;
        while (json.TryReadProperty())
        {
            if (json.NameIs("instId"u8))
            {
                symbol = json.ReadText();
            }
            else if (json.NameIs("tradeId"u8))
            {
                id = json.ReadInt64();
            }
            else if (json.NameIs("px"u8) || json.NameIs("bkPx"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("sz"u8))
            {
                size = json.ReadDecimal();
            }
            else if (json.NameIs("side"u8))
            {
                side = NamedSide.OfLower(json.ReadText());
            }
            else if (json.NameIs("ts"u8))
            {
                time = json.ReadInt64();
            }
            else if (json.NameIs("count"u8))
            {
                count = json.ReadInt64();
            }
            else
            {
                json.Skip();
            }
        }

        // No fills are refused: a trade without its id, or one whose fills would begin before the first id.
        var isPossible = kind == TradeKind.LiquidationReport || (id > 0 && count <= id);
        return new(id, time, price, size, isPossible && count is > 0 and <= int.MaxValue ? (int)count : 0, side, kind)
        {
            IdsBefore = OkxRest.IdsBefore(count),
        };
    }
}
