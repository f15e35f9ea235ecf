using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Results in memory.</summary>
internal sealed class KeptResults : ISignalResults
{
    public List<string> Awaited { get; } = [];

    public List<SignalResult> Kept { get; } = [];

    public int Writes { get; private set; }

    public Exception? Failure { get; set; }

    public Task<bool> WriteAsync(SignalResult result, CancellationToken cancellationToken)
    {
        Writes++;
        if (Failure is { } failure)
        {
            throw failure;
        }

        Kept.Add(result);
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<SignalResult>> ReadAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ReadAwaitedAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Awaited.Except(Kept.Select(result => result.SignalId)).Take(limit)]);
}
