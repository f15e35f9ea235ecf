using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Exchanges;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>A silo with the real grains and the real store, and a scripted account.</summary>
public sealed class ExecutorCluster : IAsyncLifetime
{
    private readonly string _folder;
    private readonly bool _isFolderOurs;
    private InProcessTestCluster? _cluster;

    public ExecutorCluster() => (_folder, _isFolderOurs, Gateway) = (Directory.CreateTempSubdirectory("squeezeflow").FullName, true, new());

    private ExecutorCluster(string folder, ScriptedGateway gateway) => (_folder, Gateway) = (folder, gateway);

    internal ScriptedGateway Gateway { get; }

    /// <summary>Accounts besides main.</summary>
    internal IReadOnlyDictionary<string, ScriptedGateway> Further { get; private init; } = new Dictionary<string, ScriptedGateway>();

    /// <summary>What differs from the usual settings.</summary>
    internal IReadOnlyDictionary<string, string?> Settings { get; private init; } = new Dictionary<string, string?>();

    internal ScriptedPrices Prices { get; } = new();

    internal ToldNotices Notices { get; } = new();

    internal IExecutorGrain Executor => _cluster!.Client.GetGrain<IExecutorGrain>(IExecutorGrain.Key);

    internal IExecutorGrain ExecutorOf(string account) => _cluster!.Client.GetGrain<IExecutorGrain>(account);

    internal ISignalResults Results => _cluster!.Silos[0].ServiceProvider.GetRequiredService<ISignalResults>();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Data:Directory"] = _folder,
                ["Feeds:Enabled"] = "false",
            });
            host.Configuration.AddInMemoryCollection(Settings);
            host.Services.AddSingleton(TimeProvider.System);
            host.Services.AddSingleton<IScreen, QuietScreen>();
            host.Services.AddSingleton<INotifier>(Notices);
            host.Services.AddExchanges();
            host.Services.AddSqliteStorage();
            host.Services.AddSqliteGrainStorage(GrainStateStorage.Name);
            host.Services.AddGrains();
            host.Services.AddSingleton<IOrderGateway>(Gateway);
            host.Services.AddSingleton<IMarketPrices>(Prices);
            foreach (var (account, gateway) in Further)
            {
                host.Services.AddKeyedSingleton<IOrderGateway>(account, gateway);
            }
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(SignalChannel.Provider);
        });
        builder.ConfigureClient(client => client.Services.AddWireJson());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.StopAllSilosAsync();
            await _cluster.DisposeAsync();
        }

        if (_isFolderOurs)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>One over a store and an account that outlive it.</summary>
    internal static async Task<ExecutorCluster> StartAsync(string folder, ScriptedGateway gateway)
    {
        var cluster = new ExecutorCluster(folder, gateway);
        await cluster.InitializeAsync();
        return cluster;
    }

    /// <summary>One with further accounts, over a store and accounts that outlive it.</summary>
    internal static async Task<ExecutorCluster> StartAsync(
        string folder, ScriptedGateway gateway, IReadOnlyDictionary<string, ScriptedGateway> further, params (string Key, string Value)[] settings)
    {
        var cluster = new ExecutorCluster(folder, gateway) { Further = further, Settings = settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value) };
        await cluster.InitializeAsync();
        return cluster;
    }

    /// <summary>A signal whose bar closed so long ago.</summary>
    internal static Signal Entry(string symbol, TimeSpan age = default)
    {
        var close = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - (long)age.TotalMilliseconds;
        return SignalMapping.Entry(symbol, PositionSide.Long, 100, 7, 0.75, "test", close);
    }

    /// <summary>Waits for the verdict on a signal.</summary>
    internal async Task<SignalRecord> SettleAsync(string signalId, string account = IExecutorGrain.Key)
    {
        for (var i = 0; i < 20; i++)
        {
            if (await ExecutorOf(account).SettleAsync(signalId) is { } record)
            {
                return record;
            }
        }

        throw new TimeoutException($"the executor gave no verdict on {signalId} in 20 waits of 3 s");
    }

    /// <summary>Waits until it is kept what the position of a signal brought.</summary>
    internal async Task<SignalResult> ResultAsync(string signalId)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 3_000; i++)
        {
            if (await Results.ReadAsync([signalId], TestContext.Current.CancellationToken) is [var result])
            {
                return result;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"no result of {signalId} was kept in 3,000 looks 20 ms apart");
    }

    /// <summary>Waits until a step of a signal is stored; all that are stored then.</summary>
    internal async Task<IReadOnlyList<SignalStep>> StepsAsync(string signalId, StepKind last)
    {
        var trail = _cluster!.Silos[0].ServiceProvider.GetRequiredService<ISignalTrail>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 3_000; i++)
        {
            var steps = await trail.ReadAsync(signalId, TestContext.Current.CancellationToken);
            if (steps.Any(step => step.Kind == last))
            {
                return steps;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"no step {last} of {signalId} was stored in 3,000 looks 20 ms apart");
    }

    private sealed class QuietScreen : IScreen
    {
        public long Sequence => 0;

        public bool WantsStates() => true;

        public void Publish(string kind, string? symbol, object view)
        {
        }
    }
}
