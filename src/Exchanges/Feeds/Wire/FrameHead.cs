using System.Buffers.Binary;

namespace SqueezeFlow.Exchanges.Feeds.Wire;

/// <summary>The head of a WebSocket frame from a server: never masked, no extension agreed on.</summary>
internal readonly record struct FrameHead(byte First, int Size, long Length, bool IsInvalid)
{
    public const byte Continuation = 0x0;
    public const byte Text = 0x1;
    public const byte Binary = 0x2;
    public const byte Close = 0x8;
    public const byte Ping = 0x9;
    public const byte Pong = 0xA;

    private const byte FinalBit = 0x80;
    private const byte ReservedBits = 0x70;
    private const byte MaskBit = 0x80;

    public byte Code => (byte)(First & 0x0F);

    public bool IsFinal => (First & FinalBit) != 0;

    public bool IsControl => Code >= Close;

    public bool IsContinuation => Code == Continuation;

    public WireEvent ControlEvent => Code switch
    {
        Close => WireEvent.Close,
        Ping => WireEvent.Ping,
        _ => WireEvent.Pong,
    };

    /// <summary>Reads a head; false while it is not all there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHead head)
    {
        head = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var size = (bytes[1] & 0x7F) switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < size)
        {
            return false;
        }

        var length = size switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            10 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => bytes[1] & 0x7F,
        };
        var isKnown = (bytes[0] & 0x0F) is <= Binary or (>= Close and <= Pong);
        var isInvalid = !isKnown || (bytes[0] & ReservedBits) != 0 || (bytes[1] & MaskBit) != 0 || length < 0;
        head = new(bytes[0], size, length, isInvalid);
        return true;
    }
}
