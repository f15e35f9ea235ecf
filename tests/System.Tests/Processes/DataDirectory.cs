using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>A data directory of its own for one test, deleted afterwards.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-system-");

    public string FullPath => _folder.FullName;

    /// <summary>What is committed, read while no service uses the directory.</summary>
    public async Task<Contents> ReadAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", FullPath)]).Build());
        services.AddSqliteStorage();
        await using var provider = services.BuildServiceProvider();
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

    public void Dispose() => _folder.Delete(recursive: true);
}
