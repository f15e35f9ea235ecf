using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Influx.Backup;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Redis.Backup;

/// <summary>Records and states of a service at Redis, as they were at one moment, in memory. What markets did is elsewhere.</summary>
/// <param name="rows">All of them.</param>
/// <param name="late">Stretches of time whose longer bars are to be made again.</param>
/// <param name="kept">What a backup says of what was deleted.</param>
/// <param name="at">The moment.</param>
internal sealed class RedisSnapshot(RecordRows rows, IReadOnlyList<TimeRange> late, IReadOnlyList<KeptMark> kept, DateTimeOffset at) : IStoreSnapshot, ILateBars
{
    /// <inheritdoc/>
    public SnapshotMark Mark { get; } = new("redis", at);

    /// <inheritdoc/>
    public IReadOnlyList<TimeRange> Late => late;

    /// <inheritdoc/>
    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult(rows.Count);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Timeframe>> ReadTimeframesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Timeframe>>([]);

    /// <inheritdoc/>
    public IAsyncEnumerable<BarRow> ReadBarsAsync(Timeframe timeframe, CancellationToken cancellationToken) => AsyncEnumerable.Empty<BarRow>();

    /// <inheritdoc/>
    public IAsyncEnumerable<LedgerRun> ReadLedgerAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<LedgerRun>();

    /// <inheritdoc/>
    public IAsyncEnumerable<Gap> ReadGapsAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<Gap>();

    /// <inheritdoc/>
    public IAsyncEnumerable<OpenInterestRow> ReadOpenInterestAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<OpenInterestRow>();

    /// <inheritdoc/>
    public IAsyncEnumerable<KeptMark> ReadKeptAsync(CancellationToken cancellationToken) => kept.ToAsyncEnumerable();

    /// <inheritdoc/>
    public IAsyncEnumerable<JsonObject> ReadRecordsAsync(string kind, CancellationToken cancellationToken) => rows.Of(kind).ToAsyncEnumerable();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
