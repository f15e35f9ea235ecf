using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Persistence;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using SqueezeFlow.Storage.Redis.Cluster;
using SqueezeFlow.Storage.Sqlite.GrainState;

namespace SqueezeFlow.Storage.Redis.GrainState;

/// <summary>Registers states of grains in Redis.</summary>
public static class RedisGrainStateServices
{
    /// <summary>
    /// Orleans grain storage of that name in the server of <see cref="ClusterRedis"/>, which must be registered and opened before the silo starts. States are the
    /// JSON of the embedded store with the format's version around it; a keyed <see cref="IGrainStorageSerializer"/> of that name takes the JSON's place.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">Name of the storage.</param>
    /// <param name="lifetimes">How long states of a name are kept after their last change; those of other names for good.</param>
    public static IServiceCollection AddRedisGrainState(this IServiceCollection services, string name, IReadOnlyDictionary<string, TimeSpan> lifetimes)
    {
        services.TryAddSingleton<StateJournal>();
        services.TryAddSingleton<StateTrial>();
        return services.AddGrainStorage(name, (provider, storage) => Create(provider, storage, lifetimes));
    }

    private static ClusterGrainStorage Create(IServiceProvider provider, string storage, IReadOnlyDictionary<string, TimeSpan> lifetimes)
    {
        var redis = provider.GetRequiredService<ClusterRedis>();
        var keys = new StateKeys(provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId, lifetimes);
        var options = new RedisStorageOptions
        {
            CreateMultiplexer = _ => Task.FromResult((redis.Connection, true)),
            GetStorageKey = keys.KeyOf,
            GrainStorageSerializer = new VersionedGrainStateSerializer(provider.GetKeyedService<IGrainStorageSerializer>(storage) ?? new ReadableGrainStateSerializer()),
        };
        return new(
            ActivatorUtilities.CreateInstance<RedisGrainStorage>(provider, storage, options, options.GrainStorageSerializer),
            keys,
            () => redis.Connection.GetDatabase(),
            provider.GetRequiredService<StateJournal>(),
            provider.GetService<IGrainContextAccessor>());
    }
}
