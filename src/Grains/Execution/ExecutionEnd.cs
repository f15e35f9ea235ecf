using Microsoft.Extensions.Hosting;

namespace SqueezeFlow.Grains.Execution;

/// <summary>
/// Ends calls to the account when the service stops: a silo waits for its grains, and an account that hangs would hold it up. An order that is
/// under way is kept as sent and looked for at the next start. Registered before those that evaluate, so that it stops after them.
/// </summary>
internal sealed class ExecutionEnd : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Cancelled when no answer of the account is waited for any more.</summary>
    public CancellationToken Token => _end.Token;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _end.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();
}
