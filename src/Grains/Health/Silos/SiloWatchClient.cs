using Orleans.Runtime.Services;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Health.Silos;

/// <summary>Reaches the service of a certain process.</summary>
internal sealed class SiloWatchClient(IServiceProvider services) : GrainServiceClient<ISiloWatchService>(services)
{
    public ISiloWatchService Of(SiloAddress silo) => GetGrainService(silo);
}
