using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>Signals from outside on their way into a symbol's outbox. Runs on the grain's scheduler.</summary>
/// <param name="outbox">Where they are kept and sent from.</param>
/// <param name="baselineNow">Flow and levels of this moment, which phase 5 compares a position with.</param>
/// <param name="findHolder">The account that holds the coin; null when none does.</param>
/// <param name="screen">Told of each.</param>
/// <param name="logger">Told of each.</param>
internal sealed class TakenSignals(SignalOutbox outbox, Func<EntryBaseline> baselineNow, Func<Task<string?>> findHolder, IScreen screen, ILogger logger)
{
    private readonly Dictionary<string, Task<Signal>> _underWay = new(StringComparer.Ordinal);

    /// <summary>Keeps a signal and sends it; the same id again, while that is under way, waits for the same.</summary>
    public Task<Signal> TakeAsync(Signal signal)
    {
        if (!_underWay.TryGetValue(signal.Id, out var taking))
        {
            taking = KeepAndSendAsync(signal);
            if (!taking.IsCompleted)
            {
                _underWay[signal.Id] = taking;
            }
        }

        return taking;
    }

    // Where the sender names a stop it stands for the level.
    private Signal WithBaseline(Signal signal)
    {
        var now = baselineNow();
        var isEntry = signal.Action != SignalAction.Close;
        return signal with
        {
            SpotCvd = now.SpotCvd,
            PerpCvd = now.PerpCvd,
            ResetLow = isEntry ? signal.ResetLow ?? now.ResetLow : null,
            ResetHigh = isEntry ? signal.ResetHigh ?? now.ResetHigh : null,
        };
    }

    private async Task<Signal> KeepAndSendAsync(Signal signal)
    {
        try
        {
            if (outbox.State.Pending.TryGetValue(signal.Id, out var known))
            {
                return known;
            }

            // A coin has one position, whoever wants it: an entry goes where one is, and to the limits there.
            var holder = signal.Action == SignalAction.Close ? null : await findHolder();
            var state = outbox.State;
            var taken = (await outbox.KeepAsync(state.EvaluatedUnixMs, state.SpotCvd, state.PerpCvd, WithBaseline(signal), holder))!;
            OutboxMetrics.External.Add(1, new KeyValuePair<string, object?>("source", taken.Source));
            OutboxLog.Taken(logger, taken);
            screen.Publish(EventKinds.Signal, taken.BaseSymbol, new SignalRecord(taken, SignalOutcome.Pending));
            await outbox.SendAsync(taken);
            return taken;
        }
        finally
        {
            _underWay.Remove(signal.Id);
        }
    }
}
