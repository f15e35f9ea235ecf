using Orleans.Runtime.Services;
using Orleans.Services;

namespace SqueezeFlow.Grains.Cluster;

/// <summary>Reaches a service of a certain silo.</summary>
/// <typeparam name="TService">The service, of which every silo has one.</typeparam>
internal sealed class SiloClient<TService>(IServiceProvider services) : GrainServiceClient<TService>(services)
    where TService : IGrainService
{
    /// <summary>That of a silo.</summary>
    public TService Of(SiloAddress silo) => GetGrainService(silo);
}
