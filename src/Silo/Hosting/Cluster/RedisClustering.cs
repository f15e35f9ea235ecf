using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Storage.Redis.Cluster;

namespace SqueezeFlow.Silo.Hosting.Cluster;

/// <summary>A silo that meets others in Redis: membership, reminders and subscriptions there; states of grains are added where the other ports are.</summary>
internal static class RedisClustering
{
    private static readonly TimeSpan DeadKept = TimeSpan.FromDays(1);

    /// <summary>Makes it one of several.</summary>
    public static void UseRedisCluster(this ISiloBuilder silo, ClusterSettings settings)
    {
        silo.Services.AddSingleton(settings);
        silo.Services.AddSingleton<ClusterRedis>();
        silo.Services.AddSingleton<ClusterStart>();
        silo.Services.AddSingleton<IFatalErrorHandler, DeadSilo>();
        silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (settings.ServiceId, settings.ClusterId));
        silo.Configure<ClusterMembershipOptions>(options => Tune(options, settings));
        silo.UseEndpoints(settings);
        silo.UseOpened();
    }

    /// <summary>How the silos watch each other.</summary>
    public static void Tune(ClusterMembershipOptions options, ClusterSettings settings)
    {
        options.ProbeTimeout = settings.ProbeTimeout;
        if (settings.MaxProbeTimeout is { } most)
        {
            options.MaxProbeTimeout = most;
        }

        options.NumMissedProbesLimit = settings.MissedProbes;
        options.NumVotesForDeathDeclaration = settings.Votes;
        options.TableRefreshTimeout = settings.TableRefresh;
        options.IAmAliveTablePublishTimeout = settings.AlivePeriod;
        options.MaxJoinAttemptTime = settings.JoinTimeout;
        options.DefunctSiloExpiration = DeadKept;
    }

    private static void UseEndpoints(this ISiloBuilder silo, ClusterSettings settings)
    {
        var own = OwnAddress.Of(settings);
        var port = Clustering.SiloPortOf(settings, own.Listening, silo.Configuration);
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = own.Advertised;
            options.SiloPort = port;
            options.SiloListeningEndpoint = new(own.Listening, port);
            options.GatewayPort = settings.GatewayPort;
            options.GatewayListeningEndpoint = settings.GatewayPort == 0 ? null : new(own.Listening, settings.GatewayPort);
        });
        silo.Configure<SiloOptions>(options => options.SiloName = settings.SiloName.Length > 0 ? settings.SiloName : $"{Environment.MachineName}:{port}");
    }

    // One connection for all of them, which was opened before the silo starts.
    private static void UseOpened(this ISiloBuilder silo)
    {
        silo.UseRedisClustering(_ => { });
        silo.Services.AddOptions<RedisClusteringOptions>().Configure<ClusterRedis>((options, redis) =>
            (options.ConfigurationOptions, options.CreateMultiplexer) = (new(), _ => Task.FromResult((redis.Connection, true))));
        silo.Services.Replace(ServiceDescriptor.Singleton(Keep(silo.Services.Last(service => service.ServiceType == typeof(IMembershipTable)).ImplementationFactory!)));
        silo.UseRedisReminderService(_ => { });
        silo.Services.AddOptions<RedisReminderTableOptions>().Configure<ClusterRedis>((options, redis) =>
            (options.ConfigurationOptions, options.CreateMultiplexer) = (new(), _ => Task.FromResult((redis.Connection, true))));
        silo.AddRedisGrainStorage("PubSubStore", builder => builder.Configure<ClusterRedis>((options, redis) =>
            (options.ConfigurationOptions, options.CreateMultiplexer) = (new(), _ => Task.FromResult((redis.Connection, true)))));
    }

    private static Func<IServiceProvider, IMembershipTable> Keep(Func<IServiceProvider, object> make) => provider =>
    {
        var (redis, cluster) = (provider.GetRequiredService<ClusterRedis>(), provider.GetRequiredService<IOptions<ClusterOptions>>().Value);
        return new KeptMembershipTable(
            (IMembershipTable)make(provider),
            () => redis.Connection.GetDatabase(),
            RedisClusteringOptions.DefaultCreateRedisKey(cluster),
            provider.GetRequiredService<ILogger<KeptMembershipTable>>());
    };
}
