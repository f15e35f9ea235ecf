using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Storage.Redis.Records.Engine;

/// <summary>Counts what is read and written, and keeps the last failure. Safe for concurrent use.</summary>
internal sealed class RecordJournal(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _writes;
    private long _writesFailed;
    private long _readsFailed;
    private DateTimeOffset? _failingSince;
    private string? _writeError;
    private string? _readError;

    /// <summary>A read was answered.</summary>
    public void Read()
    {
        lock (_gate)
        {
            _readError = null;
            Answered();
        }
    }

    /// <summary>A write was carried out.</summary>
    public void Wrote()
    {
        lock (_gate)
        {
            _writes++;
            _writeError = null;
            Answered();
        }
    }

    /// <summary>A read failed; gives what is to be thrown.</summary>
    public RedisFault ReadFailed(string words, Exception? cause)
    {
        RedisMetrics.RecordFailures.Add(1, new KeyValuePair<string, object?>("call", "read"));
        lock (_gate)
        {
            _readsFailed++;
            _readError = words;
            _failingSince ??= clock.GetUtcNow();
        }

        return new(words, cause);
    }

    /// <summary>A write failed; gives what is to be thrown.</summary>
    public RedisFault WriteFailed(string words, Exception? cause)
    {
        RedisMetrics.RecordFailures.Add(1, new KeyValuePair<string, object?>("call", "write"));
        lock (_gate)
        {
            _writesFailed++;
            _writeError = words;
            _failingSince ??= clock.GetUtcNow();
        }

        return new(words, cause);
    }

    /// <summary>All that is known.</summary>
    public RecordStatus Report(string address, bool isConnected)
    {
        lock (_gate)
        {
            return new(address, isConnected, _writes, _writesFailed, _readsFailed, _failingSince, _writeError, _readError);
        }
    }

    private void Answered() => _failingSince = _writeError is null && _readError is null ? null : _failingSince;
}
