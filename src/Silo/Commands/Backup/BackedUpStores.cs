using SqueezeFlow.Grains;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Influx.Backup;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Redis.Backup;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.Storage.Sqlite.Backup;

namespace SqueezeFlow.Silo.Commands.Backup;

/// <summary>The stores of a configuration: the file in the data folder, or the records of several silos in Redis, and the InfluxDB beside it where one is named.</summary>
internal static class BackedUpStores
{
    /// <summary>Begins to read all of them.</summary>
    /// <exception cref="CommandFailure">There is nothing to read.</exception>
    public static async Task<IStoreSnapshot> ReadAsync(SiloConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var local = ClusterChoice.IsRedis(configuration.Root)
                ? await RedisBackup.ReadAsync(Redis(configuration), ClusterChoice.Of(configuration.Root).ServiceId, clock, cancellationToken)
                : await SqliteBackup.ReadAsync(Data(configuration), clock, cancellationToken);
            return DeploymentInflux.IsChosen(configuration.Root)
                ? await InfluxBackup.ReadAsync(Influx(configuration), Spool(configuration), local, clock, cancellationToken)
                : local;
        }
        catch (FileNotFoundException error)
        {
            var example = ClusterChoice.IsRedis(configuration.Root) ? "" : $", e.g. --{DataFolder.Key}=data";
            throw new CommandFailure(ExitCode.BadUsage, $"{error.Message}{example}", error);
        }
        catch (BackupException error)
        {
            throw new CommandFailure(ExitCode.BadUsage, error.Message, error);
        }
    }

    /// <summary>Begins to fill all of them.</summary>
    /// <returns>The restoration, and where the file that it replaces will be kept; null when there is none.</returns>
    /// <exception cref="CommandFailure">One of them holds something and may not be replaced.</exception>
    public static async Task<(IStoreRestoration Restoration, string? KeptPath)> RestoreAsync(
        SiloConfiguration configuration, bool replace, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var (local, keptPath) = ClusterChoice.IsRedis(configuration.Root)
                ? (await RedisBackup.RestoreAsync(Redis(configuration), ClusterChoice.Of(configuration.Root).ServiceId, GrainStateStorage.Lifetimes, replace, clock, cancellationToken), null)
                : SqliteBackup.Restore(Data(configuration), replace, clock);
            return DeploymentInflux.IsChosen(configuration.Root)
                ? (await InfluxBackup.RestoreAsync(Influx(configuration), Spool(configuration), local, replace, clock, cancellationToken), keptPath)
                : (local, keptPath);
        }
        catch (StoreNotEmptyException error)
        {
            var own = ClusterChoice.IsRedis(configuration.Root) ? "--Cluster:ServiceId" : $"--{DataFolder.Key}";
            var other = DeploymentInflux.IsChosen(configuration.Root) ? $"{own} and --Influx:Database" : own;
            throw new CommandFailure(ExitCode.BadUsage, $"{error.Message}: add --replace to replace all of it, or name another with {other}", error);
        }
    }

    private static DataOptions Data(SiloConfiguration configuration) => configuration.Root.GetSection(DataOptions.Section).Get<DataOptions>() ?? new();

    private static RedisOptions Redis(SiloConfiguration configuration) => configuration.Root.GetSection(RedisOptions.Section).Get<RedisOptions>() ?? new();

    private static InfluxOptions Influx(SiloConfiguration configuration) => configuration.Root.GetSection(InfluxOptions.Section).Get<InfluxOptions>() ?? new();

    private static SpoolOptions Spool(SiloConfiguration configuration)
    {
        var options = configuration.Root.GetSection(SpoolOptions.Section).Get<SpoolOptions>() ?? new();
        options.Directory = options.Directory.Length > 0 ? options.Directory : Path.Combine(Data(configuration).Directory, "spool");
        return options;
    }
}
