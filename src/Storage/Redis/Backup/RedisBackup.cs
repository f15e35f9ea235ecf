using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Redis.Records;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Redis.Server;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Backup;

/// <summary>Records and states of several silos at Redis as the source and the target of backups; what markets did is elsewhere.</summary>
public static class RedisBackup
{
    // All of them are one answer.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Reads records and states as they are now, also beside the silos that use them. Nothing is written.</summary>
    /// <param name="options">The server.</param>
    /// <param name="service">What the names of the keys begin with.</param>
    /// <param name="clock">For the mark.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileNotFoundException">There are none.</exception>
    /// <exception cref="IOException">The server cannot be used.</exception>
    public static async Task<IStoreSnapshot> ReadAsync(RedisOptions options, string service, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            var at = clock.GetUtcNow();
            var rows = await RowsAsync(connection.Database, service).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                throw new FileNotFoundException($"{connection.Address}: there are no records under {service}/. Set Redis:Host and Cluster:ServiceId to those of the service");
            }

            var notes = new RedisResampleNotes(new(connection, new(service), new RecordJournal(clock, NullLogger<RecordJournal>.Instance)), clock);
            return new RedisSnapshot(rows, [.. (await notes.ReadAsync(cancellationToken).ConfigureAwait(false)).Select(static note => note.Range)], [], at);
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw new RedisFault($"reading records: Redis at {connection.Address}: {RedisFault.Of(failure).Message}", failure);
        }
    }

    /// <summary>Begins to fill records and states; they take the place of those that are there at the end, in one step.</summary>
    /// <param name="options">The server.</param>
    /// <param name="service">What the names of the keys begin with.</param>
    /// <param name="lifetimes">How long states of a name are kept; those of other names for good.</param>
    /// <param name="replace">Whether records that are there may be replaced; they are not kept aside.</param>
    /// <param name="clock">For the mark, and for silos that run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreNotEmptyException">There are records, and they may not be replaced.</exception>
    /// <exception cref="IOException">The server cannot be used, or silos run.</exception>
    public static async Task<IStoreRestoration> RestoreAsync(
        RedisOptions options, string service, IReadOnlyDictionary<string, TimeSpan> lifetimes, bool replace, TimeProvider clock, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            await RunningSilos.RefuseAsync(connection, service, clock).WaitAsync(cancellationToken).ConfigureAwait(false);
            return replace || await BackupScripts.CountAsync(connection.Database, service).WaitAsync(cancellationToken).ConfigureAwait(false) == 0
                ? new RedisRestoration(connection, service, lifetimes, clock)
                : throw new StoreNotEmptyException($"{connection.Address}: there are records under {service}/");
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (RedisFault.IsCause(failure))
            {
                throw new RedisFault($"looking for records: Redis at {connection.Address}: {RedisFault.Of(failure).Message}", failure);
            }

            throw;
        }
    }

    /// <summary>Records and states under a name, as rows.</summary>
    internal static async Task<RecordRows> RowsAsync(IDatabase database, string service)
    {
        var rows = new RecordRows(service);
        foreach (var (key, fields) in await BackupScripts.ReadAsync(database, service).ConfigureAwait(false))
        {
            rows.Add(key, fields);
        }

        rows.Sort();
        return rows;
    }

    private static async Task<RedisConnection> OpenAsync(RedisOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Timeout = options.Timeout > Patience ? options.Timeout : Patience;
        var connection = new RedisConnection(options);
        try
        {
            await connection.OpenAsync(static database => database.PingAsync(), cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
