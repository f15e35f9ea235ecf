using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Storage.Redis.Server;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Cluster;

/// <summary>
/// A silo's connection to the server in which its cluster meets: membership, states of grains and reminders go over it. It is made again by itself. Safe for
/// concurrent use.
/// </summary>
public sealed partial class ClusterRedis : IAsyncDisposable
{
    /// <summary>Version of what is kept there. To be raised with each change that an older version would misread: that version must not start any longer.</summary>
    internal const int Format = 1;

    private const string Look =
        """
        local found = tonumber(redis.call('GET', KEYS[1]) or '0')
        if found < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
        return found
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly RedisOptions _options;
    private readonly RedisConnection _connection;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    /// <summary>Knows the server; nothing is connected yet.</summary>
    /// <param name="options">Where it is and who asks.</param>
    /// <param name="clock">Drives the waiting.</param>
    /// <param name="log">Where waiting is told.</param>
    public ClusterRedis(IOptions<RedisOptions> options, TimeProvider clock, ILogger<ClusterRedis> log)
    {
        (_options, _clock, _log) = (options.Value, clock, log);
        _connection = new(_options);
    }

    /// <summary>Host and port.</summary>
    public string Address => _connection.Address;

    /// <summary>Whether there is a connection, as far as is known without asking.</summary>
    public bool IsConnected => _connection.IsConnected;

    /// <summary>What commands are given to.</summary>
    /// <exception cref="InvalidOperationException">It was not opened.</exception>
    public IConnectionMultiplexer Connection => _connection.Multiplexer;

    /// <summary>Connects, and waits for a server that is away or not ready yet; later calls do nothing.</summary>
    /// <param name="service">What the names of all keys begin with.</param>
    /// <param name="patience">How long is waited.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RedisUnusableException">The server refuses, or is not usable in time; the message names setting, value and fix.</exception>
    public async Task OpenAsync(string service, TimeSpan patience, CancellationToken cancellationToken)
    {
        var begin = _clock.GetTimestamp();
        var isTold = false;
        while (!_connection.IsOpen)
        {
            try
            {
                await _connection.OpenAsync(database => LookAsync(database, service), cancellationToken).ConfigureAwait(false);
                LogOpen(Address, _options.Database, isTold ? ", after waiting for it" : "");
            }
            catch (RedisUnusableException failure) when (failure.MayPass)
            {
                if (_clock.GetElapsedTime(begin) + Pause > patience)
                {
                    throw RedisUnusableException.After(patience, _options, failure);
                }

                if (!isTold)
                {
                    LogWaits(Address, patience.TotalSeconds, RedisFault.Of(failure.InnerException!).Message);
                    isTold = true;
                }

                await Task.Delay(Pause, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task LookAsync(IDatabase database, string service)
    {
        var found = (long)await database.ScriptEvaluateAsync(Look, [$"{service}/format"], [Format]).ConfigureAwait(false);
        if (found > Format)
        {
            throw RedisUnusableException.Newer(_options, service, found, Format);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The cluster meets in Redis at {Address}, database {Database}{Waiting}")]
    private partial void LogOpen(string address, int database, string waiting);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis at {Address} cannot be used yet ({Words}): the start waits for it, up to {Seconds:0} s (Cluster:StartTimeout)")]
    private partial void LogWaits(string address, double seconds, string words);
}
