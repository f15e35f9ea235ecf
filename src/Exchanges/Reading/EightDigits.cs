using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SqueezeFlow.Exchanges.Reading;

/// <summary>Eight decimal digits in a handful of instructions: times, ids and the eight decimals of spot prices consist of them.</summary>
internal static class EightDigits
{
    public const int Length = 8;

    /// <summary>What a number is multiplied by when eight digits follow it.</summary>
    public const ulong Scale = 100_000_000;

    private const ulong Zeros = 0x3030303030303030;
    private const ulong HighBits = 0x8080808080808080;

    /// <summary>Reads eight digits at the start of a text; false, and 0, when there is any other byte among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(text, out var bytes))
        {
            return false;
        }

        // A byte below '0' borrows into its high bit; one above '9' carries into it when 0x46 is added.
        var digits = bytes - Zeros;
        if ((((bytes + 0x4646464646464646) | digits) & HighBits) != 0)
        {
            return false;
        }

        // Neighbours are joined to pairs, pairs to fours and eights by two multiplications.
        digits = (digits * 10) + (digits >> 8);
        value = (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        return true;
    }
}
