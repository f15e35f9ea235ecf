using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Orders.Accounts;

namespace SqueezeFlow.Grains.Health.Probes;

/// <summary>Registers health.</summary>
public static class HealthServices
{
    /// <summary>Adds the check and the probes of executor, accounts, feeds and evaluation; other parts add their own <see cref="IHealthProbe"/>.</summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="isShared">Whether there may be several processes, which share one executor.</param>
    public static IServiceCollection AddFlowHealth(this IServiceCollection services, bool isShared = false) => services
        .AddSingleton<HealthCheck>()
        .AddSingleton<IHealthProbe>(p => ActivatorUtilities.CreateInstance<ExecutorProbe>(p, AccountNames.Main, isShared))
        .AddSingleton<IHealthProbe, AccountsProbe>()
        .AddSingleton<IHealthProbe, FeedsProbe>()
        .AddSingleton<IHealthProbe, EvaluationProbe>();

    /// <summary>Adds the probe of a further account's executor.</summary>
    public static IServiceCollection AddExecutorHealth(this IServiceCollection services, string account) =>
        services.AddSingleton<IHealthProbe>(p => ActivatorUtilities.CreateInstance<ExecutorProbe>(p, account));

    /// <summary>Adds the probe of a store in this process, without which nothing goes on.</summary>
    public static IServiceCollection AddStoreHealth(this IServiceCollection services) => services.AddSingleton<IHealthProbe, StoreProbe>();
}
