using System.Runtime.InteropServices;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Prints;

/// <summary>
/// Ids for prints of venues that have none, or none that is unique: made of time, price, size, side and the place among equals in order of
/// arrival. The same prints get the same ids from any source that begins before the first of the equals. Not thread-safe.
/// </summary>
/// <remarks>
/// Prints are remembered for at least as long as their ids would be known as counted: an equal one that came late would else seem repeated.
/// </remarks>
public sealed class PrintKeys
{
    /// <summary>Prints remembered however old they are.</summary>
    public const int Fewest = 2_048;

    /// <summary>Prints remembered at most.</summary>
    public const int Most = 1 << 20;

    /// <summary>Market time for which a print is remembered, milliseconds: longer than its bar can change.</summary>
    public const long KeepMs = MarketFlow.CorrectionMs + 60_000;

    private readonly Dictionary<long, int> _counts = [];
    private readonly Queue<(long Key, long Time)> _order = new();
    private long _latest;

    /// <summary>The id of a print; greater than zero.</summary>
    /// <param name="time">Its time in the finest unit that the venue gives in both sources.</param>
    /// <param name="price">Price.</param>
    /// <param name="rawSize">Size in the venue's unit.</param>
    /// <param name="side">Side of the taker.</param>
    /// <param name="more">Further parts of the venue's identity of the print; 0 when there are none.</param>
    /// <param name="unitsPerMs">Units of <paramref name="time"/> in a millisecond.</param>
    public long Next(long time, double price, double rawSize, AggressorSide side, long more = 0, long unitsPerMs = 1)
    {
        var key = Mix(Mix(Mix(Mix(Mix(0, time), BitConverter.DoubleToInt64Bits(price)), BitConverter.DoubleToInt64Bits(rawSize)), (long)side), more);
        return (Mix(key, CountOf(key, time, KeepMs * unitsPerMs)) & long.MaxValue) | 1;
    }

    /// <summary>Forgets what came before: another source begins.</summary>
    public void Clear()
    {
        _counts.Clear();
        _order.Clear();
        _latest = 0;
    }

    private int CountOf(long key, long time, long keep)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out var isKnown);
        if (isKnown)
        {
            return ++count;
        }

        _order.Enqueue((key, time));
        _latest = Math.Max(_latest, time);
        while (_order.Count > Most || (_order.Count > Fewest && _order.Peek().Time < _latest - keep))
        {
            _counts.Remove(_order.Dequeue().Key);
        }

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
