using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Owners;

/// <summary>Where it stands who owns which market.</summary>
/// <param name="service">What the names of all keys of the service begin with.</param>
internal sealed class OwnerKeys(string service)
{
    /// <summary>A hash from market to the run that took it last.</summary>
    public RedisKey Owners { get; } = $"{service}/owners";

    /// <summary>What the key of a run begins with that lives as long as the run may write.</summary>
    public string RunPrefix { get; } = $"{service}/run/";

    /// <summary>That key.</summary>
    public RedisKey OfRun(string run) => RunPrefix + run;
}
