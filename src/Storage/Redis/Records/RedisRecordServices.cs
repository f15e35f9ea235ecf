using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Redis.Records.Signals;
using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>Registers the records that several processes share.</summary>
public static class RedisRecordServices
{
    /// <summary>
    /// The server of section <c>Redis</c> behind <see cref="ISignalPublisher"/>, <see cref="ISignalResults"/>, <see cref="ISignalTrail"/>, <see cref="ISignalStatistics"/>,
    /// <see cref="IPaperLedger"/>, <see cref="IPaperLedgers"/>, <see cref="IAlertChannel"/> and <see cref="IKeyValueStore"/>, with <see cref="IStoreUpkeep"/> and <see cref="RedisRecords"/> beside them.
    /// Signals are told to other programs with their record, as <see cref="RedisServices.AddRedisMirror"/> does for one process. Needs an <see cref="IMarketClock"/>. A server
    /// that cannot be used ends the start with <see cref="RedisUnusableException"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="serviceId">Name that all processes of the service share for good: it is part of all keys.</param>
    public static IServiceCollection AddRedisRecords(this IServiceCollection services, string serviceId)
    {
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RecordKeys(serviceId));
        services.TryAddSingleton(provider => new RedisConnection(Options(provider)));
        services.TryAddSingleton<RecordJournal>();
        services.TryAddSingleton<RecordServer>();
        services.TryAddSingleton(provider => new RedisRecords(
            provider.GetRequiredService<RedisConnection>(), Options(provider), provider.GetRequiredService<RecordServer>(), provider.GetRequiredService<RecordJournal>()));
        services.TryAddSingleton<IStoreUpkeep, RecordUpkeep>();
        AddPorts(services);
        services.AddHostedService<RecordStartup>();
        return services;
    }

    private static void AddPorts(IServiceCollection services)
    {
        services.TryAddSingleton<IKeyValueStore, RedisKeyValueStore>();
        services.TryAddSingleton<ISharedMarks, RedisMarks>();
        services.TryAddSingleton<IAlertChannel>(provider => new RedisAlertChannel(() => provider.GetRequiredService<RedisConnection>().Database, Options(provider).KeyPrefix));
        services.TryAddSingleton<ISharedNotes, RedisResampleNotes>();
        services.TryAddSingleton(provider => new RedisSignalPublisher(
            provider.GetRequiredService<RecordServer>(),
            provider.GetRequiredService<IKeyValueStore>(),
            new(Options(provider).KeyPrefix),
            provider.GetRequiredService<IMarketClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RedisSignalPublisher>>()));
        services.TryAddSingleton<ISignalPublisher>(provider => provider.GetRequiredService<RedisSignalPublisher>());
        services.TryAddSingleton<RedisSignalResults>();
        services.TryAddSingleton<ISignalResults>(provider => provider.GetRequiredService<RedisSignalResults>());
        services.TryAddSingleton<ISignalTrail, RedisSignalTrail>();
        services.TryAddSingleton<RedisSignalStatistics>();
        services.TryAddSingleton<ISignalStatistics>(provider => provider.GetRequiredService<RedisSignalStatistics>());
        services.TryAddSingleton(provider => new SignalRecords(
            provider.GetRequiredService<RedisSignalPublisher>(),
            provider.GetRequiredService<RedisSignalResults>(),
            provider.GetRequiredService<ISignalTrail>(),
            provider.GetRequiredService<RedisSignalStatistics>()));
        services.TryAddSingleton<IPaperLedger>(provider => new RedisPaperLedger(provider.GetRequiredService<RecordServer>(), AccountNames.Main));
        services.TryAddSingleton<IPaperLedgers, RedisPaperLedgers>();
    }

    private static RedisOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<RedisOptions>>().Value;
}
