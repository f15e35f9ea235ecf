using SqueezeFlow.Exchanges;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Grains;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Symbols.Shadowing;
using SqueezeFlow.Notifications;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Simulation.Paper;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Redis;
using SqueezeFlow.Storage.Redis.GrainState;
using SqueezeFlow.Storage.Redis.Records;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Silo.Service;

/// <summary>Chooses what stands behind the ports of the flow.</summary>
internal static class FlowServices
{
    /// <summary>Adds venues, grains, store, account and notifications.</summary>
    public static void AddFlow(this IServiceCollection services, IConfiguration configuration, ServiceMode mode)
    {
        services.AddNotifications(mode.IsLive && NotificationServices.AreOn(configuration));
        services.AddPorts(configuration, mode.MayUseBot);
        if (mode.IsLive)
        {
            services.AddFurtherAccounts(configuration);
        }
        else
        {
            services.AddSingleton(_ => ExecutionAccounts.MainOf(configuration));
        }

        if (ClusterChoice.IsRedis(configuration))
        {
            services.AddRedisGrainState(GrainStateStorage.Name, GrainStateStorage.Lifetimes);
            services.AddKeptTrades();
        }
        else
        {
            services.AddSqliteGrainStorage(GrainStateStorage.Name);
        }

        services.AddGrains();
        services.PostConfigure<EvaluationOptions>(options => options.Use(StrategyParametersFile.Of(configuration)));
        services.PostConfigure<ShadowOptions>(shadows =>
        {
            var paper = configuration.GetSection(PaperOptions.Section).Get<PaperOptions>() ?? new();
            shadows.Use(ShadowFiles.Of(configuration), (double)paper.InitialUsd, (double)paper.FeeRate);
        });
    }

    /// <summary>Adds venues, store and account: all that has options and needs no silo.</summary>
    public static void AddPorts(this IServiceCollection services, IConfiguration configuration, bool mayUseBot)
    {
        services.AddExchanges();
        services.AddRecords(configuration);
        if (DeploymentInflux.IsChosen(configuration))
        {
            services.AddInfluxStorage();
        }

        if (SignalRedis.IsChosen(configuration) && !ClusterChoice.IsRedis(configuration))
        {
            services.AddRedisMirror();
        }

        services.PostConfigure<RestOptions>(options =>
        {
            if (configuration[$"{RestOptions.Section}:{nameof(RestOptions.CacheDirectory)}"] is null)
            {
                options.CacheDirectory = Path.Combine(DataFolder.Of(configuration).FullPath, "instruments");
            }
        });
        if (mayUseBot && Freqtrade.IsChosen(configuration))
        {
            services.AddFreqtradeExecution();
        }
        else
        {
            services.AddPaperAccount();
        }
    }

    /// <summary>Adds what stands behind accounts besides main.</summary>
    public static void AddFurtherAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var account in ExecutionAccounts.FurtherOf(configuration))
        {
            if (Freqtrade.IsChosen(configuration, account))
            {
                services.AddFreqtradeExecution(account);
            }
            else
            {
                services.AddPaperAccount(account);
            }
        }
    }

    // The file of one process could not be read by another.
    private static void AddRecords(this IServiceCollection services, IConfiguration configuration)
    {
        if (ClusterChoice.IsRedis(configuration))
        {
            services.AddRedisRecords(ClusterChoice.Of(configuration).ServiceId);
        }
        else
        {
            services.AddSqliteStorage();
        }
    }
}
