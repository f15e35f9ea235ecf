using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>A connection to a Redis server, which is made again by itself. Safe for concurrent use.</summary>
internal sealed class RedisConnection(RedisOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly RedisCertificates _certificates = new(options);
    private ConnectionMultiplexer? _connection;

    /// <summary>Host and port.</summary>
    public string Address => options.ToString();

    /// <summary>Whether it was opened.</summary>
    public bool IsOpen => _connection is not null;

    /// <summary>Whether there is a connection, as far as is known without asking.</summary>
    public bool IsConnected => _connection is { IsConnected: true };

    /// <summary>What commands are given to.</summary>
    public IDatabase Database => Multiplexer.GetDatabase();

    /// <summary>What others make of the connection what they need.</summary>
    /// <exception cref="InvalidOperationException">It was not opened.</exception>
    public IConnectionMultiplexer Multiplexer => _connection ?? throw new InvalidOperationException("Redis is asked before it was opened.");

    /// <summary>Connects, and looks whether the server can be used; later calls do nothing.</summary>
    /// <param name="check">Asks the server for what will be needed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RedisUnusableException">It cannot; the message names setting, value and fix.</exception>
    public async Task OpenAsync(Func<IDatabase, Task> check, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _connection ??= await ConnectAsync(check, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Carries a transaction out. False when a condition did not hold, or the server was too slow to tell whether it does: nothing was done then.</summary>
    public static Task<bool> CommitAsync(ITransaction transaction) =>

        // The library waits on the calling thread for what the server says of the condition: a frozen server must not cost the pool a thread.
        Task.Factory.StartNew(() => transaction.ExecuteAsync(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        if (_connection is { } connection)
        {
            await connection.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(Func<IDatabase, Task> check, CancellationToken cancellationToken)
    {
        ConnectionMultiplexer? connection = null;
        try
        {
            connection = await ConnectionMultiplexer.ConnectAsync(RedisSettings.Of(options, _certificates)).WaitAsync(cancellationToken).ConfigureAwait(false);
            await check(connection.GetDatabase()).WaitAsync(cancellationToken).ConfigureAwait(false);
            (var opened, connection) = (connection, null);
            return opened;
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw RedisUnusableException.Of(options, failure, _certificates.Refusal);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
            }
        }
    }
}
