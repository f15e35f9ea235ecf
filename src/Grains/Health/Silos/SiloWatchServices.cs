using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Health.Silos;

/// <summary>Registers the watch over the processes of a cluster; needs an <see cref="ISiloReporter"/>.</summary>
public static class SiloWatchServices
{
    /// <summary>For a process that is a cluster of its own: it asks nobody and answers nobody.</summary>
    public static IServiceCollection AddLoneSilo(this IServiceCollection services) => services.AddSingleton<IClusterWatch, LoneSilo>();

    /// <summary>For one of several.</summary>
    public static IServiceCollection AddClusterWatch(this IServiceCollection services)
    {
        services.AddGrainService<SiloWatchService>();
        services.AddSingleton<SiloClient<ISiloWatchService>>();
        services.AddSingleton<IClusterWatch, ClusterWatch>();
        return services.AddSingleton<IHealthProbe, SilosProbe>();
    }
}
