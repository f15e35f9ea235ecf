using System.Globalization;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Storage.Files;
using SqueezeFlow.Storage.Spool.Fencing;
using SqueezeFlow.Storage.Spool.Records;
using SqueezeFlow.Storage.Spool.Segments;

namespace SqueezeFlow.Storage.Spool;

/// <summary>
/// The spool on disk. It opens at the first call; whoever sends what waits is beside it. Disposing writes nothing that a restart needs: a spool that is left without it has
/// lost nothing.
/// </summary>
internal sealed class DiskSpool : ISpool, IDisposable
{
    /// <summary>The setting that names the folder.</summary>
    public const string DirectorySetting = $"{SpoolOptions.Section}:{nameof(SpoolOptions.Directory)}";

    // The memory that one append takes for a moment.
    private const long MostAppendBytes = 1 << 30;

    private readonly SpoolOptions _options;
    private readonly ISpoolTarget _target;
    private readonly TimeProvider _clock;
    private readonly ISpoolFence? _fence;
    private readonly string _directory;
    private readonly Pulse _changed = new();
    private readonly SegmentList _segments;
    private readonly SemaphoreSlim _appending = new(1);
    private readonly List<SpoolBatch> _append = [];
    private readonly AppendBuffer _buffer;
    private volatile OpenSpool? _open;
    private long _left;
    private bool _isDisposed;
    private volatile bool _isOver;

    public DiskSpool(SpoolOptions options, ISpoolTarget target, TimeProvider clock, ILogger log, ISpoolFence? fence = null)
    {
        (_options, _target, _clock, _fence) = (options, target, clock, fence);
        _directory = Path.GetFullPath(options.Directory);
        _segments = new(_changed);
        _buffer = new(options.MaxBatchPoints);
        Journal = new(_directory, clock, _changed, log);
    }

    /// <summary>Counts what happens.</summary>
    public SpoolJournal Journal { get; }

    /// <inheritdoc/>
    public SpoolStatus Status => Journal.Report(_segments.Totals, _options.MaxBytes);

    /// <summary>Done at the next change of what waits or of how sending goes.</summary>
    public Task NextChange => _changed.Next;

    /// <inheritdoc/>
    public long Written => MarkOf(_segments.End);

    /// <inheritdoc/>
    public long Stored => MarkOf(_segments.Settled);

    /// <summary>Takes the folder and looks through what an earlier run has left. Other calls do so themselves; this one is for failing early.</summary>
    /// <exception cref="IOException">Another process has the folder, it cannot be read or written, or a newer version has written it; the message says what to do.</exception>
    public async Task<SegmentSource> OpenAsync(CancellationToken cancellationToken)
    {
        if (_open is { } open)
        {
            return open.Source;
        }

        await _appending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return (await Task.Run(EnsureOpen, CancellationToken.None).ConfigureAwait(false)).Source;
        }
        finally
        {
            _appending.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask AppendAsync(IReadOnlyList<SpoolBatch> batches, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batches);
        await _appending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var i = 0; i < batches.Count; i++)
            {
                BatchLines.Check(batches[i]);
                _append.Add(batches[i]);
            }

            await KeepAsync(_open ?? EnsureOpen()).ConfigureAwait(false);
        }
        finally
        {
            _append.Clear();
            _appending.Release();
        }
    }

    /// <inheritdoc/>
    public async Task DrainedAsync(long mark, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        var (end, since) = (PlaceOf(Math.Max(mark, _left)), _clock.GetTimestamp());
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var change = _changed.Next;
            if (_segments.IsSettled(end))
            {
                return;
            }

            var left = timeout - _clock.GetElapsedTime(since);
            if (_isOver || left <= TimeSpan.Zero || !Journal.IsReachable)
            {
                throw new IOException(DescribeWait(timeout));
            }

            await change.WaitAsync(left, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The run that has written a segment.</summary>
    public string RunOf(long segment) => _open?.Runs.Of(segment) ?? "";

    /// <summary>Runs that ended without sending all they had, the oldest first.</summary>
    public IReadOnlyList<string> LeftoverRuns => [.. _segments.Pending.Select(RunOf).Distinct()];

    /// <summary>A batch is done.</summary>
    public void Settle(SegmentSource source, in LoadedBatch loaded)
    {
        source.Settle(loaded);
        if (_segments.Totals.FileBytes <= _options.MaxBytes / 2)
        {
            Journal.Relieved();
        }
    }

    /// <summary>Nothing is sent any more.</summary>
    public void EndSending()
    {
        _isOver = true;
        Journal.Left(_segments.Totals);
        _changed.Fire();
    }

    /// <summary>Closes the files and gives the folder back, after the running append.</summary>
    public void Dispose()
    {
        _appending.Wait();
        try
        {
            _isDisposed = true;
            _open?.Dispose();
            _open = null;
            _buffer.Dispose();
        }
        finally
        {
            _appending.Release();
        }
    }

    // A segment is two gigabytes at most.
    private static long MarkOf((long Number, long Offset) place) => (place.Number << 32) + place.Offset;

    private static (long Number, long Offset) PlaceOf(long mark) => (mark >> 32, mark & uint.MaxValue);

    private OpenSpool EnsureOpen()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            return _open ?? Open();
        }
        catch (Exception failure) when (DiskFault.IsCause(failure))
        {
            Journal.DiskFailed(failure);
            throw failure as IOException ?? DiskFault.Of(_directory, DirectorySetting, "the spool cannot be opened", failure);
        }
    }

    private OpenSpool Open()
    {
        var open = OpenSpool.Open(_directory, _options, _segments, _target, _clock, Journal, _fence?.Run);
        _left = Written;
        return _open = open;
    }

    private async Task KeepAsync(OpenSpool open)
    {
        try
        {
            MakeRoom(open);
            var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
            _buffer.Fill(_append, now);
            if (_buffer.Records > 0)
            {
                await open.Writer.WriteAsync(_buffer, now).ConfigureAwait(false);
                Journal.Appended(_buffer.Points);
            }

            open.Dropper.Commit();
        }
        catch (Exception failure)
        {
            open.Dropper.Undo();
            if (!DiskFault.IsCause(failure))
            {
                throw;
            }

            var fault = failure as SpoolTooSmallException ?? DiskFault.Of(_directory, DirectorySetting, "appending failed, nothing of it was kept", failure);
            Journal.DiskFailed(fault);
            throw fault;
        }
        finally
        {
            _buffer.Trim();
        }
    }

    private void MakeRoom(OpenSpool open)
    {
        var (bytes, most) = (_buffer.Measure(_append), Math.Min(_options.MaxBytes, MostAppendBytes));
        if (bytes > most)
        {
            throw new SpoolTooSmallException(bytes, most);
        }

        open.Writer.MakeFit(bytes, _options.SegmentBytes);
        while (_segments.Totals.FileBytes - open.Dropper.Bytes + SegmentFolder.HeaderBytes + bytes > _options.MaxBytes && open.Dropper.TryClaim(out var instead))
        {
            _append.AddRange(instead);
            bytes = _buffer.Measure(_append);
        }
    }

    private string DescribeWait(TimeSpan timeout)
    {
        var words = Journal.LastError is { } last ? $" (its last words: {last})" : "";
        var state = _isOver ? "is not sent to any more" : Journal.IsReachable ? string.Create(CultureInfo.InvariantCulture, $"is behind after {timeout.TotalSeconds:0.#} s") : "is away";
        return string.Create(CultureInfo.InvariantCulture, $"The store {state}{words}; {_segments.Totals.Points} points wait in {_directory} and follow.");
    }
}
