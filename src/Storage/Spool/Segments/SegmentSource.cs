using SqueezeFlow.Storage.Spool.Records;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>Reads from disk what is sent next, and forgets what was taken. For one caller.</summary>
/// <param name="segments">The segments.</param>
/// <param name="folder">Their files.</param>
/// <param name="journal">Is told of damage and failures.</param>
/// <param name="mostPoints">Points up to which neighbouring records are sent as one.</param>
internal sealed class SegmentSource(SegmentList segments, SegmentFolder folder, SpoolJournal journal, int mostPoints) : IDisposable
{
    private readonly BatchMerge _merge = new(mostPoints);
    private SegmentReader? _reader;
    private Segment? _read;
    private Segment? _held;

    /// <summary>
    /// The oldest records that wait, as one batch, whose segment is not dropped until it is settled or released; null when nothing waits or the oldest segment is about to
    /// be dropped.
    /// </summary>
    /// <exception cref="IOException">The disk cannot read them.</exception>
    public LoadedBatch? Load()
    {
        DeleteFinished();
        while (segments.Hold() is var (segment, from, to))
        {
            _held = segment;
            if (ReaderOf(segment) is { } reader && Merge(segment, reader, from, to) is { } loaded)
            {
                return loaded;
            }
        }

        return null;
    }

    /// <summary>What was loaded is done.</summary>
    public void Settle(in LoadedBatch loaded)
    {
        if (_held is { } segment)
        {
            _held = null;
            segments.Settle(segment, loaded.End, loaded.Records, loaded.Batch.Points);
            DeleteFinished();
            if (new SentPosition(segment.Number, loaded.End).Write(folder.FullPath) is { } failure)
            {
                journal.DiskFailed(failure);
            }
        }
    }

    /// <summary>What was loaded is not done, and nobody is at it; it may be dropped.</summary>
    public void Release()
    {
        if (_held is { } segment)
        {
            _held = null;
            segments.Release(segment);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader?.Dispose();

    private LoadedBatch? Merge(Segment segment, SegmentReader reader, long from, long to)
    {
        _merge.Clear();
        var at = from;
        while (at < to)
        {
            var isHeader = reader.TryReadHeader(at, to);
            if (isHeader && !_merge.Fits(reader.Header, reader.Policy))
            {
                break;
            }

            if (isHeader && reader.TryReadLines(_merge.RoomFor(reader.Header.LineBytes)))
            {
                _merge.Add(reader.Header, reader.Policy);
                at += reader.Header.Bytes;
                continue;
            }

            // What stands before the damage goes first.
            if (_merge.Records > 0)
            {
                break;
            }

            at = PassDamage(segment, reader, at, to);
        }

        if (_merge.Records == 0)
        {
            Settle(new(default, 0, at, segment.Number));
            return null;
        }

        segments.NoteOldest(segment, _merge.AppendedUnixMs);
        return new(_merge.Batch, _merge.Records, at, segment.Number);
    }

    private long PassDamage(Segment segment, SegmentReader reader, long at, long to)
    {
        var next = reader.FindNext(at + 1, to);
        if (segment.NoteDamage(at))
        {
            journal.Damaged(segment.Path, at, next - at);
        }

        return next;
    }

    private SegmentReader? ReaderOf(Segment segment)
    {
        if (_read == segment)
        {
            return _reader;
        }

        CloseReader();
        try
        {
            _reader = new(segment.Path);
            _read = segment;
            return _reader;
        }
        catch (IOException failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody has taken it away: there is nothing left to send.
            journal.Damaged(segment.Path, segment.Position, segment.Length - segment.Position);
            _held = null;
            segments.Remove(segment);
            return null;
        }
    }

    private void DeleteFinished()
    {
        foreach (var segment in segments.TakeFinished())
        {
            if (segment == _read)
            {
                CloseReader();
            }

            folder.Delete(segment);
        }
    }

    private void CloseReader()
    {
        _reader?.Dispose();
        (_reader, _read) = (null, null);
    }
}
