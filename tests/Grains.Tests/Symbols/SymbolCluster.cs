using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Exchanges;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Grains.Tests.Execution;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>A silo of live markets with the real grains: account, grain state and clock are the test's.</summary>
public class SymbolCluster : IAsyncLifetime
{
    private readonly string _folder;
    private readonly bool _isFolderOurs;
    private InProcessTestCluster? _cluster;

    public SymbolCluster() => (_folder, _isFolderOurs, Gateway, Clock) = (Directory.CreateTempSubdirectory("squeezeflow").FullName, true, new(), new());

    /// <summary>One over a store, an account and a clock that outlive it.</summary>
    internal SymbolCluster(string folder, ScriptedGateway gateway, DrivenClock clock) => (_folder, Gateway, Clock) = (folder, gateway, clock);

    internal DrivenClock Clock { get; }

    internal ScriptedGateway Gateway { get; }

    internal ScriptedStorage State { get; } = new();

    internal RecordedSignals Screen { get; } = new();

    /// <summary>What differs from the usual settings.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>();

    internal IExecutorGrain Executor => _cluster!.Client.GetGrain<IExecutorGrain>(IExecutorGrain.Key);

    internal IServiceProvider Services => _cluster!.Silos[0].ServiceProvider;

    internal IExternalSignalGrain External(string key) => _cluster!.Client.GetGrain<IExternalSignalGrain>(key);

    /// <summary>Accounts besides main.</summary>
    internal virtual IReadOnlyDictionary<string, ScriptedGateway> Further { get; } = new Dictionary<string, ScriptedGateway>();

    internal IExecutorGrain ExecutorOf(string account) => _cluster!.Client.GetGrain<IExecutorGrain>(account);

    internal ISymbolGrain Symbol(string coin) => _cluster!.Client.GetGrain<ISymbolGrain>(coin);

    public virtual async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Data:Directory"] = _folder,
                ["Feeds:Enabled"] = "false",
                ["Strategy:Timeframe"] = "10s",
                ["Strategy:LookbackHours"] = "1",
                ["Strategy:MinDataPoints"] = "1",
            });
            host.Configuration.AddInMemoryCollection(Settings);
            host.Services.AddSingleton<TimeProvider>(Clock);
            host.Services.AddSingleton<IScreen>(Screen);
            host.Services.AddExchanges();
            host.Services.AddSqliteStorage();
            AddState(host.Services);
            host.Services.AddGrains();
            host.Services.AddSingleton<IOrderGateway>(Gateway);
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
            await Clock.StopAsync();
            Directory.Delete(_folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Where grains keep their state.</summary>
    protected virtual void AddState(IServiceCollection services) => services.AddGrainStorage(GrainStateStorage.Name, (_, _) => State);

    internal sealed class RecordedSignals : IScreen
    {
        private readonly ConcurrentQueue<SignalRecord> _told = new();
        private readonly ConcurrentQueue<OrderIntent> _orders = new();

        /// <summary>Steps of orders.</summary>
        public IEnumerable<OrderIntent> Orders => _orders;

        /// <summary>Signals given, their later outcomes left out.</summary>
        public IEnumerable<Signal> Given => _told.Where(record => record.Outcome == SignalOutcome.Pending).Select(record => record.Signal);

        public long Sequence => 0;

        public bool WantsStates() => true;

        public void Publish(string kind, string? symbol, object view)
        {
            if (view is SignalRecord record)
            {
                _told.Enqueue(record);
            }
            else if (view is OrderIntent order)
            {
                _orders.Enqueue(order);
            }
        }
    }
}
