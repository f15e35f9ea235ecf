using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>A data directory of its own for one test, deleted afterwards.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-system-");
    private SmallDisk? _disk;

    public string FullPath => _folder.FullName;

    /// <summary>One on a disk of its own with room for a few hundred kilobytes; skips the test where none can be mounted.</summary>
    public static async Task<DataDirectory> OnFullDiskAsync()
    {
        const int FreeBytes = 800 * 1024, DiskBytes = 3 * 1024 * 1024;
        var directory = new DataDirectory();
        try
        {
            directory._disk = await SmallDisk.MountAsync(directory.FullPath, DiskBytes, TestContext.Current.CancellationToken);
        }
        catch
        {
            directory.Dispose();
            throw;
        }

        await File.WriteAllBytesAsync(Path.Combine(directory.FullPath, "others"), new byte[DiskBytes - FreeBytes], TestContext.Current.CancellationToken);
        return directory;
    }

    /// <summary>What is committed, read while no service uses the directory.</summary>
    public async Task<Contents> ReadAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var provider = Open();
        var store = provider.GetRequiredService<IBarStore>();
        var bars = await store.ReadAllAsync(Timeframe.S1, 0, long.MaxValue, stop).ToListAsync(stop);
        var signals = await provider.GetRequiredService<ISignalPublisher>().ReadAllAsync(stop).ToListAsync(stop);
        var books = await provider.GetRequiredService<IPaperLedger>().LoadAsync(stop);
        var gaps = await store.ReadGapsAsync(null, 0, long.MaxValue, stop);
        List<LedgerRun> ledger = [];
        foreach (var market in await store.ReadMarketsAsync(stop))
        {
            ledger.AddRange(await store.ReadLedgerAsync(market.Market, 0, long.MaxValue, stop));
        }

        return new(bars, signals, books?.Positions ?? [], gaps, ledger);
    }

    /// <summary>A value that is kept, read while no service uses the directory.</summary>
    public async Task<string?> ReadValueAsync(string key)
    {
        await using var provider = Open();
        return await provider.GetRequiredService<IKeyValueStore>().GetAsync(key, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _disk?.Dispose();
        _folder.Delete(recursive: true);
    }

    private ServiceProvider Open()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", FullPath)]).Build());
        services.AddSqliteStorage();
        return services.BuildServiceProvider();
    }
}
