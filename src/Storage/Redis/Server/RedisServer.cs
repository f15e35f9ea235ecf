using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Signals;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>The server to which the signals of one process are published besides. Calls one after another.</summary>
internal sealed class RedisServer(IOptions<RedisOptions> options) : IRedisServer, IAsyncDisposable
{
    private readonly RedisConnection _connection = new(options.Value);
    private readonly SignalBoard _board = new(options.Value.KeyPrefix);

    /// <inheritdoc/>
    public string Address => _connection.Address;

    /// <inheritdoc/>
    public bool IsConnected => _connection.IsConnected;

    /// <summary>What commands are given to that need none of this.</summary>
    public IDatabaseAsync Database => _connection.Database;

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) =>

        // A write that changes nothing: with it the database is chosen, and the server looks at the right to write.
        _connection.OpenAsync(database => database.KeyDeleteAsync(_board.MarkerOf("")), cancellationToken);

    /// <inheritdoc/>
    public async Task<PublishReceipt> PublishAsync(Signal signal, TimeSpan? validFor, CancellationToken cancellationToken)
    {
        try
        {
            return await CommitAsync(signal, validFor).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw RedisFault.Of(failure);
        }
    }

    /// <inheritdoc/>
    public async Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            await _board.MarkActivityAsync(_connection.Database, at).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw RedisFault.Of(failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<PublishReceipt> CommitAsync(Signal signal, TimeSpan? validFor)
    {
        var (database, marker) = (_connection.Database, _board.MarkerOf(signal.Id));
        var transaction = database.CreateTransaction();
        transaction.AddCondition(Condition.KeyNotExists(marker));
        var parts = _board.Fill(transaction, signal, validFor);
        if (await RedisConnection.CommitAsync(transaction).ConfigureAwait(false))
        {
            return new(IsNew: true, await SignalBoard.RefusedAsync(parts).ConfigureAwait(false));
        }

        // The library answers the same when the server was too slow to tell about the condition.
        return await database.KeyExistsAsync(marker).ConfigureAwait(false)
            ? new(IsNew: false)
            : throw new RedisFault("the transaction was not carried out");
    }
}
