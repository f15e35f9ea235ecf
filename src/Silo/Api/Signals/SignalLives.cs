using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Signals.Trail;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Signals;

/// <summary>Puts the lives of signals together from where their parts are kept.</summary>
internal sealed class SignalLives(ISignalTrail trail, IStepRecorder recorder, ISignalResults results, IGrainAccess grains)
{
    /// <summary>The life of a signal; null when nothing of it is on record.</summary>
    /// <exception cref="IOException">The store cannot be reached.</exception>
    public async Task<SignalLife?> FindAsync(string id, CancellationToken cancellationToken)
    {
        // Those that wait first: what is stored meanwhile is then in both, never in neither.
        var waiting = recorder.WaitingOf(id);
        var stored = await trail.ReadAsync(id, cancellationToken);
        var signal = await FindRecordAsync(id, cancellationToken);
        if (signal is null && stored.Count == 0 && waiting.Count == 0)
        {
            return null;
        }

        var life = SignalLife.Of(id, signal, stored.Concat(waiting));
        return life with
        {
            Entry = await FindRecordAsync(signal?.Signal.PositionId, cancellationToken),
            Exit = await FindRecordAsync(life.ExitId, cancellationToken),
            Decision = signal is null ? null : await FindDecisionAsync(signal.Signal),
        };
    }

    private async Task<SignalRecord?> FindRecordAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is null || await trail.FindAsync([id], cancellationToken) is not [var record])
        {
            return null;
        }

        var known = await results.ReadAsync([id], cancellationToken);
        return record with { Result = known.Count == 0 ? null : known[0] };
    }

    // It is kept by the symbol, in memory: the record is told without it rather than not at all.
    private async Task<Explanation?> FindDecisionAsync(Signal signal)
    {
        try
        {
            return (await grains.GetTrackedAsync()).Contains(signal.BaseSymbol)
                && await grains.Symbol(signal.BaseSymbol).ExplainAsync(signal.BarCloseUnixMs) is { } decision
                && decision.BarCloseUnixMs == signal.BarCloseUnixMs
                    ? decision
                    : null;
        }
        catch (Exception e) when (PassingFailure.Is(e, CancellationToken.None))
        {
            ApiMetrics.Failures.Add(1);
            return null;
        }
    }
}
