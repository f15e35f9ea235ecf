using SqueezeFlow.Storage.Spool.Records;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>The segments in order, and what waits in them. One caller appends and drops, another sends; safe for both and for whoever asks.</summary>
/// <param name="changed">Told of every change.</param>
internal sealed class SegmentList(Pulse changed)
{
    private readonly Lock _gate = new();
    private readonly List<Segment> _segments = [];

    /// <summary>What all of them hold.</summary>
    public SegmentTotals Totals
    {
        get
        {
            lock (_gate)
            {
                return Count();
            }
        }
    }

    /// <summary>Behind all that was appended so far.</summary>
    public (long Number, long Offset) End
    {
        get
        {
            lock (_gate)
            {
                return _segments is [.., var last] ? (last.Number, last.Length) : default;
            }
        }
    }

    /// <summary>Number of the oldest of which something waits; null when nothing does.</summary>
    public long? Oldest
    {
        get
        {
            lock (_gate)
            {
                return _segments.Find(static segment => segment.IsPending)?.Number;
            }
        }
    }

    /// <summary>Numbers of all of which something waits.</summary>
    public IReadOnlyList<long> Pending
    {
        get
        {
            lock (_gate)
            {
                return [.. _segments.Where(static segment => segment.IsPending).Select(static segment => segment.Number)];
            }
        }
    }

    /// <summary>Behind all that waits no more.</summary>
    public (long Number, long Offset) Settled
    {
        get
        {
            lock (_gate)
            {
                return _segments.Find(static segment => segment.IsPending) is { } first ? (first.Number, first.Position)
                    : _segments is [.., var last] ? (last.Number, last.Length)
                    : default;
            }
        }
    }

    /// <summary>Takes a segment behind all others.</summary>
    public void Add(Segment segment)
    {
        lock (_gate)
        {
            _segments.Add(segment);
        }

        changed.Fire();
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _segments.Clear();
        }
    }

    /// <summary>An append has grown a segment.</summary>
    public void Grow(Segment segment, AppendBuffer append, long nowUnixMs)
    {
        lock (_gate)
        {
            segment.OldestUnixMs = segment.IsPending ? segment.OldestUnixMs : nowUnixMs;
            segment.Length += append.Length;
            segment.Records += append.Records;
            segment.Points += append.Points;
        }

        changed.Fire();
    }

    /// <summary>Nothing is appended to a segment any more.</summary>
    public void Close(Segment segment)
    {
        lock (_gate)
        {
            segment.IsClosed = true;
        }
    }

    /// <summary>Keeps the first segment in which something waits for sending; null when nothing waits, or it is about to be dropped.</summary>
    public (Segment Segment, long From, long To)? Hold()
    {
        lock (_gate)
        {
            if (_segments.Find(static segment => segment.IsPending) is not { Use: not SegmentUse.Dropping } first)
            {
                return null;
            }

            first.Use = SegmentUse.Sending;
            return (first, first.Position, first.Length);
        }
    }

    /// <summary>Claims the oldest segment that is closed and of which nothing is being sent; null when there is none.</summary>
    public Segment? Claim()
    {
        lock (_gate)
        {
            var oldest = _segments.Find(static segment => segment is { IsClosed: true, Use: SegmentUse.None });
            oldest?.Use = SegmentUse.Dropping;
            return oldest;
        }
    }

    /// <summary>Nobody works on a segment any more.</summary>
    public void Release(Segment segment)
    {
        lock (_gate)
        {
            segment.Use = SegmentUse.None;
        }

        changed.Fire();
    }

    /// <summary>The sender has seen when the oldest record that waits was appended.</summary>
    public void NoteOldest(Segment segment, long appendedUnixMs)
    {
        lock (_gate)
        {
            segment.OldestUnixMs = appendedUnixMs;
        }
    }

    /// <summary>Records up to a place wait no more.</summary>
    public void Settle(Segment segment, long position, int records, long points)
    {
        lock (_gate)
        {
            segment.Position = position;
            segment.Use = SegmentUse.None;

            // What was damaged is in no batch, and waits no more either.
            (segment.Records, segment.Points) = segment.IsPending ? (segment.Records - records, segment.Points - points) : (0, 0);
        }

        changed.Fire();
    }

    /// <summary>Forgets a segment, and with it what waits in it.</summary>
    public void Remove(Segment segment)
    {
        lock (_gate)
        {
            segment.IsClosed = true;
            _segments.Remove(segment);
        }

        changed.Fire();
    }

    /// <summary>Forgets the segments that are closed and in which nothing waits, for their files to be deleted.</summary>
    public IReadOnlyList<Segment> TakeFinished()
    {
        lock (_gate)
        {
            if (!_segments.Exists(IsFinished))
            {
                return [];
            }

            var finished = _segments.FindAll(IsFinished);
            _segments.RemoveAll(IsFinished);
            return finished;
        }
    }

    /// <summary>Whether nothing before a place waits.</summary>
    public bool IsSettled((long Number, long Offset) place)
    {
        lock (_gate)
        {
            return _segments.Find(static segment => segment.IsPending) is not { } first
                || first.Number > place.Number
                || (first.Number == place.Number && first.Position >= place.Offset);
        }
    }

    private static bool IsFinished(Segment segment) => segment is { IsClosed: true, IsPending: false, Use: SegmentUse.None };

    private SegmentTotals Count()
    {
        var (files, pending, records, points, oldest) = (0L, 0L, 0L, 0L, (long?)null);
        foreach (var segment in _segments)
        {
            files += segment.Length;
            pending += segment.Length - segment.Position;
            records += segment.IsPending ? segment.Records : 0;
            points += segment.IsPending ? segment.Points : 0;
            oldest ??= segment.IsPending ? segment.OldestUnixMs : null;
        }

        return new(files, pending, records, points, oldest);
    }
}
