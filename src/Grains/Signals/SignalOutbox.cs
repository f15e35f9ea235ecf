using Microsoft.Extensions.Logging;
using Orleans.Streams;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Signals;

/// <summary>
/// A symbol's signals until the executor has a verdict: kept first, then sent, sent again until it is heard. Runs on the
/// grain's scheduler.
/// </summary>
internal sealed class SignalOutbox(
    IPersistentState<OutboxState> state, IGrainFactory grains, Func<IAsyncStream<Signal>> stream, ISignalPublisher publisher, ILogger logger)
{
    public const string Executor = "main";

    public OutboxState State => state.State;

    /// <summary>Keeps the evaluation's result and its signal, if it gave one.</summary>
    public Task KeepAsync(long evaluatedUnixMs, double spotCvd, double perpCvd, Signal? signal)
    {
        state.State.EvaluatedUnixMs = evaluatedUnixMs;
        (state.State.SpotCvd, state.State.PerpCvd) = (spotCvd, perpCvd);
        if (signal is not null)
        {
            state.State.Pending[signal.Id] = signal;
        }

        return state.WriteStateAsync();
    }

    /// <summary>Publishes a kept signal; the stream is only a nudge, so its failure is only counted.</summary>
    public async Task SendAsync(Signal signal)
    {
        try
        {
            await publisher.PublishAsync(new(signal, SignalOutcome.Pending), CancellationToken.None);
            await stream().OnNextAsync(signal);
        }
        catch (Exception e) when (e is IOException or TimeoutException or OrleansException)
        {
            OutboxMetrics.Failures.Add(1);
            OutboxLog.NudgeFailed(logger, signal.Id, e);
        }
    }

    /// <summary>Hands every pending signal to the executor itself.</summary>
    public async Task ResendAsync()
    {
        foreach (var signal in state.State.Pending.Values.OrderBy(s => s.BarCloseUnixMs).ToList())
        {
            try
            {
                await grains.GetGrain<IExecutorGrain>(Executor).SubmitAsync(signal);
            }
            catch (Exception e) when (e is TimeoutException or OrleansException)
            {
                OutboxMetrics.Failures.Add(1);
                OutboxLog.NudgeFailed(logger, signal.Id, e);
                return;
            }
        }
    }

    /// <summary>The executor has a verdict.</summary>
    public Task RemoveAsync(string signalId) =>
        state.State.Pending.Remove(signalId) ? state.WriteStateAsync() : Task.CompletedTask;
}
