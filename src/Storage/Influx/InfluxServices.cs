using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Bars;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Reading;
using SqueezeFlow.Storage.Influx.Records;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Influx.Signals;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Storage.Influx;

/// <summary>Registers the InfluxDB of a deployment.</summary>
public static class InfluxServices
{
    /// <summary>
    /// The database of section <c>Influx</c> behind <see cref="IBarStore"/> and <see cref="IOpenInterestStore"/>, a spool on disk (section <c>Spool</c>) before it, and
    /// <see cref="InfluxStorage"/> to ask how it fares. Takes these two ports over from <see cref="SqliteServices.AddSqliteStorage"/>, which it needs before it; the
    /// signals of its record become points besides. A server that cannot be used ends the start with <see cref="InfluxUnusableException"/>.
    /// </summary>
    public static IServiceCollection AddInfluxStorage(this IServiceCollection services)
    {
        services.AddOptions<InfluxOptions>().BindConfiguration(InfluxOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InfluxOptions>, InfluxOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new InfluxQuery(Options(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new InfluxWriter(Options(provider)));
        services.TryAddSingleton(provider => InfluxFrames.Of(Options(provider)));
        services.TryAddSingleton(provider => new ResampleNotes(provider.GetRequiredService<IOptions<SpoolOptions>>().Value.Directory));
        services.TryAddSingleton(Schema);
        services.TryAddSingleton(Resampling);
        services.TryAddSingleton<ISettledTime>(provider => provider.GetRequiredService<Resampler>());
        services.TryAddSingleton<ISpoolLoss, InfluxLoss>();
        services.TryAddSingleton<ISpoolTarget, InfluxTarget>();
        services.TryAddSingleton(Storage);
        AddPorts(services);
        services.AddHostedService<InfluxStartup>();
        services.AddSpool();
        services.AddHostedService(provider => provider.GetRequiredService<Resampler>());
        services.AddInfluxSignals();
        return services;
    }

    private static void AddPorts(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new KeptTimes(provider.GetRequiredService<InfluxQuery>(), Options(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<KeptTags>();
        services.TryAddSingleton<BarPoints>();
        services.TryAddSingleton<InfluxSystemFigures>();
        services.TryAddSingleton<RowSource>();
        services.Replace(ServiceDescriptor.Singleton<IBarStore>(provider => new InfluxBarStore(
            provider.GetRequiredService<ISpool>(),
            provider.GetRequiredService<RowSource>(),
            provider.GetRequiredService<BarPoints>(),
            Options(provider),
            provider.GetRequiredService<IOptions<SpoolOptions>>().Value.MaxBatchPoints)));
        services.Replace(ServiceDescriptor.Singleton<IOpenInterestStore>(provider => new InfluxOpenInterestStore(
            provider.GetRequiredService<ISpool>(), provider.GetRequiredService<InfluxQuery>(), Options(provider), provider.GetRequiredService<KeptTags>())));
    }

    private static InfluxOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<InfluxOptions>>().Value;

    private static InfluxSchema Schema(IServiceProvider provider) => new(
        provider.GetRequiredService<InfluxQuery>(), Options(provider), provider.GetRequiredService<InfluxFrames>(), provider.GetRequiredService<ILogger<InfluxSchema>>());

    private static Resampler Resampling(IServiceProvider provider) => new(
        provider.GetRequiredService<InfluxQuery>(),
        Options(provider),
        provider.GetRequiredService<InfluxFrames>(),
        provider.GetRequiredService<InfluxSchema>(),
        provider.GetRequiredService<ResampleNotes>(),
        new(provider.GetService<ISharedNotes>()),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<Resampler>>());

    private static InfluxStorage Storage(IServiceProvider provider) => new(
        Options(provider),
        provider.GetRequiredService<InfluxWriter>(),
        provider.GetRequiredService<InfluxSchema>(),
        provider.GetRequiredService<InfluxFrames>(),
        provider.GetRequiredService<ResampleNotes>(),
        provider.GetRequiredService<KeptTags>(),
        provider.GetRequiredService<Resampler>());
}
