using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Gate;

/// <summary>Reads Gate's messages and the rows of trades, which stream and REST write alike: spot names a pair, futures a contract.</summary>
internal static class GateFrames
{
    /// <summary>What tells a spot market from the contract of the same name.</summary>
    public const string SpotSuffix = "-SPOT";

    private const int LongestName = 64;

    // Before 5138 in milliseconds, after 1973 in seconds: which of the two a time is shows in its size.
    private const double LeastUnixMs = 1e11;

    private static ReadOnlySpan<byte> SpotSuffixBytes => "-SPOT"u8;

    /// <summary>Reads one message from its first token to its last.</summary>
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> channel = default, happening = default, error = default;
        long requestId = 0, code = 0;
        while (json.TryReadProperty())
        {
            if (json.NameIs("channel"u8))
            {
                channel = json.ReadText();
            }
            else if (json.NameIs("event"u8))
            {
                happening = json.ReadText();
            }
            else if (json.NameIs("id"u8))
            {
                requestId = json.ReadInt64();
            }
            else if (json.NameIs("error"u8))
            {
                error = ReadError(ref json, out code);
            }
            else if (json.NameIs("result"u8))
            {
                if (channel.EndsWith(".system"u8))
                {
                    ReadNotice(ref json, session);
                }
                else
                {
                    ReadResult(ref json, session);
                }
            }
            else
            {
                json.Skip();
            }
        }

