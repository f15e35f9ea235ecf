using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;
using SqueezeFlow.Exchanges;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Several silos with the real grains in this process; they share the grains' state.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private const int MostTries = 600;

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;
    private readonly InProcessTestCluster _cluster;

    private SiloCluster(int silos, IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection> addFirst, Action<IServiceCollection>? addLast)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSiloHost((options, host) =>
        {
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Data:Directory"] = Path.Combine(_folder, options.SiloName),
                ["Feeds:Enabled"] = "false",
                ["Strategy:Timeframe"] = "10s",
                ["Strategy:LookbackHours"] = "1",
            });
            host.Configuration.AddInMemoryCollection(settings);
            host.Services.AddSingleton(TimeProvider.System);
            host.Services.AddSingleton<IScreen, QuietScreen>();
            addFirst(host.Services);
            host.Services.AddExchanges();
            host.Services.AddSqliteStorage();
            host.Services.AddGrainStorage(GrainStateStorage.Name, (_, _) => State);
            host.Services.AddGrains();
            addLast?.Invoke(host.Services);
            host.Services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(5));
            host.Services.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
            });
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(SignalChannel.Provider);
        });
        builder.ConfigureClient(client => client.Services.AddWireJson());
        _cluster = builder.Build();
    }

    public SharedState State { get; } = new();

    public IGrainFactory Grains => _cluster.Client;

    public IReadOnlyList<InProcessSiloHandle> Silos => [.. _cluster.GetActiveSilos()];

    public static Task<SiloCluster> StartAsync(int silos) => StartAsync(silos, new Dictionary<string, string?>(), static _ => { });

    public static async Task<SiloCluster> StartAsync(
        int silos, IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection> addFirst, Action<IServiceCollection>? addLast = null)
    {
        var cluster = new SiloCluster(silos, settings, addFirst, addLast);
        await cluster._cluster.DeployAsync();
        await cluster.KnownToAllAsync(silos);
        return cluster;
    }

    public static FeedHost HostOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<FeedHost>();

    public static ClusterMembers MembersOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ClusterMembers>();

    /// <summary>The silos on which a feed has a connection.</summary>
    public IReadOnlyList<SiloAddress> RunningOn(string feedId) =>
        [.. Silos.Where(silo => HostOf(silo).EpochOf(feedId) is not null).Select(silo => silo.SiloAddress)];

    public async Task<InProcessSiloHandle> JoinAsync()
    {
        var joined = await _cluster.StartAdditionalSiloAsync();
        await KnownToAllAsync(Silos.Count);
        return joined;
    }

    public Task StopAsync(InProcessSiloHandle silo) => _cluster.StopSiloAsync(silo);

    public Task KillAsync(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    /// <summary>Gives feeds work; nobody answers at their addresses.</summary>
    public Task AssignAsync(IEnumerable<string> feedIds) =>
        Task.WhenAll(feedIds.Select(id => Grains.GetGrain<IFeedGrain>(id).AssignAsync(new("BINANCE", "main", new("ws://127.0.0.1:1/"), []))));

    /// <summary>Waits until something holds; says in the end what did not.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var i = 0; i < MostTries && !holds(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        Assert.True(holds(), $"it never came about that {what}");
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task KnownToAllAsync(int silos) =>
        UntilAsync(() => Silos.Count == silos && Silos.All(silo => MembersOf(silo).Active.Count == silos), $"all {silos} silos know each other");

    private sealed class QuietScreen : IScreen
    {
        public long Sequence => 0;

        public bool WantsStates() => false;

        public void Publish(string kind, string? symbol, object view)
        {
        }
    }
}
