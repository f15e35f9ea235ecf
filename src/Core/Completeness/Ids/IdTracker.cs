namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>
/// Tells new trades from repeated ones and finds holes, on markets whose ids rise by one. Holes are remembered, so that a trade that arrives
/// out of order is counted once and closes its hole. Judging changes nothing: an id is taken only for a trade that is kept. Not thread-safe.
/// </summary>
internal sealed class IdTracker
{
    /// <summary>Most holes remembered; an older one is given up, and its trades count as repeated should they still come.</summary>
    public const int MaxHoles = 1_024;

    // How far apart the first two ids of a new sequence may be.
    private const long NearIds = 1_000;

    private readonly List<IdRange> _holes = [];
    private readonly List<IdRange> _givenUp = [];
    private long _firstId;
    private long _firstUnixMs;
    private long _begunUnixMs = long.MinValue;

    /// <summary>Largest id seen; 0 before the first.</summary>
    public long LastId { get; private set; }

    /// <summary>Exchange time of the trade with the largest id; 0 before the first.</summary>
    public long LastUnixMs { get; private set; }

    /// <summary>Latest exchange time of all trades taken.</summary>
    public long LatestUnixMs { get; private set; } = long.MinValue;

    /// <summary>Ids missing in all open holes and in those given up.</summary>
    public long Missing { get; private set; }

    /// <summary>Open holes, oldest first.</summary>
    public IReadOnlyList<IdRange> Holes => _holes;

    /// <summary>The trade that perhaps began a new sequence; null when there is none.</summary>
    public (long Id, long UnixMs)? Suspect { get; private set; }

    /// <summary>Goes on after stored trades.</summary>
    /// <param name="lastId">The largest id.</param>
    /// <param name="lastUnixMs">Time that its trade has at least.</param>
    /// <param name="latestUnixMs">Time that a stored trade has at most.</param>
    public void Restore(long lastId, long lastUnixMs, long latestUnixMs)
    {
        _firstId = 1;
        (LastId, LastUnixMs, LatestUnixMs) = (lastId, lastUnixMs, latestUnixMs);

        // Whether ids have begun anew before is not known: a larger one of an earlier time is of a sequence that has ended.
        _begunUnixMs = lastUnixMs - IdRange.JitterMs;
    }

    /// <summary>Ids up to the restored one that were missing, and may still come, oldest first.</summary>
    public void Reopen(IEnumerable<IdRange> holes)
    {
        foreach (var hole in holes.Where(hole => hole.LastId < LastId).TakeLast(MaxHoles))
        {
            Open(_holes.Count, hole);
        }
    }

    /// <summary>What an id says of its trade.</summary>
    /// <param name="id">The trade's id, greater than zero.</param>
    /// <param name="unixMs">The trade's exchange time.</param>
    /// <param name="idsBefore">Ids directly before it that it accounts for.</param>
    public IdVerdict Judge(long id, long unixMs, int idsBefore = 0)
    {
        if (LastId == 0)
        {
            return IdVerdict.Next;
        }

        if (id > LastId)
        {
            // What was traded before the ids began anew is numbered after the old manner.
            return id - idsBefore <= LastId + 1 ? IdVerdict.Next : unixMs < _begunUnixMs ? IdVerdict.Repeated : IdVerdict.AfterHole;
        }

        if (IndexOf(id, unixMs) >= 0)
        {
            return IdVerdict.FillsHole;
        }

        if (Suspect is { } suspect && unixMs >= suspect.UnixMs && id > suspect.Id && id <= suspect.Id + NearIds + idsBefore)
        {
            return IdVerdict.Anew;
        }

        // Whatever was counted has a time up to the latest: a repetition cannot be newer, a late trade is older.
        return unixMs > LatestUnixMs ? IdVerdict.Suspect
            : id < _firstId && unixMs >= _begunUnixMs && unixMs <= _firstUnixMs + IdRange.JitterMs ? IdVerdict.FillsHole
            : IdVerdict.Repeated;
    }

