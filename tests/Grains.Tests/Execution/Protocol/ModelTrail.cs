using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Signals.Trail;
using SqueezeFlow.Grains.Tests.Execution.Trail;

namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>The steps of signals over the kills of the service: what was noted since the last write goes with it.</summary>
internal sealed class ModelTrail : IStepRecorder
{
    private readonly List<SignalStep> _waiting = [];
    private readonly StepList _kept = new();

    public void Note(SignalStep taken) => _waiting.Add(taken);

    public IReadOnlyList<SignalStep> WaitingOf(string signalId) => [.. _kept.WaitingOf(signalId), .. _waiting.Where(step => step.SignalId == signalId)];

    /// <summary>What waits is written.</summary>
    public void Write()
    {
        _waiting.ForEach(_kept.Note);
        _waiting.Clear();
    }

    /// <summary>The process is killed.</summary>
    public void Lose() => _waiting.Clear();

    /// <summary>What is wrong with the record of a signal, in words; null when nothing is.</summary>
    public string? FaultOf(InboxEntry verdict)
    {
        var steps = WaitingOf(verdict.Signal.Id);
        var kind = verdict.State switch
        {
            IntentState.Filled => StepKind.Filled,
            IntentState.Expired => StepKind.Expired,
            IntentState.NotOpened => StepKind.NotOpened,
            _ => StepKind.Refused,
        };
        var told = string.Join(' ', steps.Select(step => step.Kind));
        return steps.All(step => step.Kind != kind) ? $"{verdict.Signal.Id} is {verdict.InWords}, and its record has no such step: {told}"
            : verdict is { IsEntry: true, State: IntentState.Filled } && !steps.Any(step => step.Kind is StepKind.Closed or StepKind.Vanished) ? $"{verdict.Signal.Id} has ended, and its record does not tell it: {told}"
            : steps.Count > 150 ? $"{verdict.Signal.Id} has {steps.Count} steps on record"
            : null;
    }
}
