using System.Buffers;
using System.Text;
using SqueezeFlow.Storage.Files;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>
/// Makes room in a full spool: the oldest segment goes, unless a batch of it is being sent; then the next oldest. It is gone when what is kept in its place is on disk, not
/// before. For one caller.
/// </summary>
internal sealed class SegmentDropper(SegmentList segments, SegmentFolder folder, ISpoolTarget target, SpoolJournal journal)
{
    private readonly List<Segment> _claimed = [];

    /// <summary>Bytes that go with the claimed segments.</summary>
    public long Bytes { get; private set; }

    /// <summary>Claims one segment more; false when none can be spared.</summary>
    /// <param name="instead">What is to be kept in its place.</param>
    public bool TryClaim(out IReadOnlyList<SpoolBatch> instead)
    {
        instead = [];
        if (segments.Claim() is not { } segment)
        {
            return false;
        }

        _claimed.Add(segment);
        Bytes += segment.Length;
        var unsent = Read(segment);
        if (unsent.Count > 0)
        {
            instead = target.Dropped(unsent);
            for (var i = 0; i < instead.Count; i++)
            {
                BatchLines.Check(instead[i]);
            }
        }

        return true;
    }

    /// <summary>What is kept in place of the claimed segments is on disk: they go.</summary>
    public void Commit()
    {
        foreach (var segment in _claimed)
        {
            if (segment.IsPending)
            {
                journal.Dropped(segment.Points);
            }

            segments.Remove(segment);
            folder.Delete(segment);
        }

        Clear();
    }

    /// <summary>The claimed segments stay.</summary>
    public void Undo()
    {
        foreach (var segment in _claimed)
        {
            segments.Release(segment);
        }

        Clear();
    }

    private void Clear()
    {
        _claimed.Clear();
        Bytes = 0;
    }

    private List<SpoolBatch> Read(Segment segment)
    {
        if (!segment.IsPending)
        {
            return [];
        }

        if (!File.Exists(segment.Path))
        {
            journal.Damaged(segment.Path, segment.Position, segment.Length - segment.Position);
            return [];
        }

        // Never grows, so that what was handed out stays.
        var lines = new ArrayBufferWriter<byte>(checked((int)(segment.Length - segment.Position)));
        List<SpoolBatch> batches = [];
        var at = segment.Position;
        try
        {
            Read(segment, lines, batches, ref at);
        }
        catch (Exception failure) when (DiskFault.IsCause(failure))
        {
            // What cannot be read cannot be saved: it must not keep what is new from its place.
            journal.DiskFailed(failure);
            journal.Damaged(segment.Path, at, segment.Length - at);
        }

        return batches;
    }

    private void Read(Segment segment, ArrayBufferWriter<byte> lines, List<SpoolBatch> batches, ref long at)
    {
        using var reader = new SegmentReader(segment.Path);
        while (at < segment.Length)
        {
            if (reader.TryReadHeader(at, segment.Length) && reader.TryReadLines(lines.GetSpan(reader.Header.LineBytes)[..reader.Header.LineBytes]))
            {
                batches.Add(Take(lines, reader));
                at += reader.Header.Bytes;
                continue;
            }

            var next = reader.FindNext(at + 1, segment.Length);
            if (segment.NoteDamage(at))
            {
                journal.Damaged(segment.Path, at, next - at);
            }

            at = next;
        }
    }

    private static SpoolBatch Take(ArrayBufferWriter<byte> lines, SegmentReader reader)
    {
        var header = reader.Header;
        lines.Advance(header.LineBytes);
        return new(Encoding.UTF8.GetString(reader.Policy), lines.WrittenMemory[^header.LineBytes..], header.Points, header.FirstUnixMs, header.LastUnixMs);
    }
}
