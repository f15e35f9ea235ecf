using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Interfaces.Cluster;

namespace SqueezeFlow.Grains.Cluster;

/// <inheritdoc cref="ISiloLink"/>
internal sealed class SiloLink(GrainId id, Orleans.Runtime.Silo silo, SiloView silos) : GrainService(id, silo, NullLoggerFactory.Instance), ISiloLink
{
    public Task LeavesAsync(SiloAddress silo)
    {
        silos.Leaves(silo);
        return Task.CompletedTask;
    }
}
