namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>The newest generation of ids, with the times of their trades: a hash table without deletion. Not thread-safe.</summary>
internal sealed class OpenIds
{
    private const int FewestSlots = 60;

    private ulong[] _keys = new ulong[FewestSlots];
    private int[] _times = new int[FewestSlots];
    private long _baseUnixMs;

    /// <summary>Ids in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a key is in it.</summary>
    public bool Contains(ulong key) => _keys[SlotOf(_keys, key)] == key;

    /// <summary>Adds a key; one that is in it stays as it is.</summary>
    public void Add(ulong key, long unixMs)
    {
        if (Count == 0)
        {
            _baseUnixMs = unixMs;
        }
        else if (Count >= _keys.Length / 5 * 4)
        {
            Grow();
        }

        var slot = SlotOf(_keys, key);
        if (_keys[slot] == 0)
        {
            (_keys[slot], _times[slot]) = (key, (int)Math.Clamp(unixMs - _baseUnixMs, int.MinValue, int.MaxValue));
            Count++;
        }
    }

    /// <summary>Keys of trades at or after a time.</summary>
    public IEnumerable<ulong> From(long unixMs)
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] != 0 && _baseUnixMs + _times[i] >= unixMs)
            {
                yield return _keys[i];
            }
        }
    }

    /// <summary>All of it, sorted; it is empty then, and as large as it was.</summary>
    public SealedIds Seal()
    {
        var latest = long.MinValue;
        var keys = new ulong[Count];
        var count = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] != 0)
            {
                keys[count++] = _keys[i];
                latest = Math.Max(latest, _baseUnixMs + _times[i]);
            }
        }

        Array.Sort(keys);
        Array.Clear(_keys);
        Count = 0;
        return new(keys, latest);
    }

    // The first free slot, or its own, from where its high bits say; never full, so there is one.
    private static int SlotOf(ulong[] keys, ulong key)
    {
        var slot = (int)Math.BigMul(key, (ulong)keys.Length, out _);
        while (keys[slot] != 0 && keys[slot] != key)
        {
            slot = slot + 1 < keys.Length ? slot + 1 : 0;
        }

        return slot;
    }

    private void Grow()
    {
        // By a quarter: a market keeps what its busiest generation took.
        var length = _keys.Length * 5 / 4;
        var (keys, times) = (new ulong[length], new int[length]);
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] != 0)
            {
                var slot = SlotOf(keys, _keys[i]);
                (keys[slot], times[slot]) = (_keys[i], _times[i]);
            }
        }

        (_keys, _times) = (keys, times);
    }
}
