using Orleans.Runtime.Placement;

namespace SqueezeFlow.Grains.Cluster;

/// <summary>Chooses the silo that a grain's key belongs to, among those that can run it and are not about to leave.</summary>
internal sealed class RendezvousDirector(ClusterMembers silos) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var able = context.GetCompatibleSilos(target);
        var staying = able.Where(silo => !silos.IsLeaving(silo)).ToArray();

        // When all of them leave, the last ones do the work to the end.
        return Task.FromResult(Rendezvous.OwnerOf(target.GrainIdentity.Key.ToString()!, staying.Length > 0 ? staying : able));
    }
}
