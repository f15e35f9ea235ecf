namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>
/// Tells new trades from repeated ones on markets whose ids are unique but say nothing of order. Ids are kept at least as long as their trade
/// could still be corrected, and never fewer than a venue repeats at once: in generations, each sorted when it is full and forgotten as a
/// whole, so that an id of a busy market takes little more than its own eight bytes. Not thread-safe.
/// </summary>
/// <param name="keepMs">Market time for which an id is kept, milliseconds.</param>
internal sealed class RecentIds(long keepMs)
{
    /// <summary>Ids kept however old they are: venues repeat their last trades after a subscription.</summary>
    public const int Fewest = 1_024;

    /// <summary>Ids kept at most, but for the generation that is open.</summary>
    public const int Most = 1 << 20;

    // Few enough to be looked through for every trade, many enough that what is kept too long is little.
    private const int GenerationsPerTime = 6;
    private const int SmallestGeneration = Fewest / 2;
    private const int LargestGeneration = Most / 8;

    private readonly OpenIds _open = new();
    private readonly Queue<SealedIds> _sealed = new();
    private int _sealedCount;
    private long _openedUnixMs;
    private long _latestUnixMs;

    /// <summary>Ids of trades up to this time may have been forgotten: whether one of them was counted cannot be told.</summary>
    public long ForgottenThroughUnixMs { get; private set; } = long.MinValue;

    /// <summary>Ids remembered.</summary>
    public int Count => _open.Count + _sealedCount;

    /// <summary>Whether an id, above zero, is remembered.</summary>
    public bool Contains(long id)
    {
        var key = IdKey.Of(id);
        if (_open.Contains(key))
        {
            return true;
        }

        foreach (var generation in _sealed)
        {
            if (generation.Contains(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembered ids of all trades at or after a time, and perhaps some of earlier ones.</summary>
    public IEnumerable<long> From(long unixMs) =>
        _sealed.Where(generation => generation.LatestUnixMs >= unixMs).SelectMany(generation => generation.Keys).Concat(_open.From(unixMs)).Select(IdKey.IdOf);

    /// <summary>Remembers an id, above zero, that is not remembered yet.</summary>
    public void Add(long id, long unixMs)
    {
        _latestUnixMs = Math.Max(_latestUnixMs, unixMs);
        if (_open.Count == 0)
        {
            _openedUnixMs = _latestUnixMs;
        }

        _open.Add(IdKey.Of(id), unixMs);
        if (_open.Count >= LargestGeneration ||
            (_open.Count >= SmallestGeneration && _latestUnixMs - _openedUnixMs >= keepMs / GenerationsPerTime))
        {
            Seal();
        }
    }

    private void Seal()
    {
        var full = _open.Seal();
        _sealed.Enqueue(full);
        _sealedCount += full.Keys.Count;
        while (_sealed.TryPeek(out var oldest) &&
            (_sealedCount > Most || (_sealedCount - oldest.Keys.Count >= Fewest && oldest.LatestUnixMs < _latestUnixMs - keepMs)))
        {
            _sealed.Dequeue();
            _sealedCount -= oldest.Keys.Count;
            ForgottenThroughUnixMs = Math.Max(ForgottenThroughUnixMs, oldest.LatestUnixMs);
        }
    }
}
