using System.Collections.Concurrent;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Signals.Trail;

namespace SqueezeFlow.Grains.Tests.Execution.Trail;

/// <summary>Steps in memory, each once, as the store keeps them.</summary>
internal sealed class StepList : IStepRecorder
{
    private readonly ConcurrentQueue<SignalStep> _steps = new();
    private readonly ConcurrentDictionary<(string, DateTimeOffset, StepKind), bool> _known = new();

    public void Note(SignalStep taken)
    {
        if (_known.TryAdd((taken.SignalId, taken.At, taken.Kind), true))
        {
            _steps.Enqueue(taken);
        }
    }

    public IReadOnlyList<SignalStep> WaitingOf(string signalId) => [.. _steps.Where(step => step.SignalId == signalId)];
}
