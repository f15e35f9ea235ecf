using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Bitmex;

/// <summary>Reads the messages of BitMEX's realtime interface.</summary>
internal static class BitmexFrames
{
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> table = default, action = default, subject = default;
        Utf8JsonReader data = default;
        bool? success = null;
        var hasError = false;
        while (json.TryReadProperty())
        {
            if (json.NameIs("table"u8))
            {
                table = json.ReadText();
            }
            else if (json.NameIs("action"u8))
            {
                action = json.ReadText();
            }
            else if (json.NameIs("data"u8))
            {
                data = json;
                json.Skip();
            }
            else if (json.NameIs("success"u8))
            {
                success = json.ReadBoolean();
            }
            else if (json.NameIs("subscribe"u8))
            {
                subject = json.ReadText();
            }
            else if (json.NameIs("error"u8))
            {
                hasError = true;
                json.Skip();
            }
            else
            {
                json.Skip();
            }
        }

        return table.IsEmpty ? Answer(session, subject, hasError ? false : success) : ReadTable(ref data, session, table, action);
    }

    private static FrameKind Answer(FeedSession session, ReadOnlySpan<byte> subject, bool? success)
    {
        // trade:XBTUSD
        var symbol = subject[(subject.IndexOf((byte)':') + 1)..];
        switch (success)
        {
            case true when !symbol.IsEmpty:
                session.Answers.AcknowledgeMarket(symbol);
                return FrameKind.Acknowledged;
            case false:
                session.Answers.RefuseNext(new($"refused: {Encoding.UTF8.GetString(subject)}"));
                return FrameKind.Refused;
            default:
                return FrameKind.Ignored;
        }
    }

    private static FrameKind ReadTable(scoped ref Utf8JsonReader data, FeedSession session, ReadOnlySpan<byte> table, ReadOnlySpan<byte> action)
    {
        var isTrade = table.SequenceEqual("trade"u8);
        var isInsert = action.SequenceEqual("insert"u8);
        var isPast = isTrade && action.SequenceEqual("partial"u8);
        if (!isPast && !(isInsert && (isTrade || table.SequenceEqual("liquidation"u8))))
        {
            return FrameKind.Ignored;
        }

        if (data.TokenType == JsonTokenType.PropertyName && data.TryEnterArray())
        {
            while (data.TryEnterNextObject())
            {
                if (isTrade)
                {
                    ReadTrade(ref data, session);
                }
                else
                {
                    ReadForcedOrder(ref data, session);
                }
            }
        }

        return isPast ? FrameKind.History : FrameKind.Trades;
    }

    private static void ReadTrade(scoped ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> symbol = default, idText = default, type = default;
        var (id, time, price, size, home, foreign) = (0L, 0L, double.NaN, double.NaN, double.NaN, double.NaN);
        var side = AggressorSide.Unknown;
        while (json.TryReadProperty())
        {
            if (json.NameIs("timestamp"u8))
            {
                time = IsoTime.ToUnixMs(json.ReadText());
            }
            else if (json.NameIs("symbol"u8))
            {
                symbol = json.ReadText();
            }
            else if (json.NameIs("side"u8))
            {
                side = NamedSide.OfTitle(json.ReadText());
            }
            else if (json.NameIs("size"u8))
            {
                size = json.ReadDecimal();
            }
            else if (json.NameIs("price"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("trdMatchID"u8))
            {
                id = json.ReadTradeId(out idText);
            }
            else if (json.NameIs("homeNotional"u8))
            {
                home = json.ReadDecimal();
            }
            else if (json.NameIs("foreignNotional"u8))
            {
                foreign = json.ReadDecimal();
            }
            else if (json.NameIs("trdType"u8))
            {
                type = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        // Names that begin with a dot are indices: nobody trades them.
        if (symbol.StartsWith("."u8))
        {
            return;
        }

        if (!type.IsEmpty && !type.SequenceEqual("Regular"u8))
        {
            session.Reject(RejectReason.OrderClass);
            return;
        }

        var print = new Print(id, time, price, size, id == 0 ? 0 : 1, side) { StatedBaseSize = Stated(home), StatedNotional = Stated(foreign) };
        session.Prints.Add(session.Find(symbol), print, idText);
    }

    // The report names no time: that of the latest trade stands for it. Only the size of inverse contracts can be converted.
    private static void ReadForcedOrder(scoped ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> symbol = default;
        var (price, size, side) = (double.NaN, double.NaN, AggressorSide.Unknown);
        while (json.TryReadProperty())
        {
            if (json.NameIs("symbol"u8))
            {
                symbol = json.ReadText();
            }
            else if (json.NameIs("side"u8))
            {
                side = NamedSide.OfTitle(json.ReadText());
            }
            else if (json.NameIs("price"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("leavesQty"u8))
            {
                size = json.ReadDecimal();
            }
            else
            {
                json.Skip();
            }
        }

        if (session.Find(symbol) is { } slot)
        {
            var stated = slot.Instrument?.Contract == ContractKind.Inverse ? 0 : double.NaN;
            var print = new Print(0, session.LastTradeUnixMs, price, size, 1, side, TradeKind.LiquidationReport);
            session.Prints.Add(slot, print with { StatedBaseSize = stated, StatedNotional = stated });
        }
    }

    // Nothing is stated by zero, which must not fall back to the size.
    private static double Stated(double value) => value > 0 ? value : double.NaN;
}
