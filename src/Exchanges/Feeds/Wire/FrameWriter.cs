using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SqueezeFlow.Exchanges.Feeds.Wire;

/// <summary>The client's writing side of RFC 6455: single masked frames. Rare enough to make an array each.</summary>
internal static class FrameWriter
{
    private const int MaskSize = 4;

    /// <summary>One complete frame.</summary>
    public static byte[] Write(byte code, ReadOnlySpan<byte> payload)
    {
        var headSize = payload.Length switch { < 126 => 2, <= ushort.MaxValue => 4, _ => 10 };
        var frame = new byte[headSize + MaskSize + payload.Length];
        frame[0] = (byte)(0x80 | code);
        switch (headSize)
        {
            case 2:
                frame[1] = (byte)(0x80 | payload.Length);
                break;
            case 4:
                frame[1] = 0x80 | 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
                break;
            default:
                frame[1] = 0x80 | 127;
                BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
                break;
        }

        var mask = frame.AsSpan(headSize, MaskSize);
        RandomNumberGenerator.Fill(mask);
        var body = frame.AsSpan(headSize + MaskSize);
        for (var i = 0; i < payload.Length; i++)
        {
            body[i] = (byte)(payload[i] ^ mask[i % MaskSize]);
        }

        return frame;
    }
}
