using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Interfaces.Cluster;

namespace SqueezeFlow.Grains.Cluster;

/// <inheritdoc cref="ISiloLink"/>
internal sealed class SiloLink(GrainId id, Orleans.Runtime.Silo silo, ClusterMembers silos, IOptions<SiloOptions> options, SharedLimits limits) : GrainService(id, silo, NullLoggerFactory.Instance), ISiloLink
{
    public Task LeavesAsync(SiloAddress silo)
    {
        silos.Leaves(silo);
        return Task.CompletedTask;
    }

    public Task RefusedAsync(string exchange, string host, TimeSpan pause)
    {
        if (options.Value.SharedAddress)
        {
            limits.Close(new(exchange, host, pause));
        }

        return Task.CompletedTask;
    }
}
