using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Redis.Server;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>The records of a service at Redis: opening, and how they fare. Safe for concurrent use.</summary>
public sealed class RedisRecords
{
    private readonly RedisConnection _connection;
    private readonly RedisOptions _options;
    private readonly RecordServer _server;
    private readonly RecordJournal _journal;

    internal RedisRecords(RedisConnection connection, RedisOptions options, RecordServer server, RecordJournal journal) =>
        (_connection, _options, _server, _journal) = (connection, options, server, journal);

    /// <summary>How they fare, as far as is known without asking.</summary>
    public RecordStatus Status => _journal.Report(_connection.Address, _connection.IsConnected);

    /// <summary>Connects to the server. A start does so itself; this one is for failing early, and may be called again after a failure.</summary>
    /// <exception cref="RedisUnusableException">The server cannot be used, or deletes keys when its memory is full; the message names setting, value and fix.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => _connection.OpenAsync(
        async database =>
        {
            // A write that changes nothing: with it the database is chosen, and the server looks at the right to write.
            await database.KeyDeleteAsync(_server.Keys.Nothing).ConfigureAwait(false);
            if (await EvictionPolicy.ReadAsync(database).ConfigureAwait(false) is { IsSafe: false } policy)
            {
                throw RedisUnusableException.OfPolicy(_options, policy.Policy);
            }
        },
        cancellationToken);

    /// <summary>Asks the server for its memory, and whether it writes again if the last write failed: a process that has nothing to write would never hear of it.</summary>
    /// <exception cref="IOException">It does not answer.</exception>
    public async Task<EvictionPolicy> LookAsync(CancellationToken cancellationToken)
    {
        var memory = await _server.ReadAsync("asking for the memory", EvictionPolicy.ReadAsync, cancellationToken).ConfigureAwait(false);
        if (Status.WriteError is not null)
        {
            await TryWriteAsync(cancellationToken).ConfigureAwait(false);
        }

        return memory;
    }

    // Changes nothing, and is refused where a write would be.
    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _server.WriteAsync("writing again", database => database.ListLeftPushAsync(_server.Keys.Nothing, "", When.Exists), cancellationToken).ConfigureAwait(false);
        }
        catch (RedisFault)
        {
            // The status tells it.
        }
    }
}
