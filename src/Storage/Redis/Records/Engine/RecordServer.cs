using SqueezeFlow.Storage.Redis.Server;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Engine;

/// <summary>
/// Reads and writes records at a Redis server. A write is one transaction, with what was read before as its condition: it is whole or not there, and of two
/// processes that change the same the later looks again. Safe for concurrent use.
/// </summary>
internal sealed class RecordServer(RedisConnection connection, RecordKeys keys, RecordJournal journal)
{
    private const int MostTries = 8;

    /// <summary>Where the records are.</summary>
    public RecordKeys Keys => keys;

    /// <summary>Reads.</summary>
    /// <param name="action">What is done, for messages.</param>
    /// <param name="read">The reading.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RedisFault">The server cannot be reached, or does not do it.</exception>
    public async Task<T> ReadAsync<T>(string action, Func<IDatabase, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            var found = await read(connection.Database).WaitAsync(cancellationToken).ConfigureAwait(false);
            journal.Read();
            return found;
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw journal.ReadFailed(Words(action, failure), failure);
        }
    }

    /// <summary>Writes with one command.</summary>
    /// <exception cref="RedisFault">The server cannot be reached, or does not do it; it may have been done when the answer was lost.</exception>
    public async Task WriteAsync(string action, Func<IDatabase, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write(connection.Database).WaitAsync(cancellationToken).ConfigureAwait(false);
            journal.Wrote();
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw journal.WriteFailed(Words(action, failure), failure);
        }
    }

    /// <summary>Looks, decides and writes, and again when what was looked at has changed meanwhile.</summary>
    /// <param name="action">What is done, for messages.</param>
    /// <param name="decide">Looks, and says what to write; false for nothing.</param>
    /// <param name="cancellationToken">Ends the wait, not what the server does.</param>
    /// <returns>Whether something was written.</returns>
    /// <exception cref="RedisFault">The server cannot be reached, or does not do it; it may have been done when the answer was lost.</exception>
    public async Task<bool> ChangeAsync(string action, Func<RecordChange, Task<bool>> decide, CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; i < MostTries; i++)
            {
                var change = new RecordChange(connection.Database);
                if (!await decide(change).WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                if (await CommitAsync(change).WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    journal.Wrote();
                    return true;
                }
            }
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw journal.WriteFailed(Words(action, failure), failure);
        }

        throw journal.WriteFailed($"{action}: others at {connection.Address} were faster {MostTries} times", null);
    }

    private async Task<bool> CommitAsync(RecordChange change)
    {
        try
        {
            if (!await RedisConnection.CommitAsync(change.Transaction).ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (RedisServerException)
        {
            // The library tells that the transaction was given up, and not why. A write that changes nothing hears it: memory is full, disk is, this is a replica.
            await change.Database.ListLeftPushAsync(keys.Nothing, "", When.Exists).ConfigureAwait(false);
            throw;
        }

        await Task.WhenAll(change.Parts).ConfigureAwait(false);
        return true;
    }

    private string Words(string action, Exception failure) => $"{action}: Redis at {connection.Address}: {RedisFault.Of(failure).Message}";
}
