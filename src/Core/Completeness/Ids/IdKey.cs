namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>
/// Spreads ids evenly over all 64-bit numbers and back: a product with an odd number, modulo 2^64, loses nothing. (Fibonacci hashing: Knuth, The Art
/// of Computer Programming 3, 6.4.)
/// </summary>
internal static class IdKey
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private static readonly ulong Inverse = InverseOf(Golden);

    /// <summary>The key of an id; 0 for 0 alone.</summary>
    public static ulong Of(long id) => unchecked((ulong)id * Golden);

    /// <summary>The id of a key.</summary>
    public static long IdOf(ulong key) => unchecked((long)(key * Inverse));

    // Newton's iteration doubles the number of right bits each time: of an odd number three are right from the start.
    private static ulong InverseOf(ulong odd)
    {
        var inverse = odd;
        for (var bits = 3; bits < 64; bits *= 2)
        {
            inverse = unchecked(inverse * (2 - (odd * inverse)));
        }

        return inverse;
    }
}
