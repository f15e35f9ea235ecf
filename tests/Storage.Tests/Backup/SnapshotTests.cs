using System.Globalization;
using System.Security.Cryptography;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Sqlite.Backup;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Backup;

public sealed class SnapshotTests : IDisposable
{
    private const int Markets = 40;
    private const int MostRounds = 100_000;

    private readonly BackupCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public async Task A_backup_beside_a_writer_holds_whole_commits_up_to_one_moment()
    {
        using var store = new StoreFixture();
        var markets = Enumerable.Range(0, Markets).Select(i => new MarketId("X", $"m{i}")).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reached = new TaskCompletionSource();
        var writing = WriteAsync(store, markets, reached, stop.Token);

        await reached.Task;
        var (folder, manifest) = await _case.BackUpAsync(store.Options);
        await stop.CancelAsync();
        await writing;

        using var restored = new StoreFixture();
        await BackupCase.RestoreAsync(folder, restored.Options);
        var rows = await restored.ReadAllAsync(Timeframe.S1);
        var ledger = Assert.Single(await restored.Bars.ReadLedgerAsync(Btc, 0, long.MaxValue, Token));
        var round = long.Parse((await restored.Values.GetAsync("round", Token))!, CultureInfo.InvariantCulture);
        Assert.Equal(manifest.Files.Single(file => file.Name == "bars-1s.csv.gz").Rows, rows.Count);
        Assert.Equal(rows.Count, ledger.Trades * Markets);
        Assert.InRange(ledger.Trades, Math.Max(100, round), round + 1);
        Assert.Equal((await store.ReadAllAsync(Timeframe.S1)).Where(row => row.Bar.OpenUnixMs <= Start + (ledger.Trades * 1_000)), rows);
    }

    [Fact]
    public async Task A_backup_changes_no_byte_of_the_store()
    {
        using var store = await FullStore.CreateAsync();
        store.Database.Dispose();
        var before = HashesOf(store.Options.Directory);

        await _case.BackUpAsync(store.Options);

        // An index of the log may be left: it is made anew by whoever opens the file.
        Assert.Equal(before, HashesOf(store.Options.Directory).Where(file => before.ContainsKey(file.Key)));
    }

    [Fact]
    public async Task What_stands_in_the_log_of_a_killed_service_is_part_of_the_backup()
    {
        using var store = await FullStore.CreateAsync();
        using var copy = new StoreFixture();
        Directory.CreateDirectory(copy.Options.Directory);
        foreach (var file in (string[])["squeezeflow.db", "squeezeflow.db-wal"])
        {
            File.Copy(Path.Combine(store.Options.Directory, file), Path.Combine(copy.Options.Directory, file));
        }

        var log = new FileInfo(Path.Combine(copy.Options.Directory, "squeezeflow.db-wal")).Length;
        var files = await _case.FilesOfAsync(copy.Options);

        Assert.NotEqual(0, log);
        Assert.Equal(await _case.FilesOfAsync(store.Options), files);
        Assert.Equal(log, new FileInfo(Path.Combine(copy.Options.Directory, "squeezeflow.db-wal")).Length);
    }

    [Theory]
    [InlineData(-1, "start the service once")]
    [InlineData(1, "Run the newer program")]
    public async Task Tables_of_another_version_are_left_alone(int away, string expected)
    {
        using var store = await FullStore.CreateAsync();
        store.Database.Dispose();
        var path = Path.Combine(store.Options.Directory, SqliteDatabase.FileName);
        using var session = SqliteSession.Open(path, TimeSpan.Zero);
        session.Execute($"PRAGMA user_version = {Schema.Version + away}");

        var refusal = await Assert.ThrowsAsync<IOException>(() => _case.BackUpAsync(store.Options));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Schema.Version + away, session.Scalar("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_folder_without_a_store_is_told_and_none_is_made()
    {
        using var store = new StoreFixture();

        await Assert.ThrowsAsync<FileNotFoundException>(() => _case.BackUpAsync(store.Options));

        Assert.False(Directory.Exists(store.Options.Directory));
    }

    [Fact]
    public async Task What_was_written_of_a_backup_that_is_cancelled_is_deleted()
    {
        using var store = await FullStore.CreateAsync();
        var folder = _case.NewFolder();
        BackupWriter.Prepare(folder);
        using var cancelled = new CancellationTokenSource();
        await using var snapshot = await SqliteBackup.ReadAsync(store.Options, TimeProvider.System, Token);
        var writer = new BackupWriter(TimeProvider.System, "1.2.3");
        await snapshot.ReadTimeframesAsync(Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.WriteAsync(snapshot, folder, cancelled.Token));

        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Seconds_lie_in_order_of_time_then_market()
    {
        using var store = new StoreFixture();
        MarketId[] markets = [new("B", "b"), new("A", "z"), new("A", "a"), new("C", "c")];
        await store.Bars.WriteAsync(
            Write([.. from i in Enumerable.Range(0, 1_500) from market in markets where (i + market.Symbol[0]) % 3 != 0 select Row(market, Start + (i * 1_000L), i)]), Token);
        await using var snapshot = await SqliteBackup.ReadAsync(store.Options, TimeProvider.System, Token);
        var rows = await snapshot.ReadBarsAsync(Timeframe.S1, Token).ToListAsync(Token);

        Assert.Equal((await store.ReadAllAsync(Timeframe.S1)).OrderBy(row => row.Bar.OpenUnixMs).ThenBy(row => row.Market), rows);
    }

    private static async Task WriteAsync(StoreFixture store, MarketId[] markets, TaskCompletionSource reached, CancellationToken stop)
    {
        for (var round = 1; round <= MostRounds && !stop.IsCancellationRequested; round++)
        {
            var bars = markets.Select(market => Row(market, Start + (round * 1_000L), round)).ToArray();
            await store.Bars.WriteAsync(new(bars, [Run(Btc, Start, Start + 60_000, round)], []), Token);
            await store.Values.SetAsync("round", round.ToString(CultureInfo.InvariantCulture), Token);
            if (round == 100)
            {
                reached.SetResult();
            }
        }
    }

    private static Dictionary<string, string> HashesOf(string folder) => Directory.GetFiles(folder)
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);
}
