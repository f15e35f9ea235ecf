using System.Net;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Orders.News;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Grains.Health.Probes;
using SqueezeFlow.Grains.Health.Silos;
using SqueezeFlow.Grains.Screen.Relay;
using SqueezeFlow.Notifications;
using SqueezeFlow.Silo.Api;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Alerting;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Health;
using SqueezeFlow.Silo.Health.Alerts;
using SqueezeFlow.Silo.Health.Machine;
using SqueezeFlow.Silo.Hosting.Cluster;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.Storage.Redis.Owners;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>Puts the service together.</summary>
internal static class SiloHost
{
    /// <summary>Time that a stop may take before it is hurried, besides what feeds may take to go to other silos; <see cref="StopDeadline"/> ends it.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(6);

    /// <summary>A service that is ready to start.</summary>
    /// <param name="configuration">Checked configuration.</param>
    /// <param name="mode">What it is started for.</param>
    /// <param name="addMore">Adds what the command needs beyond the usual.</param>
    public static WebApplication Build(SiloConfiguration configuration, ServiceMode mode, Action<IServiceCollection>? addMore = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = configuration.EnvironmentName, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration.Root);
        builder.AddLog();
        builder.AddMetrics();
        builder.AddOtlp();
        AddHttp(builder, configuration);
        var cluster = ClusterChoice.Of(configuration.Root);
        if (cluster.Mode != ClusterMode.Embedded)
        {
            builder.Services.AddRedisOwners(cluster.ServiceId);
        }

        if (DeploymentInflux.IsChosen(configuration.Root))
        {
            // What begins before the silo ends after it: what the grains hand over at their end is sent too.
            builder.Services.AddSpool();
        }

        builder.AddSilo(configuration.Root);
        builder.AddGrainDashboard();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout + ClusterChoice.DrainTimeOf(configuration.Root));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(mode);
        builder.Services.AddSingleton(DataFolder.Of(configuration.Root));
        builder.Services.AddFlow(configuration.Root, mode);
        AddOwn(builder.Services, configuration.Root, mode);
        AddWatch(builder.Services, cluster);
        addMore?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapApi();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapGrainDashboard();
        return app;
    }

    private static void AddHttp(WebApplicationBuilder builder, SiloConfiguration configuration)
    {
        var url = configuration.Root["Http:Url"] ?? new HttpOptions().Url;
        var uri = new Uri(url);
        if (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address))
        {
            Ports.EnsureFree("Http:Url", url, address, uri.Port);
        }

        builder.WebHost.UseKestrel(options => options.AddServerHeader = false);
        builder.WebHost.UseUrls(url);
        builder.Services.AddRouting();
        builder.Services.AddOptions<HttpOptions>().BindConfiguration(HttpOptions.Section);
        builder.Services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section);
        builder.Services.AddOptions<ExternalSignalOptions>().BindConfiguration(ExternalSignalOptions.Section);
        builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section);
    }

    private static void AddAccounts(IServiceCollection services, IConfiguration configuration, ServiceMode mode)
    {
        if (mode.MayUseBot && Freqtrade.IsChosen(configuration))
        {
            services.AddSingleton<IHealthProbe>(provider => new FreqtradeProbe(provider.GetRequiredService<IFreqtradeMonitor>()));
            services.AddSingleton<IAccountListener>(provider => new AccountStir(provider.GetRequiredService<IGrainAccess>(), AccountNames.Main));
        }

        foreach (var account in mode.IsLive ? ExecutionAccounts.FurtherOf(configuration) : [])
        {
            services.AddExecutorHealth(account);
            if (Freqtrade.IsChosen(configuration, account))
            {
                services.AddSingleton<IHealthProbe>(provider => new FreqtradeProbe(provider.GetRequiredKeyedService<IFreqtradeMonitor>(account), account));
                services.AddKeyedSingleton<IAccountListener>(account, (provider, _) => new AccountStir(provider.GetRequiredService<IGrainAccess>(), account));
            }
        }
    }

    private static void AddWatch(IServiceCollection services, ClusterSettings cluster)
    {
        services.AddSingleton(Options.Create(cluster));
        services.AddFlowHealth(cluster.Mode != ClusterMode.Embedded);
        services.AddSingleton<ISiloReporter, SiloReporter>();
        if (cluster.Mode == ClusterMode.Embedded)
        {
            services.AddLoneSilo();
            services.AddScreen();
        }
        else
        {
            services.AddClusterWatch();
            services.AddClusterScreen();
        }
    }

    private static void AddOwn(IServiceCollection services, IConfiguration configuration, ServiceMode mode)
    {
        services.AddSingleton<IHealthProbe, SystemProbe>();
        AddRecordHealth(services, configuration);
        if (DeploymentInflux.IsChosen(configuration))
        {
            services.AddSingleton<IHealthProbe, InfluxProbe>();
            services.AddSingleton<IHealthProbe, RemoteStoreProbe>();
            services.AddHostedService<SystemRecorder>();
        }
        else
        {
            services.AddStoreHealth();
        }

        AddAccounts(services, configuration, mode);

        if (mode.IsLive && NotificationServices.AreOn(configuration))
        {
            services.AddSingleton<IHealthProbe, NotificationsProbe>();
        }

        services.AddActivatedSingleton<HealthGauges>();
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.Section);
        if (mode.IsLive)
        {
            services.AddHostedService<AlertWatch>();
        }

        services.AddHostedService<StorePruning>();
        services.AddHostedService<ReachReport>();
        services.AddSingleton<HealthMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<HealthMonitor>());
        services.AddSingleton<VenueWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<VenueWatch>());
        services.AddSingleton<SignalTally>();
        services.AddHostedService(provider => provider.GetRequiredService<SignalTally>());
        services.AddSingleton<IGrainAccess, GrainAccess>();
        services.AddApi();
    }

    private static void AddRecordHealth(IServiceCollection services, IConfiguration configuration)
    {
        if (ClusterChoice.IsRedis(configuration))
        {
            services.AddSingleton<IHealthProbe, RecordsProbe>();
            services.AddSingleton<IHealthProbe, StatesProbe>();
            return;
        }

        services.AddSingleton<IHealthProbe, SqliteProbe>();
        if (SignalRedis.IsChosen(configuration))
        {
            services.AddSingleton<IHealthProbe, RedisProbe>();
        }
    }
}
