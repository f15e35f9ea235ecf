using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>Registers the screens.</summary>
public static class ScreenServices
{
    /// <summary>For a process that is a cluster of its own.</summary>
    public static IServiceCollection AddScreen(this IServiceCollection services) => services
        .AddSingleton<ScreenHub>()
        .AddSingleton<IScreen>(provider => provider.GetRequiredService<ScreenHub>());

    /// <summary>For one of several: its screens are told what happens on all of them.</summary>
    public static IServiceCollection AddClusterScreen(this IServiceCollection services)
    {
        services.AddGrainService<ScreenRelayService>();
        services.AddSingleton(provider =>
        {
            var clock = provider.GetRequiredService<TimeProvider>();
            return new ScreenHub(clock, ScreenNumbers.Before(provider.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString(), clock.GetUtcNow()));
        });
        services.AddSingleton<IScreen>(provider => provider.GetRequiredService<ScreenHub>());
        services.AddSingleton<SiloClient<IScreenRelayService>>();
        services.AddSingleton<ScreenInlet>();
        services.AddSingleton<ScreenOutlets>();
        return services.AddHostedService<ScreenListening>();
    }
}
