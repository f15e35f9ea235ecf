using Orleans.Services;

namespace SqueezeFlow.Interfaces.Cluster;

/// <summary>What silos say to each other; one on every silo.</summary>
public interface ISiloLink : IGrainService
{
    /// <summary>A silo is about to leave: it takes no work from now on, and what it has moves.</summary>
    Task LeavesAsync(SiloAddress silo);

    /// <summary>A venue has refused a silo: nobody asks it for a while.</summary>
    /// <param name="exchange">Venue id.</param>
    /// <param name="host">Host and port that refused.</param>
    /// <param name="pause">Time from now.</param>
    Task RefusedAsync(string exchange, string host, TimeSpan pause);
}
