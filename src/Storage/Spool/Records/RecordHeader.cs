using System.Buffers.Binary;

namespace SqueezeFlow.Storage.Spool.Records;

/// <summary>What stands before the lines of a batch in a segment. Numbers are little-endian; the check sum covers all that follows it.</summary>
/// <param name="LineBytes">Bytes of the lines, which follow the policy.</param>
/// <param name="Points">How many lines.</param>
/// <param name="FirstUnixMs">Time of the earliest point.</param>
/// <param name="LastUnixMs">Time of the latest point.</param>
/// <param name="AppendedUnixMs">Wall time of the append.</param>
/// <param name="PolicyBytes">Bytes of the policy's name, which follows the header.</param>
/// <param name="IsContinued">Whether the same append goes on with the next record.</param>
internal readonly record struct RecordHeader(
    int LineBytes,
    int Points,
    long FirstUnixMs,
    long LastUnixMs,
    long AppendedUnixMs,
    byte PolicyBytes,
    bool IsContinued)
{
    /// <summary>Bytes without the policy.</summary>
    public const int FixedBytes = 42;

    /// <summary>Bytes with the longest policy.</summary>
    public const int MostBytes = FixedBytes + byte.MaxValue;

    private const int SumAt = 4, LineBytesAt = 8, PointsAt = 12, FirstAt = 16, LastAt = 24, AppendedAt = 32, PolicyBytesAt = 40, FlagsAt = 41;

    /// <summary>How a record begins. Text in UTF-8 never holds its first byte, so that a record is found again behind a damaged one.</summary>
    public static ReadOnlySpan<byte> Marker => [0xFF, (byte)'S', (byte)'Q', 0xFE];

    /// <summary>Bytes of header and policy.</summary>
    public int HeaderBytes => FixedBytes + PolicyBytes;

    /// <summary>Bytes of the whole record.</summary>
    public long Bytes => (long)HeaderBytes + LineBytes;

    /// <summary>Reads a header with its policy behind it, if one stands there as far as can be told without the lines.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out RecordHeader header)
    {
        header = default;
        if (bytes.Length < FixedBytes || !bytes.StartsWith(Marker) || bytes[FlagsAt] > 1)
        {
            return false;
        }

        header = new(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[LineBytesAt..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[PointsAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[FirstAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[LastAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[AppendedAt..]),
            bytes[PolicyBytesAt],
            bytes[FlagsAt] == 1);
        return header is { LineBytes: > 0, Points: > 0, PolicyBytes: > 0 } && bytes.Length >= header.HeaderBytes;
    }

    /// <summary>Whether the lines are those that were written behind a header and its policy.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> header, ReadOnlySpan<byte> lines) =>
        Crc32C.Append(Crc32C.Of(header[LineBytesAt..]), lines) == BinaryPrimitives.ReadUInt32LittleEndian(header[SumAt..]);

    /// <summary>Writes the whole record.</summary>
    /// <param name="record">Room of <see cref="Bytes"/> at least.</param>
    /// <param name="policy">The policy in UTF-8.</param>
    /// <param name="lines">The lines.</param>
    public void Write(Span<byte> record, ReadOnlySpan<byte> policy, ReadOnlySpan<byte> lines)
    {
        Marker.CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record[LineBytesAt..], LineBytes);
        BinaryPrimitives.WriteInt32LittleEndian(record[PointsAt..], Points);
        BinaryPrimitives.WriteInt64LittleEndian(record[FirstAt..], FirstUnixMs);
        BinaryPrimitives.WriteInt64LittleEndian(record[LastAt..], LastUnixMs);
        BinaryPrimitives.WriteInt64LittleEndian(record[AppendedAt..], AppendedUnixMs);
        record[PolicyBytesAt] = PolicyBytes;
        record[FlagsAt] = IsContinued ? (byte)1 : (byte)0;
        policy.CopyTo(record[FixedBytes..]);
        lines.CopyTo(record[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[SumAt..], Crc32C.Of(record[LineBytesAt..(HeaderBytes + LineBytes)]));
    }
}
