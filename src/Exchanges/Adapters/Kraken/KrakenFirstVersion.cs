using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Kraken;

/// <summary>Reads data messages of Kraken's first spot version, e.g. <c>[1921,[["0.04","8.5","1618678155.718950","b","m",""]],"trade","SC/EUR"]</c>.</summary>
internal static class KrakenFirstVersion
{
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> channel = default, pair = default;
        var rows = default(Utf8JsonReader);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String)
            {
                channel = pair;
                pair = json.ValueIsEscaped ? default : json.ValueSpan;
                continue;
            }

            rows = json.TokenType == JsonTokenType.StartArray ? json : rows;
            json.Skip();
        }

        if (!channel.SequenceEqual("trade"u8) || rows.TokenType != JsonTokenType.StartArray)
        {
            return FrameKind.Ignored;
        }

        var slot = session.Find(pair);
        while (rows.Read() && rows.TokenType != JsonTokenType.EndArray)
        {
            if (rows.TokenType == JsonTokenType.StartArray)
            {
                AddRow(ref rows, slot, session);
            }
            else
            {
                rows.Skip();
            }
        }

        return FrameKind.Trades;
    }

    private static void AddRow(ref Utf8JsonReader rows, MarketSlot? slot, FeedSession session)
    {
        var (price, size, micros, side) = (double.NaN, double.NaN, 0L, AggressorSide.Unknown);
        for (var field = 0; rows.Read() && rows.TokenType != JsonTokenType.EndArray; field++)
        {
            if (rows.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            {
                rows.Skip();
                continue;
            }

            switch (field)
            {
                case 0: price = DecimalText.TryRead(rows.ValueSpan, out var read) ? read : double.NaN; break;
                case 1: size = DecimalText.TryRead(rows.ValueSpan, out read) ? read : double.NaN; break;
                case 2: micros = SecondsText.ToUnixMicros(rows.ValueSpan); break;
                case 3:
                    side = rows.ValueSpan.SequenceEqual("b"u8) ? AggressorSide.Buy
                        : rows.ValueSpan.SequenceEqual("s"u8) ? AggressorSide.Sell
                        : AggressorSide.Unknown;
                    break;
            }
        }

        session.Prints.Add(slot, new(slot?.Keys.Next(micros, price, size, side, unitsPerMs: 1_000) ?? 0, micros / 1000, price, size, 1, side));
    }
}
