using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.Storage.Tests.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class RegistrationTests : IDisposable
{
    private readonly string _folder = Folder();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task One_door_registers_every_port_and_opens_the_file_before_other_services_start()
    {
        await using var provider = Services(new() { ["Data:Directory"] = _folder, ["Data:SecondBarRetention"] = "02:00:00" });

        foreach (var service in provider.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(Token);
        }

        Assert.True(File.Exists(Path.Combine(_folder, "squeezeflow.db")));
        Assert.NotNull(provider.GetRequiredService<IBarStore>());
        Assert.NotNull(provider.GetRequiredService<ISignalPublisher>());
        Assert.NotNull(provider.GetRequiredService<ISignalResults>());
        Assert.NotNull(provider.GetRequiredService<ISignalTrail>());
        Assert.NotNull(provider.GetRequiredService<ISignalStatistics>());
        Assert.NotNull(provider.GetRequiredService<IPaperLedger>());
        Assert.NotNull(provider.GetRequiredService<IKeyValueStore>());
        Assert.NotNull(provider.GetRequiredKeyedService<IGrainStorage>("state"));
        Assert.Equal(TimeSpan.FromHours(2), provider.GetRequiredService<SqliteMaintenance>().Statistics.SecondBarRetention);
    }

    [Fact]
    public async Task Options_out_of_range_are_all_named()
    {
        await using var provider = Services(new() { ["Data:Directory"] = "", ["Data:SecondBarRetention"] = "00:00:01", ["Data:Readers"] = "0" });

        var failure = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<DataOptions>>().Value);

        Assert.Equal(3, failure.Failures.Count());
    }

    [Fact]
    public async Task With_Redis_the_record_stays_what_is_read_and_signals_are_mirrored()
    {
        await using var provider = Services(
            new() { ["Data:Directory"] = _folder, ["Redis:Host"] = "redis", ["Redis:Port"] = "6380" },
            services => services.AddRedisMirror().AddSingleton<IMarketClock>(new MirrorBench.MarketTime()));
        var publisher = provider.GetRequiredService<ISignalPublisher>();

        await publisher.PublishAsync(new(MirrorBench.Signal(), SignalOutcome.Pending), Token);

        Assert.Single(await publisher.ReadAsync(null, 10, Token));
        Assert.Equal(("redis:6380", false, 1), provider.GetRequiredService<SignalMirror>().Status is var status ? (status.Address, status.IsConnected, status.Pending) : default);
        Assert.Contains(provider.GetRequiredService<SignalMirror>(), provider.GetServices<IHostedService>());
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings, Action<IServiceCollection>? addMore = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSqliteStorage();
        services.AddSqliteGrainStorage("state");
        addMore?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
