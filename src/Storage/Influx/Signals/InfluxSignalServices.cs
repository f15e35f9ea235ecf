using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>Registers the points of signals.</summary>
internal static class InfluxSignalServices
{
    /// <summary>
    /// Writes the signals of the embedded store's record to InfluxDB besides, and asks InfluxDB for statistics. Needs the embedded store, an
    /// <see cref="Protocol.InfluxQuery"/>, a <see cref="Spool.ISpool"/> and a market clock; comes after everything else that adds to
    /// <see cref="ISignalPublisher"/>.
    /// </summary>
    public static IServiceCollection AddInfluxSignals(this IServiceCollection services)
    {
        services.TryAddSingleton<ChangedSignals>();
        services.Wrap<ISignalPublisher>((inner, changed) => new InfluxSignalPublisher(inner, changed));
        services.Wrap<ISignalResults>((inner, changed) => new InfluxSignalResults(inner, changed));
        services.Replace(ServiceDescriptor.Singleton<ISignalStatistics, InfluxSignalStatistics>());
        services.TryAddSingleton<SignalFeeder>();
        services.AddHostedService(provider => provider.GetRequiredService<SignalFeeder>());
        return services;
    }

    private static void Wrap<T>(this IServiceCollection services, Func<T, ChangedSignals, T> wrap)
        where T : class
    {
        var make = services.Last(service => service.ServiceType == typeof(T)).ImplementationFactory
            ?? throw new InvalidOperationException($"{typeof(T).Name} is expected to be registered by a factory");
        services.Replace(ServiceDescriptor.Singleton(provider => wrap((T)make(provider), provider.GetRequiredService<ChangedSignals>())));
    }
}
