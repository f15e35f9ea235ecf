using SqueezeFlow.Core.Orders.News;

namespace SqueezeFlow.Silo.Service;

/// <summary>Lets the executor of an account look at it when it has something to tell.</summary>
internal sealed class AccountStir(IGrainAccess grains, string account) : IAccountListener
{
    public Task OnStirredAsync(CancellationToken cancellationToken) => grains.ExecutorOf(account).LookAsync().AsTask();
}
