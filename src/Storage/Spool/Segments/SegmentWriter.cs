using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using SqueezeFlow.Storage.Files;
using SqueezeFlow.Storage.Spool.Records;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>Appends to the newest segment. For one caller; bringing through to the disk goes beside it.</summary>
/// <param name="segments">The segments.</param>
/// <param name="folder">Their files.</param>
/// <param name="journal">Is told of failures.</param>
/// <param name="lastNumber">The highest number that was ever used.</param>
internal sealed class SegmentWriter(SegmentList segments, SegmentFolder folder, SpoolJournal journal, long lastNumber) : IDisposable
{
    private readonly Lock _syncing = new();
    private readonly ConcurrentQueue<SafeFileHandle> _finished = new();
    private volatile SafeFileHandle? _file;
    private volatile bool _isDirty;
    private Segment? _segment;
    private long _lastNumber = lastNumber;

    /// <summary>Closes the newest segment when it is too small for so many bytes more, or was taken away.</summary>
    public void MakeFit(long bytes, long segmentBytes)
    {
        if (_segment is { } segment && (segment.IsClosed || (segment.Length > SegmentFolder.HeaderBytes && segment.Length + bytes > segmentBytes)))
        {
            Close();
        }
    }

    /// <summary>Appends, whole or not at all.</summary>
    /// <exception cref="IOException">The disk cannot take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk may not be written.</exception>
    public async ValueTask WriteAsync(AppendBuffer append, long nowUnixMs)
    {
        if (_file is not { } file || _segment is not { } segment)
        {
            (file, segment) = Begin();
        }

        try
        {
            // One that is cancelled half-way would have to be taken back.
            await RandomAccess.WriteAsync(file, append.Bytes, segment.Length, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (DiskFault.IsCause(failure))
        {
            TakeBack(file, segment.Length);
            throw;
        }

        _isDirty = true;
        segments.Grow(segment, append, nowUnixMs);
    }

    /// <summary>Brings everything that was appended so far through to the disk.</summary>
    public void Sync()
    {
        lock (_syncing)
        {
            while (_finished.TryDequeue(out var finished))
            {
                using (finished)
                {
                    Flush(finished);
                }
            }

            if (_isDirty && _file is { } file)
            {
                _isDirty = false;
                Flush(file);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_segment is not null)
        {
            Close();
        }

        Sync();
    }

    private (SafeFileHandle File, Segment Segment) Begin()
    {
        var segment = new Segment(_lastNumber + 1, folder.PathOf(_lastNumber + 1));
        var file = folder.Create(segment);
        _lastNumber++;
        segments.Add(segment);
        (_file, _segment) = (file, segment);
        return (file, segment);
    }

    // Whoever brings it through to the disk closes it then.
    private void Close()
    {
        segments.Close(_segment!);
        var file = _file!;
        (_file, _segment) = (null, null);
        _finished.Enqueue(file);
    }

    // Where even that fails, nothing is appended behind what is half-written: the next start passes over it.
    private void TakeBack(SafeFileHandle file, long length)
    {
        try
        {
            RandomAccess.SetLength(file, length);
        }
        catch (Exception failure) when (DiskFault.IsCause(failure))
        {
            journal.DiskFailed(failure);
            Close();
        }
    }

    private void Flush(SafeFileHandle file)
    {
        try
        {
            RandomAccess.FlushToDisk(file);
        }
        catch (Exception failure) when (DiskFault.IsCause(failure))
        {
            journal.DiskFailed(failure);
        }
    }
}
