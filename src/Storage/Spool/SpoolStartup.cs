using Microsoft.Extensions.Hosting;
using SqueezeFlow.Storage.Spool.Fencing;

namespace SqueezeFlow.Storage.Spool;

/// <summary>Opens the spool before any hosted service starts, so that a folder that cannot be used ends the start.</summary>
internal sealed class SpoolStartup(DiskSpool spool, ISpoolFence? fence) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await spool.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (fence is not null)
        {
            await fence.BeginAsync(spool.LeftoverRuns, cancellationToken).ConfigureAwait(false);
        }
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
}