    /// <summary>Takes the id of a trade that is kept, after its <see cref="Judge"/>.</summary>
    public void Take(IdVerdict verdict, long id, long unixMs, int idsBefore = 0)
    {
        var from = id - idsBefore;
        LatestUnixMs = Math.Max(LatestUnixMs, unixMs);
        switch (verdict)
        {
            case IdVerdict.Next or IdVerdict.AfterHole:
                Advance(from, id, unixMs);
                break;
            case IdVerdict.FillsHole:
                Fill(from, id, unixMs);
                break;
            case IdVerdict.Suspect:
                Suspect = (id, unixMs);
                break;
            case IdVerdict.Anew:
                BeginAnew(from, id, unixMs);
                break;
        }
    }

    /// <summary>The venue has no trade in these ids after all: what of a hole lies within is none.</summary>
    public void Dismiss(long firstId, long lastId)
    {
        for (var i = firstId <= lastId ? _holes.Count - 1 : -1; i >= 0; i--)
        {
            var hole = _holes[i];
            if (hole.FirstId <= lastId && hole.LastId >= firstId)
            {
                Cut(i, Math.Max(firstId, hole.FirstId), Math.Min(lastId, hole.LastId), null);
            }
        }
    }

    /// <summary>Holes that were given up since the last call.</summary>
    public IReadOnlyList<IdRange> TakeGivenUp()
    {
        if (_givenUp.Count == 0)
        {
            return [];
        }

        IdRange[] taken = [.. _givenUp];
        _givenUp.Clear();
        return taken;
    }

    /// <summary>Whether an id is missing, whatever the time of its trade.</summary>
    public bool IsMissing(long id)
    {
        for (var i = _holes.Count - 1; i >= 0 && id <= _holes[i].LastId; i--)
        {
            if (id >= _holes[i].FirstId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The hole that a trade fills; null when it fills none.</summary>
    public IdRange? HoleOf(long id, long unixMs) => IndexOf(id, unixMs) is >= 0 and var index ? _holes[index] : null;

    private void Advance(long from, long id, long unixMs)
    {
        if (LastId == 0)
        {
            (_firstId, _firstUnixMs) = (from, unixMs);
        }
        else if (from > LastId + 1)
        {
            Open(_holes.Count, new(LastId + 1, from - 1, LastUnixMs, unixMs));
        }

        (LastId, LastUnixMs, Suspect) = (id, unixMs, null);
    }

    private void BeginAnew(long from, long id, long unixMs)
    {
        // Their ids mean other trades from now on.
        _givenUp.AddRange(_holes);
        _holes.Clear();
        var (firstId, firstUnixMs) = Suspect!.Value;
        (_firstId, _firstUnixMs, _begunUnixMs) = (firstId, firstUnixMs, firstUnixMs);
        (LastId, LastUnixMs) = (firstId, firstUnixMs);
        Advance(from, id, unixMs);
    }

    private void Fill(long from, long id, long unixMs)
    {
        var index = IndexOf(id, unixMs);
        if (index >= 0)
        {
            Cut(index, Math.Max(from, _holes[index].FirstId), id, unixMs);
            return;
        }

        // The very first trades may come out of order too: what is older than the first seen was not counted before.
        if (id < _firstId - 1)
        {
            Open(0, new(id + 1, _firstId - 1, unixMs, _firstUnixMs));
        }

        (_firstId, _firstUnixMs) = (from, unixMs);
    }

    private void Open(int index, in IdRange hole)
    {
        if (_holes.Count == MaxHoles)
        {
            _givenUp.Add(_holes[0]);
            _holes.RemoveAt(0);
            index = Math.Max(0, index - 1);
        }

        _holes.Insert(index, hole);
        Missing += hole.Missing;
    }

    private int IndexOf(long id, long unixMs)
    {
        for (var i = _holes.Count - 1; i >= 0 && id <= _holes[i].LastId; i--)
        {
            if (_holes[i].Holds(id, unixMs))
            {
                return i;
            }
        }

        return -1;
    }

    private void Cut(int index, long from, long through, long? unixMs)
    {
        var hole = _holes[index];
        Missing -= through - from + 1;
        _holes.RemoveAt(index);
        if (through < hole.LastId)
        {
            _holes.Insert(index, hole with { FirstId = through + 1, BeforeUnixMs = unixMs ?? hole.BeforeUnixMs });
        }

        if (from > hole.FirstId)
        {
            _holes.Insert(index, hole with { LastId = from - 1, AfterUnixMs = unixMs ?? hole.AfterUnixMs });
        }
    }
}
