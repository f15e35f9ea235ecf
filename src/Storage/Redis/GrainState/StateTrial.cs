using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SqueezeFlow.Storage.Redis.Cluster;
using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Storage.Redis.GrainState;

/// <summary>Finds out whether Redis keeps states again after one was not kept: a process none of whose grains has anything to write would never hear of it.</summary>
/// <param name="redis">The server.</param>
/// <param name="cluster">Names the service.</param>
/// <param name="journal">Knows of the failure, and is told of its end.</param>
public sealed class StateTrial(ClusterRedis redis, IOptions<ClusterOptions> cluster, StateJournal journal)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Writes something small, if the last state was not kept; answers what fails still.</summary>
    public async Task<StateFailure?> RunAsync()
    {
        if (journal.Failure is null)
        {
            return null;
        }

        try
        {
            await redis.Connection.GetDatabase().StringSetAsync($"{cluster.Value.ServiceId}/state-trial", 1, Lifetime).ConfigureAwait(false);
            journal.Succeeded();
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            journal.Failed(RedisFault.Of(failure).Message);
        }

        return journal.Failure;
    }
}
