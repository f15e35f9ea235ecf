namespace SqueezeFlow.Core.Completeness;

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

    /// <summary>Remembers an id; false when it is known already.</summary>
    public bool TryAdd(long id, long unixMs)
    {
        if (!_known.Add(id))
        {
            return false;
        }

        _order.Enqueue((id, unixMs));
        _latestUnixMs = Math.Max(_latestUnixMs, unixMs);
        while (_order.Count > Most || (_order.Count > Fewest && _order.Peek().UnixMs < _latestUnixMs - keepMs))
        {
            _known.Remove(_order.Dequeue().Id);
        }

        return true;
    }
}
