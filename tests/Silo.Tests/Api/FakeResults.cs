using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>Results of signals in memory, and statistics of what a test says; it keeps the ranges that were asked for.</summary>
internal sealed class FakeResults : ISignalResults, ISignalStatistics
{
    public List<SignalResult> Results { get; } = [];

    public List<SignalCount> Counts { get; } = [];

    public List<(long From, long To)> Asked { get; } = [];

    public SignalOrigin Origin { get; private set; }

    public Task<bool> WriteAsync(SignalResult result, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SignalResult>> ReadAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SignalResult>>([.. Results.Where(result => signalIds.Contains(result.SignalId))]);

    public Task<IReadOnlyList<string>> ReadAwaitedAsync(int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SignalStatistics> ReadAsync(long fromUnixMs, long toUnixMs, SignalOrigin origin, CancellationToken cancellationToken)
    {
        Asked.Add((fromUnixMs, toUnixMs));
        Origin = origin;
        return Task.FromResult(SignalStatistics.Of(fromUnixMs, toUnixMs, Counts));
    }
}
