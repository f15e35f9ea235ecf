using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Grains.Signals.Trail;

/// <summary>
/// Brings the steps of signals to the store, in order and beside everything else: whoever notes one never waits. While the store fails steps wait in
/// bounded memory; what finds no room is counted, logged, and told in the signal's own record. Safe for concurrent use.
/// </summary>
internal sealed partial class TrailRecorder(ISignalTrail trail, TimeProvider clock, ILogger<TrailRecorder> logger) : IStepRecorder, IHostedLifecycleService, IDisposable
{
    /// <summary>Steps that may wait.</summary>
    public const int Capacity = 10_000;

    /// <summary>Steps that are stored with one write, at most.</summary>
    public const int MostAtOnce = 500;

    /// <summary>How long a step waits for others: orders write to the same file, and one write of many takes less from them than many.</summary>
    public static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait after a write that failed; the first one is a second.</summary>
    public static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly StepQueue _queue = new(Capacity);
    private readonly SemaphoreSlim _noted = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _writing = Task.CompletedTask;
    private int _failures;
    private long _lost;

    /// <inheritdoc/>
    public void Note(SignalStep taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        lock (_gate)
        {
            if (!_queue.Add(taken))
            {
                Lose(1);
            }

            if (_noted.CurrentCount == 0)
            {
                _noted.Release();
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SignalStep> WaitingOf(string signalId)
    {
        lock (_gate)
        {
            return _queue.Of(signalId);
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = WriteOnAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The silo and its grains have ended: what they noted last is stored, whatever time others have left of the stop.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _writing;
        using var timeout = new CancellationTokenSource(StopTime, clock);
        while (Waiting > 0)
        {
            if (!await TryWriteAsync(timeout.Token))
            {
                LogLeft(Waiting);
                TrailMetrics.Lost.Add(Waiting);
                break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _noted.Dispose();
        _stopping.Dispose();
    }

    private int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    private async Task WriteOnAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await _noted.WaitAsync(stopping);
                await Task.Delay(Gather, clock, stopping);
                while (Waiting > 0)
                {
                    if (!await TryWriteAsync(stopping))
                    {
                        await Task.Delay(RetryAfter(_failures), clock, stopping);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What waits is stored when everything else has stopped.
        }
    }

    private static TimeSpan RetryAfter(int failures) => TimeSpan.FromSeconds(Math.Min(LongestRetry.TotalSeconds, Math.Pow(2, Math.Min(failures - 1, 10))));

    [SuppressMessage("Design", "CA1031", Justification = "A step that no store takes must not hold up all later ones; the count and the log say so.")]
    private async Task<bool> TryWriteAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SignalStep> steps;
        lock (_gate)
        {
            steps = _queue.Peek(MostAtOnce);
        }

        try
        {
            await trail.AppendAsync(steps, cancellationToken);
            Done(steps.Count);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (IOException failure)
        {
            TrailMetrics.Failures.Add(1);
            if (++_failures == 1)
            {
                LogFails(failure.Message);
            }

            return false;
        }
        catch (Exception bug)
        {
            LogRefused(steps.Count, bug);
            lock (_gate)
            {
                _queue.Remove(steps.Count);
                Lose(steps.Count);
            }

            return true;
        }
    }

    private void Done(int count)
    {
        TrailMetrics.Written.Add(count);
        long lost;
        lock (_gate)
        {
            _queue.Remove(count);
            (lost, _lost) = (_lost, 0);
        }

        if (_failures > 0)
        {
            _failures = 0;
            LogWorksAgain(lost);
        }
    }

    private void Lose(int count)
    {
        _lost += count;
        TrailMetrics.Lost.Add(count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Steps of signals cannot be stored: {Reason}; they wait in memory")]
    private partial void LogFails(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Steps of signals are stored again; {Lost} found no room meanwhile and are missing")]
    private partial void LogWorksAgain(long lost);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} steps of signals were refused by the store and are missing")]
    private partial void LogRefused(int count, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} steps of signals could not be stored before the end and are missing")]
    private partial void LogLeft(int count);
}
