using SqueezeFlow.Core.Orders.News;

namespace SqueezeFlow.Silo.Service;

/// <summary>Lets the executor look at its account when the account has something to tell.</summary>
internal sealed class AccountStir(IGrainAccess grains) : IAccountListener
{
    public Task OnStirredAsync(CancellationToken cancellationToken) => grains.Executor.LookAsync().AsTask();
}
