using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite;
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

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSqliteStorage();
        services.AddSqliteGrainStorage("state");
        return services.BuildServiceProvider();
    }
}
