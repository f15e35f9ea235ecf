using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>Open interest in memory.</summary>
internal sealed class FakeOpenInterestStore : IOpenInterestStore
{
    public List<OpenInterestRow> Rows { get; } = [];

    public Task WriteAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken)
    {
        Rows.AddRange(rows);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<OpenInterestRow>> ReadAsync(string symbol, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OpenInterestRow>>([.. Rows.Where(row => row.Symbol == symbol && row.UnixMs >= fromUnixMs && row.UnixMs < toUnixMs).OrderBy(row => row.UnixMs)]);
}
