using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using SqueezeFlow.Storage.Redis.Cluster;
using SqueezeFlow.Storage.Redis.GrainState;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.TestSupport.Redis;

namespace SqueezeFlow.Storage.Tests.Redis.GrainState;

/// <summary>States of grains in a real server, as one silo has them.</summary>
internal sealed class StateBench : IAsyncDisposable, ISiloLifecycle
{
    public static readonly GrainId Owner = GrainId.Create("symbol", "BTC");

    private readonly ServiceProvider _provider;
    private readonly List<ILifecycleObserver> _parts = [];

    private StateBench(RedisProcess server, ServiceProvider provider, CallingActivation activation) => (Server, _provider, Activation) = (server, provider, activation);

    public RedisProcess Server { get; }

    public CallingActivation Activation { get; }

    public IGrainStorage States => _provider.GetRequiredKeyedService<IGrainStorage>("state");

    public StateJournal Journal => _provider.GetRequiredService<StateJournal>();

    public StateTrial Trial => _provider.GetRequiredService<StateTrial>();

    int ISiloLifecycle.HighestCompletedStage => 0;

    int ISiloLifecycle.LowestStoppedStage => 0;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<StateBench> OpenAsync(params string[] options)
    {
        var server = await RedisProcess.StartAsync(Stop, options);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSerializer();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Options.Create(new RedisOptions { Host = "127.0.0.1", Port = server.Port, Timeout = TimeSpan.FromSeconds(1) }));
        services.Configure<ClusterOptions>(cluster => cluster.ServiceId = "squeezeflow");
        services.AddSingleton<ClusterRedis>();
        var activation = CallingActivation.Make();
        services.AddSingleton(activation.Accessor());
        services.AddRedisGrainState("state", new Dictionary<string, TimeSpan> { ["external"] = TimeSpan.FromDays(30) });
        var bench = new StateBench(server, services.BuildServiceProvider(), activation);
        await bench._provider.GetRequiredService<ClusterRedis>().OpenAsync("squeezeflow", TimeSpan.Zero, Stop);
        ((ILifecycleParticipant<ISiloLifecycle>)bench.States).Participate(bench);
        foreach (var part in bench._parts)
        {
            await part.OnStart(Stop);
        }

        return bench;
    }

    /// <summary>What the server keeps of a state.</summary>
    public async Task<string?> TextAsync(string name = "snap")
    {
        using var talk = await Server.ConnectAsync(Stop);
        return await talk.TextAsync("HGET", $"squeezeflow/state/{Owner}/{name}", "data");
    }

    IDisposable ILifecycleObservable.Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        _parts.Add(observer);
        return new MemoryStream();
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await Server.DisposeAsync();
    }
}
