using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Sqlite.GrainState;
using SqueezeFlow.Storage.Sqlite.Records;

namespace SqueezeFlow.Storage.Sqlite;

/// <summary>Registers the embedded store.</summary>
public static class SqliteServices
{
    /// <summary>
    /// One SQLite file behind <see cref="IBarStore"/>, <see cref="IOpenInterestStore"/>, <see cref="ISignalPublisher"/>,
    /// <see cref="ISignalResults"/>, <see cref="ISignalTrail"/>, <see cref="ISignalStatistics"/>, <see cref="IPaperLedger"/>, <see cref="IPaperLedgers"/> and
    /// <see cref="IKeyValueStore"/>, with
    /// <see cref="SqliteMaintenance"/> beside them. Options from section <c>Data</c>, checked at start; the file is
    /// opened before any other service starts, so that a damaged file or a second process ends the start.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services)
    {
        services.AddOptions<DataOptions>().BindConfiguration(DataOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DataOptions>, DataOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SqliteDatabase>();
        services.TryAddSingleton<IBarStore, SqliteBarStore>();
        services.TryAddSingleton<IOpenInterestStore, SqliteOpenInterestStore>();
        services.TryAddSingleton<SqliteSignalPublisher>();
        services.TryAddSingleton<ISignalPublisher>(provider => provider.GetRequiredService<SqliteSignalPublisher>());
        services.TryAddSingleton<SqliteSignalResults>();
        services.TryAddSingleton<ISignalResults>(provider => provider.GetRequiredService<SqliteSignalResults>());
        services.TryAddSingleton<ISignalTrail, SqliteSignalTrail>();
        services.TryAddSingleton(provider => new SignalRecords(
            provider.GetRequiredService<SqliteSignalPublisher>(), provider.GetRequiredService<SqliteSignalResults>(), provider.GetRequiredService<ISignalTrail>()));
        services.TryAddSingleton<ISignalStatistics, SqliteSignalStatistics>();
        services.TryAddSingleton<IPaperLedger, SqlitePaperLedger>();
        services.TryAddSingleton<IPaperLedgers, SqlitePaperLedgers>();
        services.TryAddSingleton<IKeyValueStore, SqliteKeyValueStore>();
        services.TryAddSingleton(provider => new SqliteMaintenance(
            provider.GetRequiredService<SqliteDatabase>(), provider.GetRequiredService<IOptions<DataOptions>>().Value));
        services.TryAddSingleton<IStoreUpkeep>(provider => provider.GetRequiredService<SqliteMaintenance>());
        services.AddHostedService<SqliteStartup>();
        return services;
    }

    /// <summary>
    /// Orleans grain storage in the same file, under <paramref name="name"/> (and as the grain storage of that name only). State is
    /// JSON without type names, so it must survive System.Text.Json; a keyed <see cref="IGrainStorageSerializer"/> of that name
    /// takes its place. Needs <see cref="AddSqliteStorage"/>.
    /// </summary>
    public static IServiceCollection AddSqliteGrainStorage(this IServiceCollection services, string name) =>
        services.AddGrainStorage(name, static (provider, storage) => new SqliteGrainStorage(
            storage,
            provider.GetRequiredService<SqliteDatabase>(),
            provider.GetKeyedService<IGrainStorageSerializer>(storage) ?? new ReadableGrainStateSerializer(),
            provider.GetService<IActivatorProvider>()));
}
