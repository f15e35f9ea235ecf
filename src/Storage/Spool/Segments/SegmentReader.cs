using System.Buffers;
using Microsoft.Win32.SafeHandles;
using SqueezeFlow.Storage.Spool.Records;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>Reads records of one segment, also while others are appended to it. For one caller.</summary>
/// <param name="path">The file.</param>
internal sealed class SegmentReader(string path) : IDisposable
{
    private const int WindowBytes = 64 << 10;

    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    private readonly byte[] _head = new byte[RecordHeader.MostBytes];
    private long _linesAt;
    private RecordHeader _header;

    /// <summary>Bytes of the file.</summary>
    public long Length => RandomAccess.GetLength(_file);

    /// <summary>Header of the record that was read last.</summary>
    public RecordHeader Header => _header;

    /// <summary>Its policy in UTF-8, until the next one is read.</summary>
    public ReadOnlySpan<byte> Policy => _head.AsSpan(RecordHeader.FixedBytes, _header.PolicyBytes);

    /// <summary>How the file begins; shorter where the file is.</summary>
    public ReadOnlySpan<byte> ReadFileHeader() => _head.AsSpan(0, Fill(_head.AsSpan(0, SegmentFolder.HeaderBytes), 0));

    /// <summary>Reads the header of a record that begins at a place and ends before another; false when there is none.</summary>
    public bool TryReadHeader(long at, long end)
    {
        var read = Fill(_head.AsSpan(0, (int)Math.Clamp(end - at, 0, _head.Length)), at);
        if (!RecordHeader.TryRead(_head.AsSpan(0, read), out _header) || _header.Bytes > end - at)
        {
            return false;
        }

        _linesAt = at + _header.HeaderBytes;
        return true;
    }

    /// <summary>Reads the lines of the record whose header was read last; false when the record is not as it was written.</summary>
    /// <param name="room">Room for exactly its lines.</param>
    public bool TryReadLines(Span<byte> room) =>
        Fill(room, _linesAt) == room.Length && RecordHeader.IsWhole(_head.AsSpan(0, _header.HeaderBytes), room);

    /// <summary>Where the next whole record begins, at a place or behind it; <paramref name="end"/> when there is none.</summary>
    public long FindNext(long from, long end)
    {
        var window = new byte[WindowBytes];
        for (var at = from; end - at >= RecordHeader.FixedBytes;)
        {
            var read = Fill(window.AsSpan(0, (int)Math.Min(end - at, WindowBytes)), at);
            var found = window.AsSpan(0, read).IndexOf(RecordHeader.Marker);
            if (found >= 0 && IsRecord(at + found, end))
            {
                return at + found;
            }

            if (found < 0 && read < WindowBytes)
            {
                break;
            }

            at += found < 0 ? read - RecordHeader.Marker.Length + 1 : found + 1;
        }

        return end;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private bool IsRecord(long at, long end)
    {
        if (!TryReadHeader(at, end))
        {
            return false;
        }

        var lines = ArrayPool<byte>.Shared.Rent(_header.LineBytes);
        try
        {
            return TryReadLines(lines.AsSpan(0, _header.LineBytes));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lines);
        }
    }

    private int Fill(Span<byte> room, long at)
    {
        var filled = 0;
        while (filled < room.Length && RandomAccess.Read(_file, room[filled..], at + filled) is > 0 and var read)
        {
            filled += read;
        }

        return filled;
    }
}
