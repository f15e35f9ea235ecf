using Microsoft.Extensions.Hosting;

namespace SqueezeFlow.Exchanges.Rest.Requests;

/// <summary>
/// Ends what is still asked when the service stops: a request between two attempts would keep the process for as long as it waits. Registered
/// before those that ask, so that it stops after them.
/// </summary>
internal sealed class RestShutdown : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Cancelled when nobody needs an answer any more.</summary>
    public CancellationToken Token => _end.Token;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _end.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();
}
