using Orleans.Runtime.Services;
using SqueezeFlow.Interfaces.Cluster;

namespace SqueezeFlow.Grains.Cluster;

/// <summary>Says something to other silos.</summary>
internal sealed class SiloLinks(IServiceProvider services, SiloView silos) : GrainServiceClient<ISiloLink>(services)
{
    /// <summary>Tells every active silo that this one is about to leave. A silo that cannot be reached is told by the cluster when this one has left.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        silos.Leaves(silos.Self);
        var told = silos.Active.Where(silo => !silo.Equals(silos.Self)).Select(silo => GetGrainService(silo).LeavesAsync(silos.Self));
        await Task.WhenAll(told).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
