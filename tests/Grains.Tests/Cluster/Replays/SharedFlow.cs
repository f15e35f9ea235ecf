using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Execution;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Grains.Tests.Cluster.Replays;

/// <summary>What all silos of a replayed market share: the store, the account, the market clock, and the one order in which bars are evaluated.</summary>
internal sealed class SharedFlow : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow");
    private readonly ServiceProvider _provider;
    private readonly CycleClock _clock = new();
    private readonly Lock _gate = new();
    private OrderedSchedule? _schedule;

    public SharedFlow()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", _folder.FullName)]).Build());
        services.AddSqliteStorage();
        _provider = services.BuildServiceProvider();
    }

    public IBarStore Bars => _provider.GetRequiredService<IBarStore>();

    public ISignalPublisher Signals => _provider.GetRequiredService<ISignalPublisher>();

    /// <summary>Ports, in the place of those of a silo of its own.</summary>
    public void AddFirst(IServiceCollection services)
    {
        services.AddSingleton(Bars);
        services.AddSingleton(Signals);
        services.AddSingleton(_provider.GetRequiredService<ISignalResults>());
        services.AddSingleton(_provider.GetRequiredService<ISignalTrail>());
        services.AddSingleton(_provider.GetRequiredService<ISignalStatistics>());
        services.AddSingleton(_provider.GetRequiredService<IKeyValueStore>());
        services.AddSingleton<IOrderGateway>(new ScriptedGateway());
    }

    /// <summary>Clock and order. The order is kept by the silo that asks for it first.</summary>
    public void AddLast(IServiceCollection services)
    {
        services.AddSingleton(_clock);
        services.AddSingleton<IEvaluationSchedule>(provider =>
        {
            lock (_gate)
            {
                return _schedule ??= provider.GetRequiredService<OrderedSchedule>();
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
