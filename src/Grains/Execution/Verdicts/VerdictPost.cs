using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Execution.Verdicts;

/// <summary>
/// Passes verdicts on: to the record, to the symbol in whose outbox the signal waits, and to whoever has asked for it. A verdict that cannot be passed on is kept
/// in the inbox; the outbox asks for it again. Runs on the executor's scheduler.
/// </summary>
/// <param name="publisher">The record.</param>
/// <param name="grains">The symbols.</param>
/// <param name="clock">Wall time.</param>
/// <param name="logger">Told of what could not be passed on.</param>
/// <param name="stopping">The executor ends.</param>
internal sealed class VerdictPost(ISignalPublisher publisher, IGrainFactory grains, TimeProvider clock, ILogger logger, CancellationToken stopping)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, TaskCompletionSource<SignalRecord>> _asked = [];
    private readonly Queue<InboxEntry> _again = new();

    /// <summary>What is under way of <see cref="Begin"/>.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Waits for the verdict on a signal; null when there is none after three seconds.</summary>
    public async Task<SignalRecord?> WaitAsync(string signalId)
    {
        if (!_asked.TryGetValue(signalId, out var waiter))
        {
            _asked[signalId] = waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var first = await Task.WhenAny(waiter.Task, Task.Delay(LongestWait, clock, stopping));
        return first == waiter.Task ? await waiter.Task : null;
    }

    /// <summary>Passes a new verdict on.</summary>
    public async Task SendAsync(InboxEntry verdict)
    {
        await AcknowledgeAsync(verdict);
        if (_asked.Remove(verdict.Signal.Id, out var waiter))
        {
            waiter.TrySetResult(verdict.ToRecord());
        }
    }

    /// <summary>
    /// Lets a verdict be acknowledged once more with the next <see cref="Begin"/>: whoever sent the signal again waits for that call, and could not take it now. False
    /// when it waits already.
    /// </summary>
    public bool TrySendAgain(InboxEntry verdict)
    {
        if (_again.Contains(verdict))
        {
            return false;
        }

        _again.Enqueue(verdict);
        return true;
    }

    /// <summary>Acknowledges beside all calls what is to be acknowledged once more.</summary>
    public void Begin()
    {
        if (Ended.IsCompleted && _again.Count > 0)
        {
            Ended = AcknowledgeAllAsync();
        }
    }

    private async Task AcknowledgeAllAsync()
    {
        while (!stopping.IsCancellationRequested && _again.TryDequeue(out var verdict))
        {
            await AcknowledgeAsync(verdict);
        }
    }

    private async Task AcknowledgeAsync(InboxEntry verdict)
    {
        try
        {
            await publisher.PublishAsync(verdict.ToRecord(), stopping);
            await grains.GetGrain<ISymbolGrain>(verdict.Signal.BaseSymbol).AcknowledgeAsync(verdict.Signal.Id, verdict.ToRecord());
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The verdict is kept; the outbox asks for it after the next start.
        }
        catch (Exception e) when (e is IOException or TimeoutException or OrleansException)
        {
            ExecutorMetrics.Failures.Add(1);
            ExecutorLog.AckFailed(logger, verdict.Signal.Id, e);
        }
    }
}
