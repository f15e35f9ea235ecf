using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Tests.Backup;

/// <summary>A restoration that fails once a step of it is done, each in turn.</summary>
internal sealed class FailingRestoration(IStoreRestoration inner, int failAt) : IStoreRestoration
{
    /// <summary>Steps done, the last one not counted: after that there is nothing to fail.</summary>
    public int Steps { get; private set; }

    public Task WriteBarsAsync(IReadOnlyList<BarRow> rows, CancellationToken cancellationToken) => StepAsync(inner.WriteBarsAsync(rows, cancellationToken));

    public Task WriteLedgerAsync(IReadOnlyList<LedgerRun> rows, CancellationToken cancellationToken) => StepAsync(inner.WriteLedgerAsync(rows, cancellationToken));

    public Task WriteGapsAsync(IReadOnlyList<Gap> rows, CancellationToken cancellationToken) => StepAsync(inner.WriteGapsAsync(rows, cancellationToken));

    public Task WriteOpenInterestAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken) =>
        StepAsync(inner.WriteOpenInterestAsync(rows, cancellationToken));

    public Task WriteKeptAsync(IReadOnlyList<KeptMark> rows, CancellationToken cancellationToken) => StepAsync(inner.WriteKeptAsync(rows, cancellationToken));

    public Task WriteRecordsAsync(string kind, IReadOnlyList<JsonObject> rows, CancellationToken cancellationToken) =>
        StepAsync(inner.WriteRecordsAsync(kind, rows, cancellationToken));

    public async Task<IStoreSnapshot> ReadBackAsync(CancellationToken cancellationToken)
    {
        await StepAsync(Task.CompletedTask);
        return await inner.ReadBackAsync(cancellationToken);
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await StepAsync(Task.CompletedTask);
        await inner.CommitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task StepAsync(Task step)
    {
        await step;
        if (++Steps == failAt)
        {
            throw new IOException($"step {failAt}");
        }
    }
}
