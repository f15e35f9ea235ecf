namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>
/// The latest ids counted of a market that several read, back to where the slowest of them is, or to a bound: what one of them has brought already and another is still to bring. Not thread-safe.
/// </summary>
internal sealed class CountedTail
{
    /// <summary>Ids kept at most: where there are as many, there may have been more.</summary>
    public const int Most = 2_500;

    // A reader of which nothing was heard for so long, by the time of trades, reads no more.
    private const long SilentMs = 30_000;

    // Trades do not come quite in the order of their times.
    private const long JitterMs = 2_000;

    private readonly Dictionary<string, Reader> _readers = [];
    private readonly Queue<(long Id, long UnixMs)> _ids = new();
    private long _latestUnixMs = long.MinValue;

    /// <summary>The ids, in the order in which they were counted.</summary>
    public IEnumerable<long> Ids => _ids.Select(one => one.Id);

    /// <summary>Those who have brought trades of late, with the time of the latest of each, milliseconds since 1970 UTC.</summary>
    public IEnumerable<KeyValuePair<string, long>> Readers => _readers.Select(one => KeyValuePair.Create(one.Key, one.Value.UnixMs));

    /// <summary>Whether nothing is let go but for want of room, and nobody is taken to be slow: not all is known yet that was counted.</summary>
    public bool IsKept { get; set; }

    /// <summary>Whether others read the market and nothing was heard of a reader yet: what they brought before it came is in its trades too.</summary>
    public bool IsJoinedBy(string reader) => _readers.Count > 0 && !_readers.ContainsKey(reader);

    /// <summary>Time back to which the trades of a reader that begins may reach, when its first one is of a time.</summary>
    public static long ReachOf(long firstUnixMs) => firstUnixMs - JitterMs;

    /// <summary>Goes on where another process left off.</summary>
    /// <param name="readers">Those who read the market there.</param>
    /// <param name="ids">Ids counted that one of them is still to bring.</param>
    /// <param name="endUnixMs">Time to which it was counted.</param>
    public void Restore(IEnumerable<KeyValuePair<string, long>> readers, IEnumerable<long> ids, long endUnixMs)
    {
        foreach (var (reader, unixMs) in readers)
        {
            _readers[reader] = new(unixMs, endUnixMs);
        }

        Seed(ids, endUnixMs);
    }

    /// <summary>Ids were counted before a reader came that it may bring too.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="latestUnixMs">Time that none of their trades is after.</param>
    public void Seed(IEnumerable<long> ids, long latestUnixMs)
    {
        foreach (var id in ids)
        {
            Add(id, latestUnixMs);
        }
    }

    /// <summary>A reader has come to a time.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="unixMs">The time.</param>
    public void Read(string reader, long unixMs)
    {
        _latestUnixMs = Math.Max(_latestUnixMs, unixMs);
        _readers[reader] = new(_readers.TryGetValue(reader, out var known) ? Math.Max(unixMs, known.UnixMs) : unixMs, _latestUnixMs);
        if (IsKept)
        {
            return;
        }

        if (_readers.Count == 1)
        {
            _ids.Clear();
            return;
        }

        foreach (var (other, at) in _readers)
        {
            if (at.HeardUnixMs < _latestUnixMs - SilentMs)
            {
                _readers.Remove(other);
            }
        }

        var slowest = _readers.Values.Min(one => one.UnixMs) - JitterMs;
        while (_ids.TryPeek(out var oldest) && (oldest.UnixMs < slowest || _ids.Count > Most))
        {
            _ids.Dequeue();
        }
    }

    /// <summary>An id was counted.</summary>
    public void Add(long id, long unixMs)
    {
        if (_readers.Count > 0)
        {
            _ids.Enqueue((id, unixMs));
            if (IsKept && _ids.Count > Most)
            {
                _ids.Dequeue();
            }
        }
    }

    // Time of its latest trade, and of the latest of all when it was heard of last.
    private readonly record struct Reader(long UnixMs, long HeardUnixMs);
}
