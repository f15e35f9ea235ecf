using System.Net;
using Orleans.Configuration;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>Orleans inside this process, without any server.</summary>
internal static class Clustering
{
    // The first word of a signal goes to the executor itself.
    private static readonly TimeSpan StreamPoll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    // Room is made for all of them at once, twice: the default, a million, takes 19 MB. Coins are some thousands.
    private const int GrainsRemembered = 20_000;

    /// <summary>Adds a silo that is a cluster of its own.</summary>
    public static void AddEmbeddedSilo(this IHostApplicationBuilder builder, ClusterSettings settings)
    {
        Ports.EnsureFree("Cluster:SiloPort", $"{settings.SiloPort}", IPAddress.Loopback, settings.SiloPort);
        Ports.EnsureFree("Cluster:GatewayPort", $"{settings.GatewayPort}", IPAddress.Loopback, settings.GatewayPort);
        var siloPort = settings.SiloPort == 0 ? Ports.FindFree() : settings.SiloPort;
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, settings.GatewayPort, null, settings.ServiceId, settings.ClusterId);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.UseInMemoryReminderService();
            silo.AddMemoryStreams(SignalChannel.Provider, streams =>
            {
                // One executor, one stream: more queues would only be polled in vain.
                streams.ConfigurePartitioning(1);
                streams.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = StreamPoll));
            });
            silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = GrainsRemembered);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            silo.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        });
    }
}
