using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class SpoolServicesTests : IDisposable
{
    private readonly string _folder = Folder();
    private readonly ScriptedTarget _target = new();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("", "spool")]
    [InlineData("elsewhere", "elsewhere")]
    public async Task One_door_registers_the_spool_opens_it_first_and_sends(string configured, string expected)
    {
        await using var provider = Services(configured.Length > 0 ? Path.Combine(_folder, configured) : "");
        IHostedService[] services = [.. provider.GetServices<IHostedService>()];
        foreach (var service in services.OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(Token);
        }

        Assert.True(File.Exists(Path.Combine(_folder, expected, "squeezeflow.lock")));
        var spool = provider.GetRequiredService<ISpool>();
        foreach (var service in services)
        {
            await service.StartAsync(Token);
        }

        await spool.AppendAsync([Batch("a", 0, 3)], Token);
        await spool.DrainedAsync(spool.Written, TimeSpan.FromMinutes(1), Token);
        foreach (var service in services)
        {
            await service.StopAsync(Token);
        }

        Assert.Equal(Lines("a", 0, 3), _target.Taken);
    }

    [Fact]
    public void A_cap_with_room_for_fewer_than_four_segments_is_refused()
    {
        var options = new SpoolOptions { SegmentBytes = 1 << 20, MaxBytes = 3 << 20 };
        List<ValidationResult> problems = [];

        Validator.TryValidateObject(options, new(options), problems, validateAllProperties: true);

        var problem = Assert.Single(problems);
        Assert.Equal(nameof(SpoolOptions.MaxBytes), Assert.Single(problem.MemberNames));
        Assert.Equal("must be 4 times Spool:SegmentBytes (1048576) or greater", problem.ErrorMessage);
    }

    private ServiceProvider Services(string directory)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", _folder), new("Spool:Directory", directory)]).Build());
        services.AddOptions<DataOptions>().BindConfiguration(DataOptions.Section);
        services.AddSingleton<ISpoolTarget>(_target);
        services.AddSpool();
        return services.BuildServiceProvider();
    }
}
