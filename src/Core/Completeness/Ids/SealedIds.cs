namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>A generation of ids that changes no more. Not thread-safe.</summary>
internal sealed class SealedIds
{
    private readonly int _reach;
    private ulong[] _keys;

    /// <param name="keys">Its keys at the beginning of the array, sorted, spread evenly over all numbers; kept.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="latestUnixMs">Time of the latest of their trades.</param>
    public SealedIds(ulong[] keys, int count, long latestUnixMs)
    {
        (_keys, Count, LatestUnixMs) = (keys, count, latestUnixMs);

        // Of n numbers drawn evenly the i-th lies within half a root of n of its place: four times that is as good as always.
        _reach = 2 * (int)Math.Sqrt(count);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Time of the latest of their trades.</summary>
    public long LatestUnixMs { get; }

    /// <summary>Its keys, sorted.</summary>
    public IEnumerable<ulong> Keys() => _keys.Take(Count);

    /// <summary>Whether a key is in it: looked for where it should be, and everywhere if that was wrong.</summary>
    public bool Contains(ulong key)
    {
        var place = (int)Math.BigMul(key, (ulong)Count, out _);
        var from = Math.Max(0, place - _reach);
        var to = Math.Min(Count - 1, place + _reach);
        return (from == 0 || _keys[from] <= key) && (to == Count - 1 || _keys[to] >= key)
            ? _keys.AsSpan(from, to - from + 1).BinarySearch(key) >= 0
            : _keys.AsSpan(0, Count).BinarySearch(key) >= 0;
    }

    /// <summary>It is forgotten; its array is free for the next.</summary>
    public ulong[] Release()
    {
        var keys = _keys;
        (_keys, Count) = ([], 0);
        return keys;
    }
}
