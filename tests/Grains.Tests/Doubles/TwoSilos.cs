using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace SqueezeFlow.Grains.Tests.Doubles;

/// <summary>A cluster of two silos in this process, each with what a test adds.</summary>
public abstract class TwoSilos : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;

    private protected IReadOnlyList<InProcessSiloHandle> Silos => _cluster!.Silos;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSiloHost((options, host) =>
        {
            host.Services.AddSingleton(TimeProvider.System);
            host.Services.AddWireJson();
            AddTo(host.Services, options.SiloName);
        });
        builder.ConfigureClient(client => client.Services.AddWireJson());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster!.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task KillAsync(InProcessSiloHandle silo) => _cluster!.KillSiloAsync(silo, TestContext.Current.CancellationToken);

    /// <summary>Adds what a silo of a name has besides.</summary>
    protected abstract void AddTo(IServiceCollection services, string name);
}
