namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>
/// The latest ids counted of a market that several read, back to where the slowest of them is, or to a bound: what one of them has brought already and another is still to bring. Not thread-safe.
/// </summary>
internal sealed class CountedTail
{
    /// <summary>Ids kept at most.</summary>
    public const int Most = 4_000;

    // A reader that is further behind reads no more.
    private const long SlowestMs = 30_000;

    // Trades do not come quite in the order of their times.
    private const long JitterMs = 2_000;

    private readonly Dictionary<string, long> _readers = [];
    private readonly Queue<(long Id, long UnixMs)> _ids = new();
    private long _latestUnixMs = long.MinValue;

    /// <summary>The ids, in the order in which they were counted.</summary>
    public IEnumerable<long> Ids => _ids.Select(one => one.Id);

    /// <summary>A reader has come to a time.</summary>
    public void Read(string reader, long unixMs)
    {
        _latestUnixMs = Math.Max(_latestUnixMs, unixMs);
        _readers[reader] = Math.Max(unixMs, _readers.GetValueOrDefault(reader, long.MinValue));
        if (_readers.Count == 1)
        {
            _ids.Clear();
            return;
        }

        foreach (var (other, at) in _readers)
        {
            if (at < _latestUnixMs - SlowestMs)
            {
                _readers.Remove(other);
            }
        }

        var slowest = _readers.Values.Min() - JitterMs;
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
        }
    }
}
