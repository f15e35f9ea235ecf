using Google.Protobuf;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Mexc;

/// <summary>
/// Reads MEXC's spot pushes: protobuf, an envelope of channel and symbol around one of many bodies. Field by field over the runtime's
/// reader, which allocates one object per message; generated classes would make strings of every price.
/// </summary>
internal static class MexcDeals
{
    private const uint EnvelopeChannel = (1 << 3) | 2;
    private const uint EnvelopeSymbol = (3 << 3) | 2;
    private const uint EnvelopeDeals = (314 << 3) | 2;
    private const int LeastBodyNumber = 300;

    private const uint BodyDeal = (1 << 3) | 2;

    private const uint DealPrice = (1 << 3) | 2;
    private const uint DealQuantity = (2 << 3) | 2;
    private const uint DealType = 3 << 3;
    private const uint DealTime = 4 << 3;
    private const uint DealId = (5 << 3) | 2;

    /// <summary>Reads a message; new bodies appear without notice and are ignored, a message without any is broken.</summary>
    public static FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink)
    {
        session.Prints.Clear();
        session.ReserveScratch(frame.Length);
        frame.CopyTo(session.Scratch);
        FrameKind kind;
        try
        {
            using var input = new CodedInputStream(session.Scratch, 0, frame.Length);
            kind = ReadEnvelope(input, frame, session);
        }
        catch (InvalidProtocolBufferException)
        {
            return session.Malformed(RejectReason.Syntax);
        }

        if (kind == FrameKind.Trades)
        {
            session.Deliver(sink);
        }

        return kind;
    }

    private static FrameKind ReadEnvelope(CodedInputStream input, ReadOnlySpan<byte> frame, FeedSession session)
    {
        ReadOnlySpan<byte> channel = default, symbol = default;
        var (hasBody, hasDeals) = (false, false);
        while (input.ReadTag() is var tag and not 0)
        {
            hasBody |= WireFormat.GetTagFieldNumber(tag) >= LeastBodyNumber;
            switch (tag)
            {
                case EnvelopeChannel: channel = ReadBytes(input, frame); break;
                case EnvelopeSymbol: symbol = ReadBytes(input, frame); break;
                case EnvelopeDeals when TryEnter(input, frame.Length, out var end):
                    hasDeals = true;
                    if (!TryReadDeals(input, frame, end, session))
                    {
                        return session.Malformed(RejectReason.Shape);
                    }

                    break;
                case EnvelopeDeals: return session.Malformed(RejectReason.Syntax);
                default: input.SkipLastField(); break;
            }
        }

        if (!hasBody || channel.IsEmpty)
        {
            return session.Malformed(RejectReason.Shape);
        }

        if (!hasDeals)
        {
            return FrameKind.Ignored;
        }

        session.Prints.AssignWithKeys(session.Find(symbol.IsEmpty ? channel[(channel.LastIndexOf((byte)'@') + 1)..] : symbol));
        return FrameKind.Trades;
    }

    private static bool TryReadDeals(CodedInputStream input, ReadOnlySpan<byte> frame, int end, FeedSession session)
    {
        while (input.Position < end)
        {
            if (input.ReadTag() is var tag && tag != BodyDeal)
            {
                input.SkipLastField();
            }
            else if (!(TryEnter(input, end, out var dealEnd) && TryReadDeal(input, frame, dealEnd, session)))
            {
                return false;
            }
        }

        return input.Position == end;
    }

    private static bool TryReadDeal(CodedInputStream input, ReadOnlySpan<byte> frame, int end, FeedSession session)
    {
        ReadOnlySpan<byte> idText = default;
        double price = double.NaN, quantity = double.NaN;
        long time = 0;
        var side = AggressorSide.Unknown;
        while (input.Position < end)
        {
            switch (input.ReadTag())
            {
                case DealPrice: DecimalText.TryRead(ReadBytes(input, frame), out price); break;
                case DealQuantity: DecimalText.TryRead(ReadBytes(input, frame), out quantity); break;
                case DealType: side = SideOf(input.ReadInt32()); break;
                case DealTime: time = input.ReadInt64(); break;
                case DealId: idText = ReadBytes(input, frame); break;
                default: input.SkipLastField(); break;
            }
        }

        // Past trades carry no ids, so those of the stream are made of what both have.
        session.Prints.Add(null, new(0, time, price, quantity, 1, side), idText);
        return input.Position == end;
    }

    /// <summary>Side of the taker by the venue's number, the same on spot and futures.</summary>
    internal static AggressorSide SideOf(long type) => type switch
    {
        1 => AggressorSide.Buy,
        2 => AggressorSide.Sell,
        _ => AggressorSide.Unknown,
    };

    private static bool TryEnter(CodedInputStream input, int limit, out int end)
    {
        var length = input.ReadLength();
        end = (int)input.Position + length;
        return length >= 0 && end >= 0 && end <= limit;
    }

    // The runtime's own way makes a copy. It is passed over, with all its checks, and what follows its length is taken from the frame.
    private static ReadOnlySpan<byte> ReadBytes(CodedInputStream input, ReadOnlySpan<byte> frame)
    {
        var start = (int)input.Position;
        input.SkipLastField();
        while (frame[start] >= 0x80)
        {
            start++;
        }

        return frame[(start + 1)..(int)input.Position];
    }
}
