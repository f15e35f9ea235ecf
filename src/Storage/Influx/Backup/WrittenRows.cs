using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>All that the database holds, as it was written, and everything else from the local store.</summary>
/// <param name="reading">The database.</param>
/// <param name="local">The local store; disposed with this.</param>
/// <param name="early">Gaps and ledger.</param>
internal sealed class WrittenRows(InfluxReading reading, IStoreSnapshot local, EarlyRows early) : IStoreSnapshot
{
    /// <inheritdoc/>
    public SnapshotMark Mark => local.Mark;

    /// <inheritdoc/>
    public Task<long> CountAsync(CancellationToken cancellationToken) => local.CountAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Timeframe>> ReadTimeframesAsync(CancellationToken cancellationToken) => Task.FromResult(Timeframe.Stored);

    /// <inheritdoc/>
    public IAsyncEnumerable<BarRow> ReadBarsAsync(Timeframe timeframe, CancellationToken cancellationToken) =>
        reading.Bars.ReadAllAsync(timeframe, 0, long.MaxValue, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LedgerRun> ReadLedgerAsync(CancellationToken cancellationToken) => early.Ledger.ToAsyncEnumerable();

    /// <inheritdoc/>
    public IAsyncEnumerable<Gap> ReadGapsAsync(CancellationToken cancellationToken) => early.Gaps.ToAsyncEnumerable();

    /// <inheritdoc/>
    public IAsyncEnumerable<OpenInterestRow> ReadOpenInterestAsync(CancellationToken cancellationToken) =>
        reading.OpenInterest.ReadAllAsync(0, long.MaxValue, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<KeptMark> ReadKeptAsync(CancellationToken cancellationToken) => local.ReadKeptAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JsonObject> ReadRecordsAsync(string kind, CancellationToken cancellationToken) => local.ReadRecordsAsync(kind, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => local.DisposeAsync();
}
