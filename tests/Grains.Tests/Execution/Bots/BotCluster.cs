using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Exchanges;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Freqtrade.Books;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Grains.Tests.Execution.Bots;

/// <summary>A silo with the real executor, the real store and the real gateway, and a simulated bot that it calls over HTTP.</summary>
internal sealed class BotCluster : IAsyncDisposable
{
    /// <summary>Price of every coin.</summary>
    public const int Price = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;
    private readonly InProcessTestCluster _cluster;

    private BotCluster(SimulatedBot bot, FixedVenue venue, TimeProvider clock, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        (Bot, Venue) = (bot, venue);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Data:Directory"] = _folder,
                ["Feeds:Enabled"] = "false",
                ["Execution:CertainFor"] = "00:00:00",
                ["Execution:Freqtrade:Url"] = bot.Url.ToString(),
                ["Execution:Freqtrade:Username"] = bot.Settings.Username,
                ["Execution:Freqtrade:Password"] = bot.Settings.Password,
            });
            host.Configuration.AddInMemoryCollection(settings);
            host.Services.AddSingleton(clock);
            host.Services.AddSingleton<IScreen>(Screen);
            host.Services.AddSingleton<ILoggerProvider>(Log);
            host.Services.AddExchanges();
            host.Services.AddSqliteStorage();
            host.Services.AddSqliteGrainStorage(GrainStateStorage.Name);
            host.Services.AddFreqtradeExecution();
            host.Services.AddGrains();
            host.Services.AddSingleton<IMarketPrices>(new StandingPrices(clock));
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(SignalChannel.Provider);
        });
        builder.ConfigureClient(client => client.Services.AddWireJson());
        _cluster = builder.Build();
    }

    public SimulatedBot Bot { get; }

    public FixedVenue Venue { get; }

    public ToldOrders Screen { get; } = new();

    public ToldLines Log { get; } = new();

    public IExecutorGrain Executor => _cluster.Client.GetGrain<IExecutorGrain>(IExecutorGrain.Key);

    /// <summary>Signals with their verdicts, as they are kept.</summary>
    public ISignalPublisher Signals => _cluster.Silos[0].ServiceProvider.GetRequiredService<ISignalPublisher>();

    public static async Task<BotCluster> StartAsync(BotSettings bot, TimeProvider clock, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var venue = new FixedVenue(clock) { Otherwise = static _ => BotMarket.At(Price) };
        var cluster = new BotCluster(await SimulatedBot.StartAsync(bot, venue, clock, TestContext.Current.CancellationToken), venue, clock, settings);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await Bot.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class StandingPrices(TimeProvider clock) : IMarketPrices
    {
        public Task<PricePoint?> FirstTradeAtOrAfterAsync(string baseSymbol, long unixMs, CancellationToken cancellationToken) => LatestAsync(baseSymbol, cancellationToken);

        public Task<PricePoint?> LatestAsync(string baseSymbol, CancellationToken cancellationToken) =>
            Task.FromResult<PricePoint?>(new(clock.GetUtcNow().ToUnixTimeMilliseconds(), Price));
    }
}

/// <summary>What the executor tells of its orders: the last step of each signal.</summary>
internal sealed class ToldOrders : IScreen
{
    private readonly ConcurrentDictionary<string, OrderIntent> _orders = new();

    public long Sequence => 0;

    public OrderIntent? Find(string id) => _orders.GetValueOrDefault(id);

    public bool WantsStates() => true;

    public void Publish(string kind, string? symbol, object view)
    {
        if (kind == EventKinds.Order && view is OrderIntent order)
        {
            _orders[order.SignalId] = order;
        }
    }
}

/// <summary>What was logged.</summary>
internal sealed class ToldLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public int CountOf(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception));

    public void Dispose()
    {
    }
}
