using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Hyperliquid;

/// <summary>Reads Hyperliquid's messages.</summary>
internal static class HyperliquidFrames
{
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> channel = default;
        ReadOnlySpan<byte> coin = default;
        var error = string.Empty;
        while (json.TryReadProperty())
        {
            if (json.NameIs("channel"u8))
            {
                channel = json.ReadText();
            }
            else if (json.NameIs("data"u8))
            {
                ReadData(ref json, session, ref coin, ref error);
            }
            else
            {
                json.Skip();
            }
        }

        if (channel.SequenceEqual("trades"u8))
        {
            return FrameKind.Trades;
        }

        if (channel.SequenceEqual("subscriptionResponse"u8))
        {
            session.Answers.AcknowledgeMarket(coin);
            return FrameKind.Acknowledged;
        }

        if (channel.SequenceEqual("error"u8))
        {
            session.Answers.RefuseNext(new(error));
            return FrameKind.Refused;
        }

        return channel.SequenceEqual("pong"u8) ? FrameKind.Heartbeat : FrameKind.Ignored;
    }

    // An array of trades, the subscription that was accepted, or the words of a refusal.
    private static void ReadData(scoped ref Utf8JsonReader json, FeedSession session, ref ReadOnlySpan<byte> coin, ref string error)
    {
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.StartArray:
                while (json.TryEnterNextObject())
                {
                    ReadTrade(ref json, session);
                }

                break;
            case JsonTokenType.StartObject:
                while (json.TryReadProperty())
                {
                    if (json.NameIs("subscription"u8) && json.TryEnterObject())
                    {
                        while (json.TryReadProperty())
                        {
                            if (json.NameIs("coin"u8))
                            {
                                coin = json.ReadText();
                            }
                            else
                            {
                                json.Skip();
                            }
                        }
                    }
                    else
                    {
                        json.Skip();
                    }
                }

                break;
            case JsonTokenType.String:
                error = Encoding.UTF8.GetString(json.ValueSpan);
                break;
        }
    }

    private static void ReadTrade(scoped ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> coin = default;
        ReadOnlySpan<byte> idText = default;
        var (price, size, unixMs, id, side) = (double.NaN, double.NaN, 0L, 0L, AggressorSide.Unknown);
        while (json.TryReadProperty())
        {
            if (json.NameIs("coin"u8))
            {
                coin = json.ReadText();
            }
            else if (json.NameIs("side"u8))
            {
                // B: the taker bought, A: the taker sold.
                side = json.ReadText() switch { [(byte)'B'] => AggressorSide.Buy, [(byte)'A'] => AggressorSide.Sell, _ => AggressorSide.Unknown };
            }
            else if (json.NameIs("px"u8))
            {
                price = json.ReadDecimal();
            }
            else if (json.NameIs("sz"u8))
            {
                size = json.ReadDecimal();
            }
            else if (json.NameIs("time"u8))
            {
                unixMs = json.ReadInt64();
            }
            else if (json.NameIs("tid"u8))
            {
                id = json.ReadTradeId(out idText);
            }
            else
            {
                json.Skip();
            }
        }

        session.Prints.Add(session.Find(coin), new(id, unixMs, price, size, id == 0 ? 0 : 1, side), idText);
    }
}
