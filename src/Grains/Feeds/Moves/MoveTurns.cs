namespace SqueezeFlow.Grains.Feeds.Moves;

/// <summary>
/// Which feeds are moved next, some at a time: one that could not be moved pauses without keeping a place from the others, and comes after those that were not tried for longer.
/// Safe for concurrent use.
/// </summary>
/// <param name="atOnce">Moves under way at most.</param>
/// <param name="pause">Least time between a move that failed and the next try.</param>
/// <param name="clock">Tells how long ago that was.</param>
internal sealed class MoveTurns(int atOnce, TimeSpan pause, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _failedAt = new(StringComparer.Ordinal);

    /// <summary>Those to begin with now, of all that are to be moved.</summary>
    public IReadOnlyList<string> Take(IReadOnlyCollection<string> wanted)
    {
        lock (_gate)
        {
            foreach (var gone in _failedAt.Keys.Except(wanted).ToArray())
            {
                _failedAt.Remove(gone);
            }

            string[] taken = [.. wanted
                .Where(id => !_underWay.Contains(id) && !(_failedAt.TryGetValue(id, out var at) && clock.GetElapsedTime(at) < pause))
                .OrderBy(id => _failedAt.GetValueOrDefault(id, long.MinValue))
                .Take(Math.Max(0, atOnce - _underWay.Count))];
            _underWay.UnionWith(taken);
            return taken;
        }
    }

    /// <summary>The move of a feed has ended.</summary>
    public void End(string id, bool isMoved)
    {
        lock (_gate)
        {
            _underWay.Remove(id);
            _failedAt.Remove(id);
            if (!isMoved)
            {
                _failedAt[id] = clock.GetTimestamp();
            }
        }
    }
}
