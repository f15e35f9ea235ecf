using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Grains.Tests.OpenInterest;

/// <summary>A store in memory that can be down.</summary>
internal sealed class ScriptedStore : IOpenInterestStore
{
    public List<OpenInterestRow> Rows { get; } = [];

    public bool IsDown { get; set; }

    public Task WriteAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new IOException("disk full");
        }

        Rows.AddRange(rows);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<OpenInterestRow>> ReadAsync(string symbol, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) => IsDown
        ? throw new IOException("disk on fire")
        : Task.FromResult<IReadOnlyList<OpenInterestRow>>([.. Rows.Where(row => row.UnixMs >= fromUnixMs && row.UnixMs < toUnixMs).OrderBy(row => row.UnixMs)]);
}
