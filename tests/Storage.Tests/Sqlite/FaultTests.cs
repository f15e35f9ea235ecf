using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite.Engine;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class FaultTests : IDisposable
{
    private readonly string _folder = Folder();

    private string File => Path.Combine(_folder, "squeezeflow.db");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_full_store_keeps_nothing_of_the_write_and_works_again_when_there_is_room()
    {
        using var store = new StoreFixture(_folder, options => options.MaxFileBytes = 1 << 20);
        await store.Bars.WriteAsync(Seconds(0, 7_000), Token);
        var tooMuch = new StoreWrite(Seconds(7_000, 20_000).Bars, [Run(BtcPerp, Start, Start + 60_000)], [Gap(BtcPerp, Start, Start + 1)]);

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => store.Bars.WriteAsync(tooMuch, Token));

        Assert.Contains(File, fault.Message, StringComparison.Ordinal);
        Assert.Contains("Data:MaxFileBytes", fault.Message, StringComparison.Ordinal);
        Assert.Equal(7_000, (await store.ReadAllAsync(Timeframe.S1)).Count);
        Assert.Empty(await store.Bars.ReadLedgerAsync(BtcPerp, 0, long.MaxValue, Token));
        Assert.Empty(await store.Bars.ReadGapsAsync(null, 0, long.MaxValue, Token));
        Assert.Equal((fault.Message, null), (store.Maintenance.Statistics.WriteError, store.Maintenance.Statistics.ReadError));

        await store.Maintenance.PruneAsync(Start + 200_000_000, Token);
        await store.Bars.WriteAsync(Seconds(300_000, 5_000), Token);

        Assert.Equal(5_000, (await store.ReadAllAsync(Timeframe.S1)).Count);
        Assert.Equal([new(Btc, Start + 304_999_000)], await store.Bars.ReadMarketsAsync(Token));
        Assert.Null(store.Maintenance.Statistics.WriteError);
    }

    [Fact]
    public async Task While_another_program_locks_the_database_writes_fail_reads_go_on_and_it_heals()
    {
        using var store = new StoreFixture(_folder);
        await store.Bars.WriteAsync(Seconds(0, 1), Token);
        using var other = SqliteSession.Open(File, TimeSpan.Zero);
        other.Execute("BEGIN EXCLUSIVE");

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => store.Bars.WriteAsync(Seconds(1, 1), Token));

        Assert.Contains("another program keeps the database locked", fault.Message, StringComparison.Ordinal);
        Assert.Single(await store.ReadAllAsync(Timeframe.S1));
        other.Execute("ROLLBACK");
        await store.Bars.WriteAsync(Seconds(1, 1), Token);
        Assert.Equal(2, (await store.ReadAllAsync(Timeframe.S1)).Count);
    }

    [Fact]
    public async Task Garbage_in_place_of_the_database_ends_the_start_and_is_left_untouched()
    {
        Directory.CreateDirectory(_folder);
        var garbage = new byte[10_000];
        new Random(1).NextBytes(garbage);
        await System.IO.File.WriteAllBytesAsync(File, garbage, Token);
        using var store = new StoreFixture(_folder);

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => store.Maintenance.OpenAsync(Token));

        Assert.Contains(File, fault.Message, StringComparison.Ordinal);
        Assert.Contains("damaged or not a database", fault.Message, StringComparison.Ordinal);
        Assert.Equal(garbage, await System.IO.File.ReadAllBytesAsync(File, Token));
        System.IO.File.Move(File, File + ".aside");
        await store.Bars.WriteAsync(Seconds(0, 1), Token);
        Assert.Single(await store.ReadAllAsync(Timeframe.S1));
    }

    [Fact]
    public async Task Pages_damaged_in_the_middle_are_reported_and_the_file_is_kept()
    {
        using (var good = new StoreFixture(_folder))
        {
            await good.Bars.WriteAsync(Seconds(0, 20_000), Token);
        }

        var length = new FileInfo(File).Length;
        await using (var file = new FileStream(File, FileMode.Open, FileAccess.Write))
        {
            var garbage = new byte[length / 2];
            new Random(1).NextBytes(garbage);
            file.Position = length / 4;
            await file.WriteAsync(garbage, Token);
        }

        using var store = new StoreFixture(_folder);

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => store.ReadAllAsync(Timeframe.S1));

        Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
        Assert.Equal(length, new FileInfo(File).Length);
        var statistics = store.Maintenance.Statistics;
        Assert.Equal((1, 0), (statistics.ReadsFailed, statistics.WritesFailed));
        Assert.Equal((null, fault.Message), (statistics.WriteError, statistics.ReadError));
        Assert.DoesNotContain("kept", fault.Message, StringComparison.Ordinal);
        await store.Signals.ReadAsync(null, 1, Token);
        Assert.Null(store.Maintenance.Statistics.ReadError);
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_named_and_its_removal_heals()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        await System.IO.File.WriteAllTextAsync(_folder, "in the way", Token);
        using var store = new StoreFixture(_folder);

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => store.Values.SetAsync("a", "b", Token));

        Assert.Contains(_folder, fault.Message, StringComparison.Ordinal);
        Assert.Contains("Data:Directory", fault.Message, StringComparison.Ordinal);
        System.IO.File.Delete(_folder);
        await store.Values.SetAsync("a", "b", Token);
        Assert.Equal("b", await store.Values.GetAsync("a", Token));
    }

    [Fact]
    public async Task A_folder_where_the_file_should_be_is_named_and_its_removal_heals()
    {
        Directory.CreateDirectory(File);
        using var store = new StoreFixture(_folder);

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => store.Values.SetAsync("a", "b", Token));
        await Assert.ThrowsAnyAsync<IOException>(() => store.Values.GetAsync("a", Token));

        Assert.Contains(File, fault.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (store.Maintenance.Statistics.WritesFailed, store.Maintenance.Statistics.ReadsFailed));
        Directory.Delete(File);
        await store.Values.SetAsync("a", "b", Token);
        Assert.Equal("b", await store.Values.GetAsync("a", Token));
    }

    private static StoreWrite Seconds(int first, int count) =>
        Write([.. Enumerable.Range(first, count).Select(i => Row(Btc, Start + (i * 1_000L), i))]);
}
