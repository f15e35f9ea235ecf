namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>
/// Tells new trades from repeated ones on markets whose ids are unique but say nothing of order. Ids are kept as long as their trade could
/// still be corrected, and never fewer than a venue repeats at once. Not thread-safe.
/// </summary>
/// <param name="keepMs">Market time for which an id is kept, milliseconds.</param>
internal sealed class RecentIds(long keepMs)
{
    /// <summary>Ids kept however old they are: venues repeat their last trades after a subscription.</summary>
    public const int Fewest = 1_024;

    /// <summary>Ids kept at most.</summary>
    public const int Most = 1 << 20;

    private readonly HashSet<long> _known = [];
    private readonly Queue<(long Id, long UnixMs)> _order = new();
    private long _latestUnixMs;

    /// <summary>Ids of trades up to this time may have been forgotten: whether one of them was counted cannot be told.</summary>
    public long ForgottenThroughUnixMs { get; private set; } = long.MinValue;

    /// <summary>Whether an id is remembered.</summary>
    public bool Contains(long id) => _known.Contains(id);

    /// <summary>Remembered ids of trades at or after a time.</summary>
    public IEnumerable<long> From(long unixMs) => _order.Where(item => item.UnixMs >= unixMs).Select(item => item.Id);

    /// <summary>Remembers an id.</summary>
    public void Add(long id, long unixMs)
    {
        if (!_known.Add(id))
        {
            return;
        }

        _order.Enqueue((id, unixMs));
        _latestUnixMs = Math.Max(_latestUnixMs, unixMs);
        while (_order.Count > Most || (_order.Count > Fewest && _order.Peek().UnixMs < _latestUnixMs - keepMs))
        {
            var oldest = _order.Dequeue();
            _known.Remove(oldest.Id);
            ForgottenThroughUnixMs = Math.Max(ForgottenThroughUnixMs, oldest.UnixMs);
        }
    }
}
