using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Storage.Redis.GrainState;

/// <summary>Counts what becomes of grains' states, and tells an outage once when it begins and once when it ends. Safe for concurrent use.</summary>
public sealed partial class StateJournal(TimeProvider clock, ILogger<StateJournal> log)
{
    private static readonly Meter Meter = new("SqueezeFlow.Storage.Redis.GrainState");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("state.failures", "{call}", "States of grains that Redis did not read or write.");
    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("state.conflicts", "{call}", "States of grains that another activation had written.");
    private static readonly Counter<long> Restorations = Meter.CreateCounter<long>("state.restored", "{state}", "States of grains that Redis had lost and was given again.");

    // States are written again as their grains have something to write: what comes later than this is another loss.
    private static readonly TimeSpan OneLoss = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Outage _outage = new(clock);
    private StateFailure? _failure;
    private DateTimeOffset _restoredAt = DateTimeOffset.MinValue;

    /// <summary>What fails since when; null when the last call succeeded.</summary>
    public StateFailure? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure;
            }
        }
    }

    internal void Succeeded()
    {
        if (Volatile.Read(ref _failure) is null)
        {
            return;
        }

        double? ended;
        lock (_gate)
        {
            (ended, _failure) = (_outage.End(), null);
        }

        if (ended is { } seconds)
        {
            LogPassed(seconds);
        }
    }

    internal void Failed(string words)
    {
        Failures.Add(1);
        bool isFirst;
        lock (_gate)
        {
            isFirst = _outage.Begin();
            _failure = new(_outage.Since!.Value, words);
        }

        if (isFirst)
        {
            LogFails(words);
        }
    }

    internal void Conflicted(string state, string grain)
    {
        Conflicts.Add(1);
        LogConflict(state, grain);
    }

    internal void Restored()
    {
        Restorations.Add(1);
        var now = clock.GetUtcNow();
        bool isFirst;
        lock (_gate)
        {
            (isFirst, _restoredAt) = (now - _restoredAt > OneLoss, now);
        }

        if (isFirst)
        {
            LogRestored();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Redis does not keep the states of grains: {Words}; no signal is given and no order is made until it does")]
    private partial void LogFails(string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis keeps the states of grains again, after {Seconds:0} s")]
    private partial void LogPassed(double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "State {State} of {Grain} was written by another activation, or by this one without an answer: this one ends")]
    private partial void LogConflict(string state, string grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis has lost the states of grains: those in memory are written again")]
    private partial void LogRestored();
}

/// <summary>States of grains are not kept.</summary>
/// <param name="Since">Wall time of the first failure.</param>
/// <param name="Words">What the last one was.</param>
public sealed record StateFailure(DateTimeOffset Since, string Words);
