using System.Globalization;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>A Redis server. Calls one after another; the connection is made again by itself.</summary>
internal sealed class RedisServer(IOptions<RedisOptions> options) : IRedisServer, IAsyncDisposable
{
    private const int HistoryLength = 100;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan ActivityLife = TimeSpan.FromMinutes(5);

    private readonly RedisOptions _options = options.Value;
    private readonly RedisKeys _keys = new(options.Value.KeyPrefix);
    private ConnectionMultiplexer? _connection;

    /// <inheritdoc/>
    public string Address => _options.ToString();

    /// <inheritdoc/>
    public bool IsConnected => _connection is { IsConnected: true };

    private IDatabase Database => (_connection ?? throw new InvalidOperationException("Redis is asked before it was opened.")).GetDatabase();

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null)
        {
            return;
        }

        ConnectionMultiplexer? connection = null;
        try
        {
            connection = await ConnectionMultiplexer.ConnectAsync(Settings()).WaitAsync(cancellationToken).ConfigureAwait(false);

            // A write that changes nothing: with it the database is chosen, and the server looks at the right to write.
            await connection.GetDatabase().KeyDeleteAsync(_keys.MarkerOf("")).WaitAsync(cancellationToken).ConfigureAwait(false);
            (_connection, connection) = (connection, null);
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw RedisUnusableException.Of(_options, failure);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
            }
        }
    }

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
            var text = at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
            await Database.StringSetAsync(_keys.LastActivity, text, ActivityLife).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw RedisFault.Of(failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        }
    }

    private async Task<PublishReceipt> CommitAsync(Signal signal, TimeSpan? validFor)
    {
        var marker = _keys.MarkerOf(signal.Id);
        var transaction = Database.CreateTransaction();
        transaction.AddCondition(Condition.KeyNotExists(marker));
        var parts = Fill(transaction, signal, marker, validFor);

        // The library waits on the calling thread for what the server says of the condition: a frozen server must not cost the pool a thread.
        var isCommitted = await Task.Factory.StartNew(
            () => transaction.ExecuteAsync(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap().ConfigureAwait(false);
        if (isCommitted)
        {
            return new(IsNew: true, await RefusedAsync(parts).ConfigureAwait(false));
        }

        // The library answers the same when the server was too slow to tell about the condition.
        return await Database.KeyExistsAsync(marker).ConfigureAwait(false)
            ? new(IsNew: false)
            : throw new RedisFault("the transaction was not carried out");
    }

    private List<Task> Fill(ITransaction transaction, Signal signal, string marker, TimeSpan? validFor)
    {
        var message = SignalMessage.Write(signal);
        var history = _keys.HistoryOf(signal.Pair);
        List<Task> parts = [transaction.StringSetAsync(marker, 1, Day)];
        if (validFor is { } rest)
        {
            parts.Add(transaction.StringSetAsync(_keys.SignalOf(signal.Pair), message, rest));
            parts.Add(transaction.PublishAsync(RedisChannel.Literal(_keys.Signals), message));
        }

        parts.Add(transaction.ListLeftPushAsync(history, message));
        parts.Add(transaction.ListTrimAsync(history, 0, HistoryLength - 1));
        parts.Add(transaction.KeyExpireAsync(history, Day));
        parts.Add(transaction.StringIncrementAsync(_keys.Count));
        parts.Add(transaction.KeyExpireAsync(_keys.Count, Day));
        return parts;
    }

    // A transaction is not taken back when one of its commands fails, e.g. because a key of that name holds something else.
    private static async Task<string?> RefusedAsync(List<Task> parts)
    {
        try
        {
            await Task.WhenAll(parts).ConfigureAwait(false);
            return null;
        }
        catch (RedisServerException refusal)
        {
            return refusal.Message;
        }
    }

    private ConfigurationOptions Settings()
    {
        var limit = (int)_options.Timeout.TotalMilliseconds;
        return new()
        {
            EndPoints = { { _options.Host, _options.Port } },
            DefaultDatabase = _options.Database,
            User = _options.Username.Length > 0 ? _options.Username : null,
            Password = _options.Password.Length > 0 ? _options.Password : null,
            ClientName = "squeezeflow",
            AbortOnConnectFail = true,
            ConnectRetry = 1,
            ConnectTimeout = limit,
            SyncTimeout = limit,
            AsyncTimeout = limit,
            ReconnectRetryPolicy = new LinearRetry(limit),

            // What cannot be sent now is kept here, in order, and not by the library, which would send it behind our back.
            BacklogPolicy = BacklogPolicy.FailFast,

            // One server: nothing is to be learnt from others.
            TieBreaker = "",
            ConfigurationChannel = "",
        };
    }
}
