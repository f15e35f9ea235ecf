using Microsoft.Extensions.Logging;
using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Storage.Redis;

/// <summary>Counts what is published and what fails, and tells an outage once when it begins and once when it ends. Safe for concurrent use.</summary>
internal sealed partial class MirrorJournal(string address, TimeProvider clock, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly Outage _outage = new(clock);
    private string? _failure;
    private string? _refusal;
    private long _published;
    private long _late;
    private long _failures;
    private long _refused;

    /// <summary>Redis has a signal.</summary>
    public void Published(string signalId, PublishReceipt receipt, bool isLate)
    {
        Answered();
        if (!receipt.IsNew)
        {
            RedisMetrics.Repeated.Add(1);
            return;
        }

        RedisMetrics.Published.Add(1);
        RedisMetrics.Late.Add(isLate ? 1 : 0);
        lock (_gate)
        {
            _published++;
            _late += isLate ? 1 : 0;
            _refusal = null;
        }

        if (receipt.Refused is { } words)
        {
            Refused(signalId, words);
        }
    }

    /// <summary>A signal was not taken whole, and is not tried again.</summary>
    public void Refused(string signalId, string words)
    {
        RedisMetrics.Refused.Add(1);
        lock (_gate)
        {
            _refused++;
            _refusal = words;
        }

        LogRefused(signalId, address, words);
    }

    /// <summary>Redis answered.</summary>
    public void Answered()
    {
        double? ended;
        lock (_gate)
        {
            (ended, _failure) = (_outage.End(), null);
        }

        if (ended is { } seconds)
        {
            LogAnswers(address, seconds);
        }
    }

    /// <summary>Redis did not answer, or not usably.</summary>
    public void Failed(string words)
    {
        RedisMetrics.Failures.Add(1);
        bool isFirst;
        lock (_gate)
        {
            _failures++;
            (isFirst, _failure) = (_outage.Begin(), words);
        }

        if (isFirst)
        {
            LogFails(address, words);
        }
    }

    /// <summary>The own store could not be read or written.</summary>
    public void StoreFailed(Exception failure)
    {
        RedisMetrics.StoreFailures.Add(1);
        LogStoreFails(failure);
    }

    /// <summary>All that is known.</summary>
    public MirrorStatus Report(bool isConnected, int pending)
    {
        lock (_gate)
        {
            return new(address, isConnected, _outage.Since, _failure, _refusal, pending, _published, _late, _failures, _refused);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis at {Address} fails: {Words}; signals wait for it and follow, trading goes on")]
    private partial void LogFails(string address, string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis at {Address} answers again, after {Seconds:0} s")]
    private partial void LogAnswers(string address, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signal {SignalId} was not taken whole by Redis at {Address} and is not tried again: {Words}")]
    private partial void LogRefused(string signalId, string address, string words);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is published to Redis could not be looked up or noted; it is tried again")]
    private partial void LogStoreFails(Exception failure);
}
