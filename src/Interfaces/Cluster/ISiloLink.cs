using Orleans.Services;

namespace SqueezeFlow.Interfaces.Cluster;

/// <summary>What silos say to each other; one on every silo.</summary>
public interface ISiloLink : IGrainService
{
    /// <summary>A silo is about to leave: it takes no work from now on, and what it has moves.</summary>
    Task LeavesAsync(SiloAddress silo);
}