        var isTrades = channel.SequenceEqual("spot.trades"u8) || channel.SequenceEqual("futures.trades"u8);
        return happening.SequenceEqual("update"u8) ? isTrades ? FrameKind.Trades : FrameKind.Ignored
            : happening.SequenceEqual("subscribe"u8) ? Answer(session, requestId, error, code)
            : channel.EndsWith(".pong"u8) ? FrameKind.Heartbeat
            : FrameKind.Ignored;
    }

    /// <summary>Reads one trade; internal ones (insurance fund, deleveraging) are no market flow.</summary>
    /// <param name="json">Stands on the start of the row, ends on its end.</param>
    /// <param name="session">Finds the row's market; null where it is known.</param>
    /// <param name="isInternal">Whether the trade was between the venue and a customer.</param>
    /// <param name="slot">The row's market.</param>
    public static Print ReadTrade(scoped ref Utf8JsonReader json, FeedSession? session, out bool isInternal, out MarketSlot? slot)
    {
        long id = 0, marketId = 0;
        double exactTime = 0, time = 0, price = double.NaN, size = double.NaN;
        var (first, last) = (0L, 0L);
        var side = AggressorSide.Unknown;
        (isInternal, slot) = (false, null);
        while (json.TryReadProperty())
        {
            switch (json.ValueSpan)
            {
                case var name when name.SequenceEqual("id"u8): id = json.ReadInt64(); break;
                case var name when name.SequenceEqual("id_market"u8): marketId = json.ReadInt64(); break;
                case var name when name.SequenceEqual("range"u8): (first, last) = RangeOf(json.ReadText()); break;
                case var name when name.SequenceEqual("create_time"u8): time = json.ReadDecimal(); break;
                case var name when name.SequenceEqual("create_time_ms"u8): exactTime = json.ReadDecimal(); break;
                case var name when name.SequenceEqual("price"u8): price = json.ReadDecimal(); break;
                case var name when name.SequenceEqual("amount"u8): size = json.ReadDecimal(); break;
                case var name when name.SequenceEqual("side"u8): side = NamedSide.OfLower(json.ReadText()); break;
                case var name when name.SequenceEqual("size"u8): (size, side) = SignedSize(json.ReadDecimal()); break;
                case var name when name.SequenceEqual("currency_pair"u8): slot = FindSpot(json.ReadText(), session); break;
                case var name when name.SequenceEqual("contract"u8): slot = FindContract(json.ReadText(), session); break;
                case var name when name.SequenceEqual("is_internal"u8): isInternal = json.ReadBoolean() == true; break;
                default: json.Skip(); break;
            }
        }

        var count = last >= first && first > 0 ? (int)Math.Min(last - first + 1, int.MaxValue) : 1;
        return new(last > 0 ? last : marketId > 0 ? marketId : id, UnixMsOf(exactTime > 0 ? exactTime : time), price, size, count, side)
        {
            IdsBefore = (ushort)Math.Min(count - 1, ushort.MaxValue),
        };
    }

    private static FrameKind Answer(FeedSession session, long requestId, ReadOnlySpan<byte> error, long code)
    {
        if (error.IsEmpty)
        {
            if (requestId > 0)
            {
                session.Answers.Acknowledge(requestId);
            }
            else
            {
                session.Answers.AcknowledgeNext();
            }

            return FrameKind.Acknowledged;
        }

        var refusal = new Refusal(Encoding.UTF8.GetString(error), $"{code}");
        session.Answers.RefuseRequest(requestId, refusal);
        return FrameKind.Refused;
    }

    private static ReadOnlySpan<byte> ReadError(scoped ref Utf8JsonReader json, out long code) =>
        !json.TryReadError(out code, out var message) ? default
        : message.IsEmpty ? "no reason given"u8
        : message;

    // {"type":"upgrade","msg":"…"}: the connection ends soon.
    private static void ReadNotice(scoped ref Utf8JsonReader json, FeedSession session)
    {
        ReadOnlySpan<byte> type = default, message = default;
        if (!json.TryEnterObject())
        {
            return;
        }

        while (json.TryReadProperty())
        {
            if (json.NameIs("type"u8))
            {
                type = json.ReadText();
            }
            else if (json.NameIs("msg"u8))
            {
                message = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        if (type.SequenceEqual("upgrade"u8))
        {
            session.Answers.Reconnect($"the venue announces the end of the connection: {Encoding.UTF8.GetString(message)}");
        }
    }

    // One object on spot, a list on futures; what other channels send there is forgotten with the frame.
    private static void ReadResult(scoped ref Utf8JsonReader json, FeedSession session)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject)
        {
            AddRow(ref json, session);
        }
        else if (json.TokenType == JsonTokenType.StartArray)
        {
            while (json.TryEnterNextObject())
            {
                AddRow(ref json, session);
            }
        }
    }

    private static void AddRow(scoped ref Utf8JsonReader json, FeedSession session)
    {
        var print = ReadTrade(ref json, session, out var isInternal, out var slot);
        if (isInternal)
        {
            session.Reject(RejectReason.OrderClass);
            slot?.PassOver(print.Id);
        }
        else
        {
            session.Prints.Add(slot, slot?.PassedBefore(print.Id) is > 0 and var passed ? print with { IdsBefore = passed } : print);
        }
    }

    private static MarketSlot? FindSpot(ReadOnlySpan<byte> pair, FeedSession? session)
    {
        if (session is null || pair.Length is 0 or > LongestName)
        {
            return null;
        }

        Span<byte> name = stackalloc byte[LongestName + SpotSuffix.Length];
        pair.CopyTo(name);
        SpotSuffixBytes.CopyTo(name[pair.Length..]);
        return session.Find(name[..(pair.Length + SpotSuffix.Length)]);
    }

    private static MarketSlot? FindContract(ReadOnlySpan<byte> contract, FeedSession? session) => session?.Find(contract);

    private static (double Size, AggressorSide Side) SignedSize(double size) =>
        (Math.Abs(size), size > 0 ? AggressorSide.Buy : size < 0 ? AggressorSide.Sell : AggressorSide.Unknown);

    // "first-last"; zeros for anything else.
    private static (long First, long Last) RangeOf(ReadOnlySpan<byte> range)
    {
        var dash = range.IndexOf((byte)'-');
        return dash > 0 && WholeNumber.TryRead(range[..dash], out var first) && WholeNumber.TryRead(range[(dash + 1)..], out var last) &&
            first > 0 && last >= first
            ? (first, last)
            : (0, 0);
    }

    // Milliseconds carry a fraction, seconds at most three digits of one. A conversion out of range gives a time that is refused.
    private static long UnixMsOf(double time) => time >= LeastUnixMs ? (long)time : (long)Math.Round(time * 1000);
}
