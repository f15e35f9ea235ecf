namespace SqueezeFlow.Grains.Cluster;

/// <summary>Grains are on the silo that their key belongs to.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class RendezvousStrategy : PlacementStrategy;
