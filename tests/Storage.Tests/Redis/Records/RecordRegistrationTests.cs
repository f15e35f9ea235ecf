using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Influx.Signals;
using SqueezeFlow.Storage.Redis.Records;
using SqueezeFlow.Storage.Redis.Records.Signals;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Tests.Contract;
using SqueezeFlow.TestSupport.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis.Records;

public sealed class RecordRegistrationTests
{
    [Fact]
    public async Task Two_doors_register_every_port_without_a_file()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Redis:Host"] = "127.0.0.1",
            ["Redis:Port"] = $"{redis.Port}",
            ["Influx:Host"] = "127.0.0.1",
            ["Data:Directory"] = Path.Combine(Path.GetTempPath(), "squeezeflow-none"),
        }).Build());
        services.AddSingleton<IMarketClock>(new MirrorBench.MarketTime());
        services.AddRedisRecords("service").AddInfluxStorage();
        await using var provider = services.BuildServiceProvider();

        foreach (var start in provider.GetServices<IHostedService>().OfType<RecordStartup>())
        {
            await start.StartingAsync(Token);
        }

        var signal = RecordBattery.Signal("BTC", Start);
        await provider.GetRequiredService<ISignalPublisher>().PublishAsync(new(signal, SignalOutcome.Filled), Token);
        await provider.GetRequiredService<ISignalResults>().WriteAsync(new(signal.Id, Start, null, 1, null, 0, null), Token);
        Assert.Equal(1, (await provider.GetRequiredService<ISignalStatistics>().ReadAsync(Start, Start + 1, Token)).Total.Profitable);
        Assert.Single(await provider.GetRequiredService<ISignalTrail>().FindAsync([signal.Id], Token));
        Assert.Null(await provider.GetRequiredService<IPaperLedger>().LoadAsync(Token));
        Assert.Same(provider.GetRequiredService<IPaperLedger>(), provider.GetRequiredService<IPaperLedgers>().LedgerOf("main"));
        Assert.Null(await provider.GetRequiredService<IKeyValueStore>().GetAsync("a", Token));
        Assert.IsType<RecordUpkeep>(provider.GetRequiredService<IStoreUpkeep>());
        Assert.IsType<RedisSignalStatistics>(provider.GetRequiredService<ISignalStatistics>());
        Assert.IsType<InfluxSignalPublisher>(provider.GetRequiredService<ISignalPublisher>());
        Assert.NotNull(provider.GetRequiredService<IBarStore>());
        Assert.Null(provider.GetService<SqliteDatabase>());
        using var talk = await redis.ConnectAsync(Token);
        Assert.Equal(1, await talk.NumberAsync("EXISTS", $"service/records/signal/{signal.Id}"));
    }
}
