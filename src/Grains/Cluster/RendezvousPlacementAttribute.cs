using Orleans.Placement;

namespace SqueezeFlow.Grains.Cluster;

/// <summary>Places a grain on the silo that its key belongs to: see <see cref="Rendezvous"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RendezvousPlacementAttribute() : PlacementAttribute(new RendezvousStrategy());
