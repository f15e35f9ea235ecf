using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Storage.Redis.Records.Engine;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>Connects to Redis before any hosted service starts, so that a server that cannot be used ends the start.</summary>
internal sealed partial class RecordStartup(RedisRecords records, RecordKeys keys, ILogger<RecordStartup> log) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await records.OpenAsync(cancellationToken).ConfigureAwait(false);
        LogOpen(records.Status.Address, keys.Root);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Records are kept in Redis at {Address} under {Root}")]
    private partial void LogOpen(string address, string root);
}
