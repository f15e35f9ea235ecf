using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Grains.Screen;

/// <summary>
/// Where the numbers of a process of several begin. They depend on which process it is and on when it began, so that a number that another process
/// gave, or an earlier run of this one, is not taken for one of this run: whoever comes from elsewhere is told to read its snapshots anew.
/// </summary>
internal static class ScreenNumbers
{
    // 4,096 ranges of 2^40 numbers each: scripts of web pages count exactly up to 2^53.
    private const int RangeBits = 40;
    private const int Ranges = 1 << 12;

    /// <summary>The number before the first.</summary>
    /// <param name="process">Names the run of the process.</param>
    /// <param name="now">Wall time.</param>
    public static long Before(string process, DateTimeOffset now)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(process), hash);
        var range = 1 + (BinaryPrimitives.ReadUInt32LittleEndian(hash) % (Ranges - 1));
        return ((long)range << RangeBits) + (now.ToUnixTimeSeconds() % (1L << (RangeBits - 10)) * 1_000 / 2);
    }
}
