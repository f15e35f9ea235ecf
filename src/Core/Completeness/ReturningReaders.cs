using SqueezeFlow.Core.Completeness.Ids;

namespace SqueezeFlow.Core.Completeness;

/// <summary>
/// Readers of a market whose batches are in restored rows. Each hands over once more what it keeps of them, in its own order and between those of others; only when all have done so
/// are the ids known of everything that was counted since. Not thread-safe.
/// </summary>
/// <param name="continuation">What is known of the rows.</param>
/// <param name="endUnixMs">Trades before this time may be in the rows; none at or after it is.</param>
internal sealed class ReturningReaders(Continuation continuation, long endUnixMs)
{
    private readonly Dictionary<string, Reader> _readers =
        continuation.Readers.ToDictionary(one => one.Key, one => new Reader(CountedTail.ReachOf(one.Value), endUnixMs, HasReturned: false), StringComparer.Ordinal);

    private readonly bool _areIdsWhole = continuation.Ids.Count < CountedTail.Most;
    private int _awaited = continuation.Readers.Count;

    /// <summary>Whether one of them has not handed over everything yet.</summary>
    public bool AreAwaited => _awaited > 0;

    /// <summary>Whether the rows contain everything that somebody handed over before what comes now.</summary>
    public bool IsSource(string name) => continuation.Sources.Contains(name);

    /// <summary>A reader brings a trade once more.</summary>
    public void Note(string name, long unixMs)
    {
        if (_readers.TryGetValue(name, out var reader) && unixMs < reader.FromUnixMs)
        {
            _readers[name] = reader with { FromUnixMs = unixMs + 1 };
        }
    }

    /// <summary>A reader has handed over everything that the rows contain of it. Answers whether it was the last of all.</summary>
    public bool Return(string name)
    {
        if (!_readers.TryGetValue(name, out var reader) || reader.HasReturned)
        {
            return false;
        }

        _readers[name] = reader with { HasReturned = true };
        return --_awaited == 0;
    }

    /// <summary>Those who have not returned are taken for dead.</summary>
    public void GiveUp() => _awaited = 0;

    /// <summary>
    /// Time from which it can be told of each trade of a reader whether it was counted. One that the rows tell of brings each of its trades once, and the ids that others had brought
    /// before it were stored with them; whoever is new brings what any of the others may have brought.
    /// </summary>
    public long KnownFrom(string name) =>
        TellsItself(name) ? _readers[name].ReachUnixMs : AreAwaited ? endUnixMs : _readers.Values.Select(one => one.HasReturned ? one.FromUnixMs : endUnixMs).DefaultIfEmpty(endUnixMs).Max();

    /// <summary>Whether what cannot be told of a reader's trade now will be known later.</summary>
    public bool IsToldLater(string name) => AreAwaited && !TellsItself(name);

    private bool TellsItself(string name) => _areIdsWhole && _readers.ContainsKey(name);

    // How far back its next trades may lie, and how far those that it has brought once more.
    private readonly record struct Reader(long ReachUnixMs, long FromUnixMs, bool HasReturned);
}
