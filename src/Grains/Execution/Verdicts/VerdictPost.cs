using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Execution.Verdicts;

/// <summary>
/// Passes verdicts on: to the record, to whoever has asked for it, and to the symbol in whose outbox the signal waits. Nobody waits for that: a symbol that hangs holds up verdicts of its own coin
/// and no order. A verdict that cannot be passed on is kept in the inbox; the outbox asks for it again. Runs on the executor's scheduler.
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

    // Verdicts of one coin in their order, the one under way first.
    private readonly Dictionary<string, (Queue<InboxEntry> Waiting, Task Sending)> _lanes = new(StringComparer.Ordinal);

    /// <summary>Done when nothing is under way.</summary>
    public Task Ended => Task.WhenAll(_lanes.Values.Select(static lane => lane.Sending));

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

    /// <summary>Lets a verdict be passed on, after those of its coin that wait. False when it waits already.</summary>
    public bool TrySend(InboxEntry verdict)
    {
        var coin = verdict.Signal.BaseSymbol;
        if (_lanes.TryGetValue(coin, out var lane))
        {
            if (lane.Waiting.Contains(verdict))
            {
                return false;
            }

            lane.Waiting.Enqueue(verdict);
            return true;
        }

        var waiting = new Queue<InboxEntry>([verdict]);
        _lanes[coin] = (waiting, Task.CompletedTask);
        var sending = SendAllAsync(coin, waiting);
        if (!sending.IsCompleted)
        {
            _lanes[coin] = (waiting, sending);
        }

        return true;
    }

    private async Task SendAllAsync(string coin, Queue<InboxEntry> waiting)
    {
        while (!stopping.IsCancellationRequested && waiting.TryPeek(out var verdict))
        {
            await SendAsync(verdict);
            waiting.Dequeue();
        }

        _lanes.Remove(coin);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps a verdict from arriving, the outbox asks for it again; the count and the log say so.")]
    private async Task SendAsync(InboxEntry verdict)
    {
        var id = verdict.Signal.Id;
        try
        {
            await publisher.PublishAsync(verdict.ToRecord(), stopping);
            Tell(verdict);
            await grains.GetGrain<ISymbolGrain>(verdict.Signal.BaseSymbol).AcknowledgeAsync(id, verdict.ToRecord()).WaitAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The verdict is kept; the outbox asks for it after the next start.
        }
        catch (Exception e)
        {
            ExecutorMetrics.Failures.Add(1);
            ExecutorLog.AckFailed(logger, id, e);
        }

        Tell(verdict);
    }

    private void Tell(InboxEntry verdict)
    {
        if (_asked.Remove(verdict.Signal.Id, out var waiter))
        {
            waiter.TrySetResult(verdict.ToRecord());
        }
    }
}
