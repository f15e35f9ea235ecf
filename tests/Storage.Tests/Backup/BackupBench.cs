using System.Diagnostics;
using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Backup;

/// <summary>How fast backups are; run by hand: <c>--filter-class '*BackupBench*' --explicit only</c>.</summary>
public sealed class BackupBench(ITestOutputHelper output) : IDisposable
{
    private const int Markets = 400;
    private const int Seconds = 5_000;

    private readonly BackupCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact(Explicit = true)]
    public async Task Two_million_bars_of_a_second()
    {
        using var store = new StoreFixture();
        var markets = Enumerable.Range(0, Markets).Select(i => new MarketId("BINANCE_FUTURES", $"coin{i * 7919 % Markets}usdt")).ToArray();
        for (var second = 0; second < Seconds; second += 10)
        {
            var bars = from market in markets from i in Enumerable.Range(second, 10) select Row(market, Start + (i * 1_000L), 100 + (i * 0.01));
            await store.Bars.WriteAsync(Write([.. bars]), Token);
        }

        var watch = Stopwatch.StartNew();
        var (folder, manifest) = await _case.BackUpAsync(store.Options);
        Tell("backup", manifest.Rows, watch);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{manifest.Bytes:N0} bytes, {(double)manifest.Bytes / manifest.Rows:N1} a row"));
        using var other = new StoreFixture();
        watch.Restart();
        await BackupCase.RestoreAsync(folder, other.Options);
        Tell("restore", manifest.Rows, watch);
        Assert.Equal(Markets * Seconds, (await other.ReadAllAsync(Timeframe.S1)).Count);
    }

    private void Tell(string what, long rows, Stopwatch watch) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {rows:N0} rows in {watch.Elapsed.TotalSeconds:N1} s, {rows / watch.Elapsed.TotalSeconds:N0} a second"));
}
