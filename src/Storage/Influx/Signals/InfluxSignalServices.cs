using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>Registers the points of signals.</summary>
internal static class InfluxSignalServices
{
    /// <summary>
    /// Writes the signals of the record to InfluxDB besides, and asks InfluxDB for statistics where the record does not count itself. Needs the record before it, an
    /// <see cref="InfluxQuery"/>, the <see cref="InfluxSchema"/> and an <see cref="ISpool"/>.
    /// </summary>
    public static IServiceCollection AddInfluxSignals(this IServiceCollection services)
    {
        services.TryAddSingleton<ChangedSignals>();
        services.Wrap<ISignalPublisher>((provider, inner) => new InfluxSignalPublisher(inner, provider.GetRequiredService<ChangedSignals>()));
        services.Wrap<ISignalResults>((provider, inner) => new InfluxSignalResults(inner, provider.GetRequiredService<ChangedSignals>()));
        services.Replace(ServiceDescriptor.Singleton(
            provider => provider.GetRequiredService<SignalRecords>().Shared ?? new InfluxSignalStatistics(provider.GetRequiredService<InfluxQuery>())));
        services.TryAddSingleton(Feeder);
        services.AddHostedService(provider => provider.GetRequiredService<SignalFeeder>());
        return services;
    }

    private static SignalFeeder Feeder(IServiceProvider provider)
    {
        var schema = provider.GetRequiredService<InfluxSchema>();
        return new(
            provider.GetRequiredService<ChangedSignals>(),
            provider.GetRequiredService<SignalRecords>(),
            provider.GetRequiredService<ISpool>(),
            () => schema.KeptBy(SignalPoints.Policy),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SignalFeeder>>());
    }
}
