using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Signals.Trail;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>Steps in memory, stored and waiting, beside the signals of a store.</summary>
internal sealed class FakeTrail(FakeStore store) : ISignalTrail, IStepRecorder
{
    public List<SignalStep> Stored { get; } = [];

    public List<SignalStep> Waiting { get; } = [];

    public Task AppendAsync(IReadOnlyCollection<SignalStep> steps, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SignalStep>> ReadAsync(string signalId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SignalStep>>([.. Stored.Where(step => step.SignalId == signalId)]);

    public Task<IReadOnlyList<SignalRecord>> FindAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SignalRecord>>([.. store.Signals.Where(record => signalIds.Contains(record.Signal.Id))]);

    public void Note(SignalStep taken) => throw new NotSupportedException();

    public IReadOnlyList<SignalStep> WaitingOf(string signalId) => [.. Waiting.Where(step => step.SignalId == signalId)];
}
