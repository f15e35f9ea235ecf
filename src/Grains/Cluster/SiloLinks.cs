using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Interfaces.Cluster;

namespace SqueezeFlow.Grains.Cluster;

/// <summary>Says something to other silos.</summary>
internal sealed class SiloLinks(SiloClient<ISiloLink> client, ClusterMembers silos)
{
    private IEnumerable<ISiloLink> Others => silos.Active.Where(silo => !silo.Equals(silos.Self)).Select(client.Of);

    /// <summary>Tells every active silo that this one is about to leave. A silo that cannot be reached is told by the cluster when this one has left.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        silos.Leaves(silos.Self);
        await Task.WhenAll(Others.Select(link => link.LeavesAsync(silos.Self))).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Tells every other silo that a venue wants no request for a while. One that cannot be reached finds out by itself.</summary>
    public Task RefuseAsync(VenueClosure closure) => Task.WhenAll(Others.Select(link => link.RefusedAsync(closure.Exchange, closure.Host, closure.Pause)));
}
