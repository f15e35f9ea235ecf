using Microsoft.Extensions.Logging;
using SqueezeFlow.Storage.Spool.Segments;
using SqueezeFlow.Storage.Spool.Sending;

namespace SqueezeFlow.Storage.Spool;

/// <summary>Counts what the spool does, and tells an outage, a full spool and a failing disk once when it begins and once when it ends. Safe for concurrent use.</summary>
internal sealed class SpoolJournal(string directory, TimeProvider clock, Pulse changed, ILogger log)
{
    private readonly SpoolLog _log = new(log);
    private readonly Lock _gate = new();
    private readonly SendRate _rate = new(clock);
    private readonly Outage _outage = new(clock);
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
                return _outage.Since is null;
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
        double? ended;
        lock (_gate)
        {
            ended = _outage.End();
        }

        if (ended is { } seconds)
        {
            _log.Answers(directory, seconds);
            changed.Fire();
        }
    }

    /// <summary>A try to send was not answered, or what follows from the answer could not be done; it is repeated.</summary>
    public void Failed(string words)
    {
        SpoolMetrics.Failures.Add(1);
        bool isFirst;
        lock (_gate)
        {
            _failures++;
            isFirst = _outage.Begin();
            NoteError(words);
        }

        if (isFirst)
        {
            _log.Fails(directory, words);
        }

        changed.Fire();
    }

    /// <summary>The program that sends has failed itself.</summary>
    public void Broke(Exception failure) => _log.Broke(failure);

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

        _log.DeadLettered(points, folder, words);
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
            _log.Dropping(directory);
        }
    }

    /// <summary>Points were left out because another process has taken their markets.</summary>
    public void Fenced(int points)
    {
        SpoolMetrics.Fenced.Add(points);
        _log.Fenced(points, directory);
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

        _log.Relieved(directory, dropped);
    }

    /// <summary>An unfinished append was cut off.</summary>
    public void Torn(string file, long bytes)
    {
        SpoolMetrics.Torn.Add(1);
        lock (_gate)
        {
            _torn++;
        }

        _log.Torn(file, bytes);
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

        _log.Damaged(file, at, bytes);
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
            _log.DoesNotWork(failure.Message);
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

        _log.WorksAgain(directory);
    }

    /// <summary>Sending has ended, and so much is left.</summary>
    public void Left(in SegmentTotals totals)
    {
        if (totals.Records > 0)
        {
            _log.Left(totals.Points, directory);
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
                _outage.Since is null,
                _outage.Since,
                _failures,
                _lastError,
                _lastErrorAt,
                _lastSuccessAt,
                _diskError);
        }
    }

    private void NoteError(string words) => (_lastError, _lastErrorAt) = (words, clock.GetUtcNow());
}
