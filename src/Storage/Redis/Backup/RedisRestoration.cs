using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Redis.Server;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Backup;

/// <summary>Fills keys beside those of the service, and puts them in their place at the end, in one step. What markets did goes elsewhere.</summary>
/// <param name="connection">The server; disposed with this.</param>
/// <param name="service">What the names of the service's keys begin with.</param>
/// <param name="lifetimes">How long states of a name are kept.</param>
/// <param name="clock">For the mark of what is read back.</param>
internal sealed class RedisRestoration(RedisConnection connection, string service, IReadOnlyDictionary<string, TimeSpan> lifetimes, TimeProvider clock) : IStoreRestoration
{
    private const int RowsAtOnce = 500;

    private readonly string _beside = $"{service}/restoring";
    private readonly List<KeptMark> _kept = [];
    private readonly RestoredRecords _records = new(new RecordKeys($"{service}/restoring"), new($"{service}/restoring", lifetimes));

    /// <inheritdoc/>
    public string Aftermath => "The records in Redis are as they were before";

    /// <inheritdoc/>
    public string Untouched => "the records in Redis are as they were before";

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellationToken) => RunAsync(database => BackupScripts.DeleteAsync(database, _beside), cancellationToken);

    /// <inheritdoc/>
    public Task WriteBarsAsync(IReadOnlyList<BarRow> rows, CancellationToken cancellationToken) => throw Elsewhere();

    /// <inheritdoc/>
    public Task WriteLedgerAsync(IReadOnlyList<LedgerRun> rows, CancellationToken cancellationToken) => throw Elsewhere();

    /// <inheritdoc/>
    public Task WriteGapsAsync(IReadOnlyList<Gap> rows, CancellationToken cancellationToken) => throw Elsewhere();

    /// <inheritdoc/>
    public Task WriteOpenInterestAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken) => throw Elsewhere();

    /// <summary>Nothing is kept of it: the database of bars knows what its policies delete.</summary>
    public Task WriteKeptAsync(IReadOnlyList<KeptMark> rows, CancellationToken cancellationToken)
    {
        _kept.AddRange(rows);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task WriteRecordsAsync(string kind, IReadOnlyList<JsonObject> rows, CancellationToken cancellationToken)
    {
        foreach (var part in rows.Chunk(RowsAtOnce))
        {
            await RunAsync(database => WriteAsync(database, kind, part), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<IStoreSnapshot> ReadBackAsync(CancellationToken cancellationToken)
    {
        RecordRows? rows = null;
        await RunAsync(async database => rows = await RedisBackup.RowsAsync(database, _beside).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return new RedisSnapshot(rows!, [], _kept, clock.GetUtcNow());
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">A silo was started meanwhile.</exception>
    public Task CommitAsync(CancellationToken cancellationToken) => RunAsync(
        async database =>
        {
            await RunningSilos.RefuseAsync(connection, service, clock).ConfigureAwait(false);
            await BackupScripts.MoveAsync(database, _beside, service).ConfigureAwait(false);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync(database => BackupScripts.DeleteAsync(database, _beside), CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The next restore clears it away; whatever failed before is told already.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static InvalidOperationException Elsewhere() => new("Bars are not kept in Redis.");

    private Task WriteAsync(IDatabase database, string kind, JsonObject[] rows)
    {
        var batch = database.CreateBatch();
        List<Task> tasks = [];
        foreach (var row in rows)
        {
            _records.Write(batch, tasks, kind, row);
        }

        batch.Execute();
        return Task.WhenAll(tasks);
    }

    private async Task RunAsync(Func<IDatabase, Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call(connection.Database).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw new RedisFault($"restoring records: Redis at {connection.Address}: {RedisFault.Of(failure).Message}. {Aftermath}", failure);
        }
    }
}
