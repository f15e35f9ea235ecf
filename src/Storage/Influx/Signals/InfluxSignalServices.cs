using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Sqlite.Records;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>Registers the points of signals.</summary>
internal static class InfluxSignalServices
{
    /// <summary>
    /// Writes the signals of the embedded store's record to InfluxDB besides, and asks InfluxDB for statistics. Needs the embedded store, an
    /// <see cref="InfluxQuery"/>, the <see cref="InfluxSchema"/> and an <see cref="ISpool"/>; comes after everything else that adds to
    /// <see cref="ISignalPublisher"/>.
    /// </summary>
    public static IServiceCollection AddInfluxSignals(this IServiceCollection services)
    {
        services.TryAddSingleton<ChangedSignals>();
        services.Wrap<ISignalPublisher>((inner, changed) => new InfluxSignalPublisher(inner, changed));
        services.Wrap<ISignalResults>((inner, changed) => new InfluxSignalResults(inner, changed));
        services.Replace(ServiceDescriptor.Singleton<ISignalStatistics, InfluxSignalStatistics>());
        services.TryAddSingleton(Feeder);
        services.AddHostedService(provider => provider.GetRequiredService<SignalFeeder>());
        return services;
    }

    private static SignalFeeder Feeder(IServiceProvider provider)
    {
        var schema = provider.GetRequiredService<InfluxSchema>();
        return new(
            provider.GetRequiredService<ChangedSignals>(),
            provider.GetRequiredService<SqliteSignalPublisher>(),
            provider.GetRequiredService<SqliteSignalResults>(),
            provider.GetRequiredService<ISpool>(),
            () => schema.KeptBy(SignalPoints.Policy),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SignalFeeder>>());
    }

    private static void Wrap<T>(this IServiceCollection services, Func<T, ChangedSignals, T> wrap)
        where T : class
    {
        var make = services.Last(service => service.ServiceType == typeof(T)).ImplementationFactory
            ?? throw new InvalidOperationException($"{typeof(T).Name} is expected to be registered by a factory");
        services.Replace(ServiceDescriptor.Singleton(provider => wrap((T)make(provider), provider.GetRequiredService<ChangedSignals>())));
    }
}
