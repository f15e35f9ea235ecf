using System.Diagnostics.Metrics;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>Counts what the store does. Safe for concurrent use.</summary>
internal sealed class StoreJournal(TimeProvider clock)
{
    private const int Kept = 256;

    private static readonly Meter Meter = new("SqueezeFlow.Storage.Sqlite");
    private static readonly Histogram<double> WriteDuration = Meter.CreateHistogram<double>("storage.write.duration", "ms");
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("storage.rows", "{row}");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("storage.failures", "{call}");

    private readonly Lock _lock = new();
    private readonly TimeSpan[] _durations = new TimeSpan[Kept];
    private long _rows;
    private long _committed;
    private long _writesFailed;
    private long _readsFailed;
    private DateTimeOffset? _lastWriteAt;
    private string? _lastError;
    private DateTimeOffset? _lastErrorAt;
    private string? _writeError;
    private volatile string? _readError;

    /// <summary>Notes a committed transaction.</summary>
    public void Committed(TimeSpan duration)
    {
        WriteDuration.Record(duration.TotalMilliseconds);
        lock (_lock)
        {
            _durations[_committed++ % Kept] = duration;
            _lastWriteAt = clock.GetUtcNow();
            _writeError = null;
        }
    }

    /// <summary>Notes a read that succeeded.</summary>
    public void ReadDone() => _readError = null;

    /// <summary>Notes rows that were committed.</summary>
    public void Wrote(int rows)
    {
        Rows.Add(rows);
        Interlocked.Add(ref _rows, rows);
    }

    /// <summary>Notes a failed write.</summary>
    public void WriteFailed(Exception exception)
    {
        lock (_lock)
        {
            _writesFailed++;
            _writeError = exception.Message;
            NoteFailure(exception);
        }
    }

    /// <summary>Notes a failed read.</summary>
    public void ReadFailed(Exception exception)
    {
        lock (_lock)
        {
            _readsFailed++;
            _readError = exception.Message;
            NoteFailure(exception);
        }
    }

    /// <summary>What is known now; sizes are read from disk.</summary>
    public StoreStatistics Report(string path, DataOptions options)
    {
        lock (_lock)
        {
            var durations = _durations.AsSpan(0, (int)Math.Min(_committed, Kept)).ToArray();
            Array.Sort(durations);
            return new(
                path,
                SizeOf(path),
                SizeOf(path + "-wal"),
                options.MaxFileBytes,
                options.SecondBarRetention,
                Interlocked.Read(ref _rows),
                _committed,
                _writesFailed,
                _readsFailed,
                _lastWriteAt,
                _lastError,
                _lastErrorAt,
                Quantile(durations, 0.5),
                Quantile(durations, 0.99),
                _writeError,
                _readError);
        }
    }

    private static TimeSpan Quantile(TimeSpan[] sorted, double share) =>
        sorted.Length == 0 ? TimeSpan.Zero : sorted[(int)(share * (sorted.Length - 1))];

    private static long SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }

    private void NoteFailure(Exception exception)
    {
        Failures.Add(1);
        _lastError = exception.Message;
        _lastErrorAt = clock.GetUtcNow();
    }
}
