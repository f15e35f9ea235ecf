using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Storage.Redis.Cluster;

namespace SqueezeFlow.Silo.Hosting.Cluster;

/// <summary>What a silo of several does before it starts: it waits for the server in which they meet.</summary>
internal sealed class ClusterStart(ClusterRedis redis, ClusterSettings settings)
{
    /// <summary>Waits for the server.</summary>
    /// <exception cref="IOException">It refuses, or is not usable in time.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => redis.OpenAsync(settings.ServiceId, settings.StartTimeout, cancellationToken);
}
