using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Backup.Stores;
using SqueezeFlow.Storage.Sqlite.Backup;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Backup;

/// <summary>Backups of a store that is reached through its ports, with another SQLite file standing for it.</summary>
public sealed class MarketStoresTests : IDisposable
{
    private readonly BackupCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public async Task Bars_that_close_by_the_mark_are_in_it_and_no_later_ones()
    {
        using var store = await FullStore.CreateAsync(seconds: 30);
        var (folder, manifest) = await BackUpAsync(store, store, DateTimeOffset.FromUnixTimeMilliseconds(Start + 10_500));
        using var other = new StoreFixture();

        await BackupCase.RestoreAsync(folder, other.Options);

        Assert.Equal(("ports", Start + 10_500), (manifest.Mark.Source, manifest.Mark.At.ToUnixTimeMilliseconds()));
        Assert.Equal(
            (await store.ReadAllAsync(Timeframe.S1)).Where(row => row.Bar.OpenUnixMs + 1_000 <= Start + 10_500), await other.ReadAllAsync(Timeframe.S1));
        Assert.Equal((await store.ReadAllAsync(Timeframe.S10)).Where(row => row.Bar.OpenUnixMs == Start), await other.ReadAllAsync(Timeframe.S10));
        Assert.Empty(await other.ReadAllAsync(Timeframe.M1));
        Assert.Equal("line\nline\t\u2028 龙", await other.Values.GetAsync("note \"é\"", Token));
    }

    [Fact]
    public async Task What_was_backed_up_from_one_store_is_restored_to_two()
    {
        using var store = new StoreFixture();
        await store.Bars.WriteAsync(new([.. Enumerable.Range(0, 100).Select(i => Row(Btc, Start + (i * 1_000L), i))], [Run(Btc, Start, Start + 60_000)], [Gap(Btc, Start, Start + 5)]), Token);
        await store.Values.SetAsync("a", "b", Token);
        var (folder, _) = await _case.BackUpAsync(store.Options);
        using var markets = new StoreFixture();
        using var local = new StoreFixture();

        await using (var restoration = await MarketStoresRestoration.BeginAsync(StoresOf(markets), SqliteRestoration.Begin(local.Options, false, TimeProvider.System), Token))
        {
            await BackupFolder.Open(folder).RestoreAsync(restoration, Token);
        }

        Assert.Equal(await store.ReadAllAsync(Timeframe.S1), await markets.ReadAllAsync(Timeframe.S1));
        Assert.Equal(await store.Bars.ReadLedgerAsync(Btc, 0, long.MaxValue, Token), await markets.Bars.ReadLedgerAsync(Btc, 0, long.MaxValue, Token));
        Assert.Empty(await local.ReadAllAsync(Timeframe.S1));
        Assert.Equal("b", await local.Values.GetAsync("a", Token));
    }

    [Fact]
    public async Task A_store_that_knows_a_market_is_refused_and_the_local_one_let_go()
    {
        using var markets = await FullStore.CreateAsync();
        using var local = new StoreFixture();

        var refusal = await Assert.ThrowsAsync<StoreNotEmptyException>(
            () => MarketStoresRestoration.BeginAsync(StoresOf(markets), SqliteRestoration.Begin(local.Options, false, TimeProvider.System), Token));

        Assert.StartsWith("ports: the database is not empty", refusal.Message, StringComparison.Ordinal);
        await local.Values.SetAsync("a", "b", Token);
    }

    private static MarketStores StoresOf(StoreFixture store) => new("ports", store.Bars, store.OpenInterest, store.OpenInterest);

    private async Task<(string Folder, BackupManifest Manifest)> BackUpAsync(StoreFixture markets, StoreFixture local, DateTimeOffset at)
    {
        var folder = _case.NewFolder();
        BackupWriter.Prepare(folder);
        await using var snapshot = new MarketStoresSnapshot(StoresOf(markets), await SqliteBackup.ReadAsync(local.Options, TimeProvider.System, Token), at);
        return (folder, await new BackupWriter(TimeProvider.System, "1.2.3").WriteAsync(snapshot, folder, Token));
    }
}
