using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>
/// Ids for prints of venues that have none, or none that is unique: made of time, price, size, side and the place among equals in order of
/// arrival. The same prints get the same ids from any source that begins before the first of the equals. Not thread-safe.
/// </summary>
public sealed class PrintKeys
{
    // Equals share a time stamp, so only the latest few need to be remembered.
    private const int Remembered = 64;

    private readonly long[] _keys = new long[Remembered];
    private readonly int[] _counts = new int[Remembered];
    private int _next;

    /// <summary>The id of a print; greater than zero.</summary>
    /// <param name="time">Its time in the finest unit that the venue gives in both sources.</param>
    /// <param name="price">Price.</param>
    /// <param name="rawSize">Size in the venue's unit.</param>
    /// <param name="side">Side of the taker.</param>
    /// <param name="more">Further parts of the venue's identity of the print; 0 when there are none.</param>
    public long Next(long time, double price, double rawSize, AggressorSide side, long more = 0)
    {
        var key = Mix(Mix(Mix(Mix(Mix(0, time), BitConverter.DoubleToInt64Bits(price)), BitConverter.DoubleToInt64Bits(rawSize)), (long)side), more);
        return (Mix(key, CountOf(key)) & long.MaxValue) | 1;
    }

    /// <summary>Forgets what came before: another source begins.</summary>
    public void Clear()
    {
        Array.Clear(_keys);
        Array.Clear(_counts);
    }

    private int CountOf(long key)
    {
        for (var i = 0; i < Remembered; i++)
        {
            if (_keys[i] == key)
            {
                return ++_counts[i];
            }
        }

        (_keys[_next], _counts[_next]) = (key, 0);
        _next = (_next + 1) % Remembered;
        return 0;
    }

    // SplitMix64's finaliser over a running state.
    private static long Mix(long state, long value)
    {
        var z = ((ulong)state * 0x9E3779B97F4A7C15) + (ulong)value + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (long)(z ^ (z >> 31));
    }
}
