using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Influx.Signals;
using SqueezeFlow.Storage.Redis;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.Storage.Tests.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>How the points of signals are put beside the record.</summary>
public sealed class SignalRegistrationTests : IDisposable
{
    private readonly string _folder = Folder();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signal_reaches_the_record_the_mirror_and_the_points_whichever_was_added_first(bool mirrorFirst)
    {
        await using var provider = Services(mirrorFirst);
        var (publisher, results) = (provider.GetRequiredService<ISignalPublisher>(), provider.GetRequiredService<ISignalResults>());
        var changed = provider.GetRequiredService<ChangedSignals>();
        changed.TakeAll();
        var signal = MirrorBench.Signal();

        await publisher.PublishAsync(new(signal, SignalOutcome.Pending), Token);
        var published = changed.Take(10);
        await results.WriteAsync(new(signal.Id, Start, null, 1, null, 0, null), Token);
        await results.WriteAsync(new(signal.Id, Start, null, 2, null, 0, null), Token);

        Assert.Single(await publisher.ReadAsync(null, 10, Token));
        Assert.Equal(1, provider.GetRequiredService<SignalMirror>().Status.Pending);
        Assert.Equal([signal.Id], published);
        Assert.Equal([signal.Id], changed.Take(10));
    }

    [Fact]
    public async Task Statistics_come_from_InfluxDB_and_the_points_are_written_by_a_service_of_the_host()
    {
        await using var provider = Services(mirrorFirst: true);

        Assert.IsType<InfluxSignalStatistics>(provider.GetRequiredService<ISignalStatistics>());
        Assert.Contains(provider.GetRequiredService<SignalFeeder>(), provider.GetServices<IHostedService>());
    }

    private ServiceProvider Services(bool mirrorFirst)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Data:Directory"] = _folder, ["Redis:Host"] = "redis" }).Build());
        services.AddSingleton<IMarketClock>(new MirrorBench.MarketTime());
        services.AddSqliteStorage();
        _ = mirrorFirst ? services.AddRedisMirror().AddInfluxSignals() : services.AddInfluxSignals().AddRedisMirror();
        services.AddSingleton<ISpool, ScriptedSpool>();
        services.AddSingleton(new InfluxOptions { Host = "127.0.0.1" });
        services.AddSingleton<InfluxQuery>();
        services.AddSingleton(InfluxFrames.Of(InfluxLayout.Standard));
        services.AddSingleton<InfluxSchema>();
        return services.BuildServiceProvider();
    }
}
