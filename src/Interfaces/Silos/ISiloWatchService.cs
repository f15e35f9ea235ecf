using Orleans.Services;
using SqueezeFlow.Core.Views.Silos;

namespace SqueezeFlow.Interfaces.Silos;

/// <summary>What each process of the cluster tells the others of itself.</summary>
[Alias("sf.ISiloWatchService")]
public interface ISiloWatchService : IGrainService
{
    /// <summary>The process at a glance.</summary>
    [Alias("View")]
    Task<SiloView> GetViewAsync();

    /// <summary>Health of its parts as it was seen last.</summary>
    [Alias("Health")]
    Task<SiloHealth> GetHealthAsync();
}
