using Microsoft.Extensions.Logging;
using SqueezeFlow.Storage.Spool.Segments;

namespace SqueezeFlow.Storage.Spool;

/// <summary>Counts what the spool does, and tells an outage, a full spool and a failing disk once when it begins and once when it ends. Safe for concurrent use.</summary>
internal sealed partial class SpoolJournal(string directory, TimeProvider clock, Pulse changed, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly SendRate _rate = new(clock);
    private DateTimeOffset? _failingSince;
    private string? _lastError;
    private DateTimeOffset? _lastErrorAt;
    private DateTimeOffset? _lastSuccessAt;
    private string? _diskError;
    private bool _isDropping;
    private long _sent;
    private long _deadLettered;
    private long _deletedDeadLetters;
    private long _dropped;
    private long _failures;
    private long _torn;
    private long _damagedStretches;
    private long _damagedBytes;

    /// <summary>Whether the last try to send was answered; so it is before the first.</summary>
    public bool IsReachable
    {
        get
        {
            lock (_gate)
            {
                return _failingSince is null;
            }
        }
    }

    /// <summary>Words of the last try that failed or was refused.</summary>
    public string? LastError
    {
        get
        {
            lock (_gate)
            {
                return _lastError;
            }
        }
    }

    /// <summary>The store has taken points.</summary>
    public void Sent(int points)
    {
        SpoolMetrics.Sent.Add(points);
        lock (_gate)
        {
            _sent += points;
            _rate.Add(points);
            _lastSuccessAt = clock.GetUtcNow();
        }
    }

    /// <summary>The store has answered, whatever it said.</summary>
    public void Answered()
    {
        DateTimeOffset since;
        lock (_gate)
        {
            if (_failingSince is not { } begin)
            {
                return;
            }

            (since, _failingSince) = (begin, null);
        }

        var seconds = (clock.GetUtcNow() - since).TotalSeconds;
        LogAnswers(directory, seconds);
        changed.Fire();
    }

    /// <summary>A try to send was not answered, or what follows from the answer could not be done; it is repeated.</summary>
    public void Failed(string words)
    {
        SpoolMetrics.Failures.Add(1);
        bool isFirst;
        lock (_gate)
        {
            _failures++;
            isFirst = _failingSince is null;
            _failingSince ??= clock.GetUtcNow();
            NoteError(words);
        }

        if (isFirst)
        {
            LogFails(directory, words);
        }

        changed.Fire();
    }

    /// <summary>The program that sends has failed itself.</summary>
    public void Broke(Exception failure) => LogBroke(failure);

    /// <summary>The store has refused a batch, or a part of one.</summary>
    public void Refused(string words)
    {
        lock (_gate)
        {
            NoteError(words);
        }
    }

    /// <summary>A batch is done, of which so many lines were set aside.</summary>
    public void DeadLettered(int points, string folder, string words)
    {
        SpoolMetrics.DeadLettered.Add(points);
        lock (_gate)
        {
            _deadLettered += points;
        }

        LogDeadLettered(points, folder, words);
    }

    /// <summary>Lines that were set aside are kept no more.</summary>
    public void DeadLettersDeleted(long points)
    {
        SpoolMetrics.DeadLettersDeleted.Add(points);
        lock (_gate)
        {
            _deletedDeadLetters += points;
        }
    }

    /// <summary>Points were dropped because the spool is full.</summary>
    public void Dropped(long points)
    {
        SpoolMetrics.Dropped.Add(points);
        bool isFirst;
        lock (_gate)
        {
            _dropped += points;
            isFirst = !_isDropping;
            _isDropping = true;
        }

        if (isFirst)
        {
            LogDropping(directory);
        }
    }

    /// <summary>The spool is half empty, or emptier.</summary>
    public void Relieved()
    {
        long dropped;
        lock (_gate)
        {
            if (!_isDropping)
            {
                return;
            }

            (_isDropping, dropped) = (false, _dropped);
        }

        LogRelieved(directory, dropped);
    }

    /// <summary>An unfinished append was cut off.</summary>
    public void Torn(string file, long bytes)
    {
        SpoolMetrics.Torn.Add(1);
        lock (_gate)
        {
            _torn++;
        }

        LogTorn(file, bytes);
    }

    /// <summary>A stretch of a segment cannot be read.</summary>
    public void Damaged(string file, long at, long bytes)
    {
        SpoolMetrics.Damaged.Add(bytes);
        lock (_gate)
        {
            _damagedStretches++;
            _damagedBytes += bytes;
        }

        LogDamaged(file, at, bytes);
    }

    /// <summary>The disk could not do what was asked of it.</summary>
    public void DiskFailed(Exception failure)
    {
        SpoolMetrics.DiskFailures.Add(1);
        bool isFirst;
        lock (_gate)
        {
            isFirst = _diskError is null;
            _diskError = failure.Message;
        }

        if (isFirst)
        {
            LogDiskFails(directory, failure.Message);
        }
    }

    /// <summary>Points are on disk.</summary>
    public void Appended(long points)
    {
        SpoolMetrics.Appended.Add(points);
        lock (_gate)
        {
            if (_diskError is null)
            {
                return;
            }

            _diskError = null;
        }

        LogDiskWorks(directory);
    }

    /// <summary>Sending has ended, and so much is left.</summary>
    public void Left(in SegmentTotals totals)
    {
        if (totals.Records > 0)
        {
            LogLeft(totals.Points, directory);
        }
    }

    /// <summary>All that is known.</summary>
    public SpoolStatus Report(in SegmentTotals totals, long maxBytes)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            return new(
                directory,
                totals.Records,
                totals.Points,
                totals.PendingBytes,
                totals.FileBytes,
                maxBytes,
                totals.OldestUnixMs is { } oldest ? Math.Max(0, (now.ToUnixTimeMilliseconds() - oldest) / 1000.0) : 0,
                _rate.PerSecond,
                _sent,
                _deadLettered,
                _deletedDeadLetters,
                _dropped,
                _isDropping,
                _torn,
                _damagedStretches,
                _damagedBytes,
                _failingSince is null,
                _failingSince,
                _failures,
                _lastError,
                _lastErrorAt,
                _lastSuccessAt,
                _diskError);
        }
    }

    private void NoteError(string words) => (_lastError, _lastErrorAt) = (words, clock.GetUtcNow());

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not take what waits in {Directory}: {Words}; it is kept there and follows")]
    private partial void LogFails(string directory, string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "The store takes what waits in {Directory} again, after {Seconds:0} s")]
    private partial void LogAnswers(string directory, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending broke off in an unforeseen way; it is tried again")]
    private partial void LogBroke(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Points} points were refused by the store for good and set aside in {Folder}: {Words}")]
    private partial void LogDeadLettered(int points, string folder, string words);

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool {Directory} is full: the oldest points are dropped unsent. Bring the store back, or raise Spool:MaxBytes")]
    private partial void LogDropping(string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "The spool {Directory} has room again; {Points} points were dropped unsent since the start")]
    private partial void LogRelieved(string directory, long points);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} ended in an unfinished append of {Bytes} bytes, which was cut off: the process that wrote it was killed")]
    private partial void LogTorn(string file, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File} is damaged from byte {At}: {Bytes} bytes are lost and were passed over. Check the disk")]
    private partial void LogDamaged(string file, long at, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The disk fails the spool {Directory}: {Words}")]
    private partial void LogDiskFails(string directory, string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "The spool {Directory} can be written again")]
    private partial void LogDiskWorks(string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Points} points wait in {Directory}; they are sent after the next start")]
    private partial void LogLeft(long points, string directory);
}
