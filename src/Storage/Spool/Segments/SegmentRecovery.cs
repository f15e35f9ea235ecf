using System.Buffers;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>
/// Looks through the segments of an earlier run. Behind the last whole append of the newest one there may be a torn one: it is cut off. Whatever else is no record is
/// damage, and is passed over; what is sane behind it is sent.
/// </summary>
internal sealed class SegmentRecovery(SegmentFolder folder, SegmentList segments, SpoolJournal journal)
{
    private readonly ArrayBufferWriter<byte> _lines = new();

    /// <summary>Takes what waits into the list.</summary>
    /// <param name="sent">Up to where all was sent.</param>
    /// <returns>The highest number that was ever used, as far as is known.</returns>
    /// <exception cref="IOException">A file cannot be read or cut, or is of a newer version.</exception>
    public long Run(SentPosition sent)
    {
        var found = folder.List();
        foreach (var segment in found)
        {
            if (segment.Number >= sent.Number)
            {
                Read(segment, segment.Number == sent.Number ? sent.Offset : 0, isNewest: segment == found[^1]);
            }

            if (segment.IsPending)
            {
                segments.Add(segment);
            }
            else
            {
                folder.Delete(segment);
            }
        }

        return Math.Max(sent.Number, found is [.., var newest] ? newest.Number : 0);
    }

    private void Read(Segment segment, long sentOffset, bool isNewest)
    {
        long length;
        using (var reader = new SegmentReader(segment.Path))
        {
            length = reader.Length;
            segment.IsClosed = true;
            segment.Length = segment.Position = Math.Clamp(sentOffset, SegmentFolder.HeaderBytes, Math.Max(length, SegmentFolder.HeaderBytes));
            if (!SegmentFolder.IsSegment(reader.ReadFileHeader(), segment.Path) && length >= SegmentFolder.HeaderBytes)
            {
                journal.Damaged(segment.Path, 0, SegmentFolder.HeaderBytes);
            }

            Walk(segment, reader, length);
        }

        if (length <= segment.Length)
        {
            return;
        }

        if (isNewest)
        {
            Cut(segment);
            journal.Torn(segment.Path, length - segment.Length);
        }
        else
        {
            journal.Damaged(segment.Path, segment.Length, length - segment.Length);
        }
    }

    // The records of an append count together, when its last one is reached.
    private void Walk(Segment segment, SegmentReader reader, long length)
    {
        var (at, records, points) = (segment.Position, 0, 0L);
        while (at < length)
        {
            if (!reader.TryReadHeader(at, length) || !TryReadLines(reader))
            {
                var next = reader.FindNext(at + 1, length);
                if (next == length)
                {
                    return;
                }

                journal.Damaged(segment.Path, at, next - at);
                segment.NoteDamage(at);
                at = next;
                continue;
            }

            segment.OldestUnixMs = segment.Records + records == 0 ? reader.Header.AppendedUnixMs : segment.OldestUnixMs;
            (at, records, points) = (at + reader.Header.Bytes, records + 1, points + reader.Header.Points);
            if (!reader.Header.IsContinued)
            {
                (segment.Length, segment.Records, segment.Points) = (at, segment.Records + records, segment.Points + points);
                (records, points) = (0, 0);
            }
        }
    }

    private bool TryReadLines(SegmentReader reader)
    {
        _lines.ResetWrittenCount();
        return reader.TryReadLines(_lines.GetSpan(reader.Header.LineBytes)[..reader.Header.LineBytes]);
    }

    private static void Cut(Segment segment)
    {
        if (segment.Length > SegmentFolder.HeaderBytes)
        {
            using var file = File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Write, FileShare.Read);
            RandomAccess.SetLength(file, segment.Length);
        }
    }
}
