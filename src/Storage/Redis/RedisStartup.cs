using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Storage.Redis;

/// <summary>Connects to Redis before any hosted service starts, so that a server that cannot be used ends the start.</summary>
internal sealed partial class RedisStartup(IRedisServer server, IOptions<RedisOptions> options, ILogger<RedisStartup> log) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await server.OpenAsync(cancellationToken).ConfigureAwait(false);
        LogOpen(server.Address, options.Value.Database, options.Value.KeyPrefix);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Signals are published to Redis at {Address}, database {Database}, on the channel {Prefix}:signals")]
    private partial void LogOpen(string address, int database, string prefix);
}
