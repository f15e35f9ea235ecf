using System.Net;
using Orleans.Configuration;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Hosting.Cluster;

/// <summary>Orleans inside this process, without any server or as one of several silos.</summary>
internal static class Clustering
{
    // The first word of a signal goes to the executor itself.
    private static readonly TimeSpan StreamPoll = TimeSpan.FromMilliseconds(500);

    // Room is made for all of them at once, twice: the default, a million, takes 19 MB. Coins are some thousands.
    private const int GrainsRemembered = 20_000;

    /// <summary>Adds the silo that the configuration describes.</summary>
    public static void AddSilo(this IHostApplicationBuilder builder, IConfiguration configuration)
    {
        var settings = ClusterChoice.Of(configuration);
        builder.UseOrleans(silo =>
        {
            if (ClusterChoice.IsRedis(configuration))
            {
                silo.UseRedisCluster(settings);
            }
            else
            {
                silo.UseNoServer(settings);
            }

            silo.AddMemoryStreams(SignalChannel.Provider, streams =>
            {
                // One executor, one stream: more queues would only be polled in vain.
                streams.ConfigurePartitioning(1);
                streams.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = StreamPoll));
            });
            silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = GrainsRemembered);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = settings.ResponseTimeout);
            silo.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = settings.ResponseTimeout);
        });
    }

    /// <summary>The port for other silos: what is configured, or a free one that the HTTP side does not want.</summary>
    /// <exception cref="CommandFailure">A configured port is taken.</exception>
    public static int SiloPortOf(ClusterSettings settings, IPAddress listening, IConfiguration configuration)
    {
        Ports.EnsureFree("Cluster:SiloPort", $"{settings.SiloPort}", listening, settings.SiloPort);
        Ports.EnsureFree("Cluster:GatewayPort", $"{settings.GatewayPort}", listening, settings.GatewayPort);
        var http = Uri.TryCreate(configuration[$"{HttpOptions.Section}:{nameof(HttpOptions.Url)}"], UriKind.Absolute, out var url) ? url.Port : 0;
        return settings.SiloPort == 0 ? Ports.FindFree(but: http) : settings.SiloPort;
    }

    private static void UseNoServer(this ISiloBuilder silo, ClusterSettings settings)
    {
        silo.UseLocalhostClustering(SiloPortOf(settings, IPAddress.Loopback, silo.Configuration), settings.GatewayPort, null, settings.ServiceId, settings.ClusterId);
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.UseInMemoryReminderService();
    }
}
