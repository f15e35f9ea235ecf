namespace SqueezeFlow.Core.Completeness;

/// <summary>
/// Tells new trades from repeated ones and finds holes, on markets whose ids rise by one. Holes are remembered, so that
/// a trade that arrives out of order is counted once and closes its hole. Not thread-safe.
/// </summary>
internal sealed class IdTracker
{
    /// <summary>Most holes remembered; an older one is given up, and its trades count as repeated should they still come.</summary>
    public const int MaxHoles = 1_024;

    private readonly List<IdRange> _holes = [];
    private long _firstId;
    private long _firstUnixMs;

    /// <summary>Largest id seen; 0 before the first.</summary>
    public long LastId { get; private set; }

    /// <summary>Exchange time of the trade with the largest id; 0 before the first.</summary>
    public long LastUnixMs { get; private set; }

    /// <summary>Ids missing in all open holes.</summary>
    public long Missing { get; private set; }

    /// <summary>Open holes, oldest first.</summary>
    public IReadOnlyList<IdRange> Holes => _holes;

    /// <summary>Goes on after a stored trade.</summary>
    public void Restore(long lastId, long lastUnixMs)
    {
        _firstId = 1;
        LastId = lastId;
        LastUnixMs = lastUnixMs;
    }

    /// <summary>Takes the next id.</summary>
    /// <param name="id">The trade's id, greater than zero.</param>
    /// <param name="unixMs">The trade's exchange time.</param>
    /// <param name="idsBefore">Ids directly before it that it accounts for.</param>
    public IdVerdict Take(long id, long unixMs, int idsBefore = 0)
    {
        var from = id - idsBefore;
        if (id > LastId && from <= LastId + 1)
        {
            Advance(id, unixMs);
            return IdVerdict.Next;
        }

        if (LastId == 0)
        {
            (_firstId, _firstUnixMs) = (from, unixMs);
            Advance(id, unixMs);
            return IdVerdict.Next;
        }

        if (id <= LastId)
        {
            return id < _firstId ? BeginEarlier(from, id, unixMs) : Fill(from, id, unixMs);
        }

        Open(_holes.Count, new(LastId + 1, from - 1, LastUnixMs, unixMs));
        Advance(id, unixMs);
        return IdVerdict.AfterHole;
    }

    /// <summary>The venue has no trade in these ids after all: holes that lie within are none.</summary>
    public void Dismiss(long firstId, long lastId)
    {
        for (var i = _holes.Count - 1; i >= 0; i--)
        {
            if (_holes[i].FirstId >= firstId && _holes[i].LastId <= lastId)
            {
                Missing -= _holes[i].Missing;
                _holes.RemoveAt(i);
            }
        }
    }

    // The very first trades may come out of order too: what is older than the first seen was not counted before.
    private IdVerdict BeginEarlier(long from, long id, long unixMs)
    {
        if (id < _firstId - 1)
        {
            Open(0, new(id + 1, _firstId - 1, unixMs, _firstUnixMs));
        }

        (_firstId, _firstUnixMs) = (from, unixMs);
        return IdVerdict.FillsHole;
    }

    private void Open(int index, in IdRange hole)
    {
        if (_holes.Count == MaxHoles)
        {
            Missing -= _holes[0].Missing;
            _holes.RemoveAt(0);
            index = Math.Max(0, index - 1);
        }

        _holes.Insert(index, hole);
        Missing += hole.Missing;
    }

    private void Advance(long id, long unixMs)
    {
        LastId = id;
        LastUnixMs = unixMs;
    }

    private IdVerdict Fill(long from, long id, long unixMs)
    {
        for (var i = _holes.Count - 1; i >= 0; i--)
        {
            var hole = _holes[i];
            if (id > hole.LastId)
            {
                return IdVerdict.Repeated;
            }

            if (id < hole.FirstId)
            {
                continue;
            }

            Shrink(i, hole, Math.Max(from, hole.FirstId), id, unixMs);
            return IdVerdict.FillsHole;
        }

        return IdVerdict.Repeated;
    }

    private void Shrink(int index, in IdRange hole, long from, long id, long unixMs)
    {
        Missing -= id - from + 1;
        _holes.RemoveAt(index);
        if (id < hole.LastId)
        {
            _holes.Insert(index, hole with { FirstId = id + 1, BeforeUnixMs = unixMs });
        }

        if (from > hole.FirstId)
        {
            _holes.Insert(index, hole with { LastId = from - 1, AfterUnixMs = unixMs });
        }
    }
}
