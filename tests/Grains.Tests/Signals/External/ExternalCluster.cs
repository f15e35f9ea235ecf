using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Grains.Tests.Execution;
using SqueezeFlow.Grains.Tests.Symbols;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Grains.Tests.Signals.External;

/// <summary>A silo whose grains keep their state on disk, over an account and a clock that outlive it.</summary>
internal sealed class ExternalCluster : SymbolCluster
{
    private const string Disk = "disk";

    private ExternalCluster(string folder, ScriptedGateway gateway, DrivenClock clock)
        : base(folder, gateway, clock)
    {
    }

    /// <summary>Whether a write of a grain, by its key and the number of its writes so far, fails.</summary>
    public Func<string, int, bool> Fails { get; set; } = static (_, _) => false;

    public static async Task<ExternalCluster> StartAsync(string folder, ScriptedGateway gateway, DrivenClock clock)
    {
        var cluster = new ExternalCluster(folder, gateway, clock);
        await cluster.InitializeAsync();
        return cluster;
    }

    /// <summary>A symbol that trades at 100, as seen by a few bars.</summary>
    public async Task<TradedSymbol> TradeAsync(string coin)
    {
        var symbol = new TradedSymbol(this, coin);
        await symbol.BeginWithBarsAsync();
        await symbol.TradeAsync();
        return symbol;
    }

    /// <summary>An entry as it is sent.</summary>
    public static ExternalSignal Entry(string id, string coin = "BTC") => new() { Id = id, Symbol = coin, Action = SignalAction.Long };

    /// <summary>A close as it is sent.</summary>
    public static ExternalSignal Close(string id, string? coin = "BTC", string? position = null) =>
        new() { Id = id, Symbol = coin, Position = position, Action = SignalAction.Close };

    /// <summary>What is on record of signals.</summary>
    public async Task<IReadOnlyList<SignalRecord>> RecordAsync(string coin = "BTC") =>
        await Services.GetRequiredService<ISignalPublisher>().ReadAsync(coin, 100, TestContext.Current.CancellationToken);

    /// <summary>The verdict on a signal.</summary>
    public async Task<SignalRecord> SettleAsync(SignalRecord given)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await Executor.SettleAsync(given.Signal.Id).WaitAsync(TestContext.Current.CancellationToken) is { } verdict)
            {
                return verdict;
            }
        }

        throw new TimeoutException($"the executor gave no verdict on {given.Signal.Id} in 200 waits");
    }

    protected override void AddState(IServiceCollection services)
    {
        services.AddSqliteGrainStorage(Disk);
        services.AddGrainStorage(GrainStateStorage.Name, (provider, _) => new FailingWrites(provider.GetRequiredKeyedService<IGrainStorage>(Disk), (key, count) => Fails(key, count)));
    }

    private sealed class FailingWrites(IGrainStorage inner, Func<string, int, bool> fails) : IGrainStorage
    {
        private readonly Dictionary<string, int> _writes = [];

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var key = grainId.Key.ToString()!;
            lock (_writes)
            {
                _writes[key] = _writes.GetValueOrDefault(key) + 1;
                if (fails(key, _writes[key]))
                {
                    throw new IOException("the disk is full");
                }
            }

            return inner.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
