using Microsoft.Extensions.DependencyInjection;

namespace SqueezeFlow.Grains.Health.Probes;

/// <summary>Registers health.</summary>
public static class HealthServices
{
    /// <summary>Adds the check and the probes of executor, feeds and evaluation; other parts add their own <see cref="IHealthProbe"/>.</summary>
    public static IServiceCollection AddFlowHealth(this IServiceCollection services) => services
        .AddSingleton<HealthCheck>()
        .AddSingleton<IHealthProbe, ExecutorProbe>()
        .AddSingleton<IHealthProbe, FeedsProbe>()
        .AddSingleton<IHealthProbe, EvaluationProbe>();

    /// <summary>Adds the probe of a store in this process, without which nothing goes on.</summary>
    public static IServiceCollection AddStoreHealth(this IServiceCollection services) => services.AddSingleton<IHealthProbe, StoreProbe>();
}
