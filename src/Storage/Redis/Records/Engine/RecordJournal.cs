using Microsoft.Extensions.Logging;
using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Storage.Redis.Records.Engine;

/// <summary>Counts what is read and written, keeps the last failure, and tells an outage once when it begins and once when it ends. Safe for concurrent use.</summary>
internal sealed partial class RecordJournal(TimeProvider clock, ILogger<RecordJournal> log)
{
    private readonly Lock _gate = new();
    private long _writes;
    private long _writesFailed;
    private long _readsFailed;
    private readonly Outage _outage = new(clock);
    private string? _writeError;
    private string? _readError;

    /// <summary>A read was answered.</summary>
    public void Read() => Answered(isWrite: false);

    /// <summary>A write was carried out.</summary>
    public void Wrote() => Answered(isWrite: true);

    /// <summary>A read failed; gives what is to be thrown.</summary>
    public RedisFault ReadFailed(string words, Exception? cause)
    {
        RedisMetrics.RecordFailures.Add(1, new KeyValuePair<string, object?>("call", "read"));
        bool isFirst;
        lock (_gate)
        {
            _readsFailed++;
            _readError = words;
            isFirst = _outage.Begin();
        }

        Tell(isFirst, words);
        return new(words, cause);
    }

    /// <summary>A write failed; gives what is to be thrown.</summary>
    public RedisFault WriteFailed(string words, Exception? cause)
    {
        RedisMetrics.RecordFailures.Add(1, new KeyValuePair<string, object?>("call", "write"));
        bool isFirst;
        lock (_gate)
        {
            _writesFailed++;
            _writeError = words;
            isFirst = _outage.Begin();
        }

        Tell(isFirst, words);
        return new(words, cause);
    }

    /// <summary>All that is known.</summary>
    public RecordStatus Report(string address, bool isConnected)
    {
        lock (_gate)
        {
            return new(address, isConnected, _writes, _writesFailed, _readsFailed, _outage.Since, _writeError, _readError);
        }
    }

    private void Answered(bool isWrite)
    {
        double? ended;
        lock (_gate)
        {
            _writes += isWrite ? 1 : 0;
            (_writeError, _readError) = (isWrite ? null : _writeError, isWrite ? _readError : null);
            ended = (_writeError ?? _readError) is null ? _outage.End() : null;
        }

        if (ended is { } seconds)
        {
            LogPassed(seconds);
        }
    }

    private void Tell(bool isFirst, string words)
    {
        if (isFirst)
        {
            LogFails(words);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Records fail: {Words}")]
    private partial void LogFails(string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "Records are read and written again, after {Seconds:0} s")]
    private partial void LogPassed(double seconds);
}
