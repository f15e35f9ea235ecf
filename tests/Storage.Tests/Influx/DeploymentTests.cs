using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Influx.Signals;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Sqlite.Records;
using SqueezeFlow.Storage.Tests.Redis;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Influx;
using static SqueezeFlow.Storage.Tests.Influx.ServerBench;

namespace SqueezeFlow.Storage.Tests.Influx;

/// <summary>The store of a deployment as the service puts it together, with a real server.</summary>
public sealed class DeploymentTests : IDisposable
{
    private static readonly MarketId Market = MarketId.Parse("BINANCE:btcusdt");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-deployment-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Nothing_is_lost_when_the_server_is_killed_emptied_or_late()
    {
        await using var server = await InfluxProcess.StartAsync(Token);
        await using var translator = WritePathTranslator.Start(server.Port);
        await using var services = Services(translator.Port);
        var hosted = await StartAsync(services);
        var (store, spool) = (services.GetRequiredService<IBarStore>(), services.GetRequiredService<ISpool>());
        var start = Timeframe.H1.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) - Timeframe.H4.Milliseconds;
        Bar[] bars = [.. Enumerable.Range(0, 300).Select(i => Sqlite.StoreFixture.Bar(start + (i * 1_000), 100 + i))];

        await WriteAsync(store, bars[..100]);
        await spool.DrainedAsync(spool.Written, Patience, Token);
        await server.KillAsync();
        await WriteAsync(store, bars[100..200]);
        await WaitAsync(() => spool.Status is { IsReachable: false, PendingPoints: 100 });
        await server.RestartAsync(Token);
        await WaitAsync(() => spool.Status is { IsReachable: true, PendingPoints: 0 });
        await WriteAsync(store, bars[200..]);

        Assert.Equal(bars, await store.ReadAsync(Market, Timeframe.S1, bars[0].OpenUnixMs, bars[^1].OpenUnixMs + 1, Token));
        Assert.Equal(
            BarFold.Fold(bars, Timeframe.S1, Timeframe.M5).Select(bar => (bar.OpenUnixMs, bar.Open, bar.High, bar.Close, bar.BuyCount)),
            (await store.ReadFoldedAsync(Market, Timeframe.M5, start, start + Timeframe.H1.Milliseconds, Token)).Select(bar => (bar.OpenUnixMs, bar.Open, bar.High, bar.Close, bar.BuyCount)));

        await server.AskAsync("DROP DATABASE significant_trades", Token);
        await WriteAsync(store, bars);
        await WaitAsync(() => spool.Status.PendingPoints == 0);
        Assert.Equal(bars, await store.ReadAsync(Market, Timeframe.S1, bars[0].OpenUnixMs, bars[^1].OpenUnixMs + 1, Token));
        await StopAsync(hosted);
    }

    [Fact]
    public async Task What_waits_at_a_stop_follows_at_the_next_start()
    {
        await using var server = await InfluxProcess.StartAsync(Token);
        await using var translator = WritePathTranslator.Start(server.Port);
        var start = Timeframe.H1.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) - Timeframe.H4.Milliseconds;
        await using (var first = Services(translator.Port))
        {
            var hosted = await StartAsync(first);
            await server.KillAsync();
            await WriteAsync(first.GetRequiredService<IBarStore>(), [Sqlite.StoreFixture.Bar(start)]);
            await StopAsync(hosted);
        }

        await server.RestartAsync(Token);
        await using var second = Services(translator.Port);
        var again = await StartAsync(second);

        Assert.Single(await second.GetRequiredService<IBarStore>().ReadAsync(Market, Timeframe.S1, start, start + 1, Token));
        await StopAsync(again);
    }

    [Fact]
    public async Task Signals_are_counted_from_the_server_as_from_the_record_also_after_an_outage()
    {
        await using var server = await InfluxProcess.StartAsync(Token);
        await using var translator = WritePathTranslator.Start(server.Port);
        await using var services = Services(translator.Port);
        var hosted = await StartAsync(services);
        var (feeder, spool) = (services.GetRequiredService<SignalFeeder>(), services.GetRequiredService<ISpool>());
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Timeframe.H4.Milliseconds;

        await TradeAsync(services, MirrorBench.Signal("BTC", start), 12.25);
        await WaitAsync(() => feeder.IsIdle && spool.Status.PendingPoints == 0);
        await server.KillAsync();
        await TradeAsync(services, MirrorBench.Signal("ETH", start), -1.5);
        await server.RestartAsync(Token);
        await WaitAsync(() => feeder.IsIdle && spool.Status is { IsReachable: true, PendingPoints: 0 });

        var record = await new SqliteSignalStatistics(services.GetRequiredService<SqliteDatabase>()).ReadAsync(start, start + 1, SignalOrigin.All, Token);
        var counted = await services.GetRequiredService<ISignalStatistics>().ReadAsync(start, start + 1, Token);
        Assert.Equal((2, 0.5, 10.75), (counted.Total.Signals, counted.Total.WinRate, counted.Total.ProfitUsd));
        Assert.Equal(record.Total, counted.Total);
        Assert.Equal(record.ByTier, counted.ByTier);
        Assert.Equal(record.BySymbol, counted.BySymbol);
        await StopAsync(hosted);
    }

    [Fact]
    public async Task A_start_without_the_server_ends_before_anything_runs()
    {
        await using var services = Services(ServerProgram.FreePort());

        await Assert.ThrowsAsync<InfluxUnusableException>(() => StartAsync(services));

        Assert.IsType<InfluxSignalPublisher>(services.GetRequiredService<ISignalPublisher>());
        Assert.IsType<Storage.Influx.Records.InfluxOpenInterestStore>(services.GetRequiredService<IOpenInterestStore>());
    }

    private static async Task TradeAsync(ServiceProvider services, Signal signal, double profit)
    {
        var publisher = services.GetRequiredService<ISignalPublisher>();
        await publisher.PublishAsync(new(signal, SignalOutcome.Pending), Token);
        await publisher.PublishAsync(new(signal, SignalOutcome.Filled, null, 100), Token);
        await services.GetRequiredService<ISignalResults>().WriteAsync(new(signal.Id, signal.BarCloseUnixMs + 600_000, 101, profit, profit / 2, 10, "roi"), Token);
    }

    private ServiceProvider Services(int port)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Directory"] = _folder.FullName,
            ["Influx:Host"] = "127.0.0.1",
            ["Influx:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        }).Build());
        services.AddSqliteStorage().AddInfluxStorage();
        return services.BuildServiceProvider();
    }

    private static async Task<IHostedService[]> StartAsync(ServiceProvider services)
    {
        IHostedService[] hosted = [.. services.GetServices<IHostedService>()];
        foreach (var service in hosted.OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(Token);
        }

        foreach (var service in hosted)
        {
            await service.StartAsync(Token);
        }

        return hosted;
    }

    private static async Task StopAsync(IHostedService[] hosted)
    {
        foreach (var service in hosted.Reverse())
        {
            await service.StopAsync(Token);
        }
    }

    private static Task WriteAsync(IBarStore store, IEnumerable<Bar> bars) => store.WriteAsync(new([.. bars.Select(bar => new BarRow(Market, Timeframe.S1, bar))], [], []), Token);

    private static async Task WaitAsync(Func<bool> isMet)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!isMet())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
