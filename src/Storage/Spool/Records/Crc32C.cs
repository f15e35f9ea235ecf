using System.Buffers.Binary;
using System.Numerics;

namespace SqueezeFlow.Storage.Spool.Records;

/// <summary>The check sum CRC-32C, by the processor's own instruction where it has one.</summary>
internal static class Crc32C
{
    /// <summary>Sum of the bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>Sum of the bytes behind others.</summary>
    /// <param name="before">Sum of the others.</param>
    /// <param name="bytes">What follows them.</param>
    public static uint Append(uint before, ReadOnlySpan<byte> bytes)
    {
        var sum = ~before;
        while (bytes.Length >= sizeof(ulong))
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var rest in bytes)
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        return ~sum;
    }
}
