using Microsoft.Extensions.Logging;
using SqueezeFlow.Interfaces.Cluster;

namespace SqueezeFlow.Grains.Cluster;

/// <inheritdoc cref="ISiloLink"/>
internal sealed class SiloLink(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, SiloView silos) : GrainService(id, silo, loggers), ISiloLink
{
    public Task LeavesAsync(SiloAddress silo)
    {
        silos.Leaves(silo);
        return Task.CompletedTask;
    }
}
