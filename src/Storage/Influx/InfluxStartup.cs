using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Storage.Influx;

/// <summary>Opens the database before any hosted service starts, so that a server that cannot be used ends the start.</summary>
internal sealed partial class InfluxStartup(InfluxStorage storage, ILogger<InfluxStartup> log) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await storage.OpenAsync(cancellationToken).ConfigureAwait(false);
        var status = storage.Status;
        LogOpen(status.Database, status.Address, status.Version);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Bars, ledger and open interest are stored in the database {Database} of InfluxDB at {Address}, version {Version}")]
    private partial void LogOpen(string database, string address, string? version);
}
