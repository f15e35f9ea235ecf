using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis.Cluster;
using SqueezeFlow.Storage.Spool.Fencing;

namespace SqueezeFlow.Storage.Redis.Owners;

/// <summary>Registers the owners of markets.</summary>
public static class RedisOwnerServices
{
    /// <summary>
    /// <see cref="IMarketOwners"/> and the fence of the spool, in the server in which the silos meet. Registered before the spool, so that it ends after what that sends at its end.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="serviceId">Name that all silos of the service share for good: it is part of all keys.</param>
    public static IServiceCollection AddRedisOwners(this IServiceCollection services, string serviceId)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new RedisOwners(
            () => provider.GetRequiredService<ClusterRedis>().Connection.GetDatabase(),
            new(serviceId),
            OwnerTimes.Usual,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RedisOwners>>()));
        services.TryAddSingleton<IMarketOwners>(provider => provider.GetRequiredService<RedisOwners>());
        services.TryAddSingleton<ISpoolFence>(provider => provider.GetRequiredService<RedisOwners>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisOwners>());
        return services;
    }
}
