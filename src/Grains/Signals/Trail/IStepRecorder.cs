using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Grains.Signals.Trail;

/// <summary>Takes the steps of signals on their way to the store. Safe for concurrent use.</summary>
public interface IStepRecorder
{
    /// <summary>Takes a step; never waits, and never fails.</summary>
    void Note(SignalStep taken);

    /// <summary>Steps of a signal that are not stored yet, in order.</summary>
    IReadOnlyList<SignalStep> WaitingOf(string signalId);
}
