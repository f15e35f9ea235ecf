namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>A generation of ids that changes no more. Safe for concurrent use.</summary>
internal sealed class SealedIds
{
    private readonly ulong[] _keys;
    private readonly int _reach;

    /// <param name="keys">Its keys, sorted, spread evenly over all numbers; kept.</param>
    /// <param name="latestUnixMs">Time of the latest of their trades.</param>
    public SealedIds(ulong[] keys, long latestUnixMs)
    {
        (_keys, LatestUnixMs) = (keys, latestUnixMs);

        // Of n numbers drawn evenly the i-th lies within half a root of n of its place: four times that is as good as always.
        _reach = 2 * (int)Math.Sqrt(keys.Length);
    }

    /// <summary>Time of the latest of their trades.</summary>
    public long LatestUnixMs { get; }

    /// <summary>Its keys, sorted.</summary>
    public IReadOnlyCollection<ulong> Keys => _keys;

    /// <summary>Whether a key is in it: looked for where it should be, and everywhere if that was wrong.</summary>
    public bool Contains(ulong key)
    {
        var place = (int)Math.BigMul(key, (ulong)_keys.Length, out _);
        var from = Math.Max(0, place - _reach);
        var to = Math.Min(_keys.Length - 1, place + _reach);
        return (from == 0 || _keys[from] <= key) && (to == _keys.Length - 1 || _keys[to] >= key)
            ? _keys.AsSpan(from, to - from + 1).BinarySearch(key) >= 0
            : Array.BinarySearch(_keys, key) >= 0;
    }
}
