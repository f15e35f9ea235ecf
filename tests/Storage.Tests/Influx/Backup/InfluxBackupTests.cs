using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Influx.Bars;
using SqueezeFlow.Storage.Tests.Backup;
using SqueezeFlow.Storage.Tests.Influx.Ports;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Influx.Backup;

/// <summary>Backups of a real InfluxDB and the file beside it.</summary>
public sealed class InfluxBackupTests(SharedInflux shared)
{
    private static readonly MarketId[] Markets = [Btc, BtcPerp, new("ÜBUNG", "龙/USDT 🐉, \"x\"")];

    // A whole day, all of it kept by every policy.
    private static readonly long Day = Timeframe.D1.Back(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 2);

    [Fact]
    public async Task What_was_backed_up_from_a_file_is_the_same_once_it_went_through_the_database_and_back()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        await FillAsync(store);
        var (first, manifest) = await influx.BackUpFileAsync(store.Options);
        using var beside = new StoreFixture();

        var leftOut = await influx.RestoreAsync(first, beside.Options);
        var (second, again) = await influx.BackUpAsync(beside.Options);

        string[] placeless = ["bars-10s.csv.gz", "bars-1d.csv.gz"];
        Assert.Equal(placeless, leftOut.Select(rows => rows.File));
        Assert.All(leftOut, rows => Assert.Contains("have no place and are made of shorter ones", rows.Reason, StringComparison.Ordinal));
        Assert.Equal(("sqlite", "influxdb"), (manifest.Mark.Source, again.Mark.Source));
        foreach (var file in manifest.Files.Where(file => file.Name != "kept-from.jsonl.gz" && !placeless.Contains(file.Name)))
        {
            Assert.Equal(InfluxBackupCase.LinesOf(first, file.Name), InfluxBackupCase.LinesOf(second, file.Name));
        }

        using var other = new StoreFixture();
        await BackupCase.RestoreAsync(second, other.Options);
        foreach (var timeframe in Timeframe.Stored)
        {
            Assert.Equal(await FoldedAsync(store, timeframe), await FoldedAsync(other, timeframe), Alike);
        }
    }

    [Fact]
    public async Task What_is_older_than_its_policy_keeps_is_counted_and_the_rest_restored()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        var old = Day - (20 * 86_400_000L);
        await store.Bars.WriteAsync(
            new(
                [
                    Row(Btc, old), Row(Btc, Day), new(Btc, Timeframe.M1, Bar(old)), new(Btc, Timeframe.M5, Bar(old)), new(Btc, Timeframe.H1, Bar(old), IsImported: true),
                    new(Btc, Timeframe.M1, Bar(old + 60_000), IsImported: true), Row(new("X", "back\\slash"), Day),
                ],
                [Run(Btc, old, Day)],
                []),
            Token);
        await store.OpenInterest.WriteAsync([Interest("BTC", Day - (40 * 86_400_000L)), Interest("BTC", Day)], Token);
        var (folder, _) = await influx.BackUpFileAsync(store.Options);
        using var beside = new StoreFixture();

        var leftOut = await influx.RestoreAsync(folder, beside.Options);

        Assert.Equal(
        [
            new("bars-1s.csv.gz", "a name that InfluxDB cannot keep", 1),
            new("bars-1s.csv.gz", "older than the policy aggr_1s keeps (1w)", 1),
            new("bars-1m.csv.gz", "older than the policy aggr_1m keeps (1w)", 2),
            new LeftOut("open-interest.jsonl.gz", "older than the policy 30_days keeps (30d)", 1),
        ],
            leftOut);
        var (_, again) = await influx.BackUpAsync(beside.Options);
        Assert.Equal(
            [("bars-1s.csv.gz", 1), ("bars-5m.csv.gz", 1), ("bars-1h.csv.gz", 1), ("ledger.jsonl.gz", 1), ("open-interest.jsonl.gz", 1)],
            again.Files.Where(file => file.Rows > 0 && file.Name != "kept-from.jsonl.gz").Select(file => (file.Name, (int)file.Rows)));
    }

    [Fact]
    public async Task A_backup_beside_a_writer_gives_back_all_that_there_was_at_its_mark()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        await store.Values.SetAsync("a", "b", Token);
        var bench = await InfluxBench.OpenAsync(influx.Server, influx.Options.Database, Storage.Influx.Protocol.InfluxLayout.Standard);
        var start = Timeframe.M1.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) - 480_000;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await WriteAsync(bench.Bars, start, 0, 200);
        var writing = WriteUntilAsync(bench.Bars, start, 200, over.Token);

        var (folder, manifest) = await influx.BackUpAsync(store.Options);
        await over.CancelAsync();
        await writing;
        var whole = (await bench.Bars.ReadAllAsync(Timeframe.S1, 0, long.MaxValue, Token).ToListAsync(Token)).ToLookup(row => row.Market);
        await influx.Server.RowsAsync($"DROP DATABASE {influx.Options.Database}", Token);
        using var other = new StoreFixture();
        Assert.Empty(await influx.RestoreAsync(folder, other.Options));

        var restored = await bench.Bars.ReadAllAsync(Timeframe.S1, 0, long.MaxValue, Token).ToListAsync(Token);
        Assert.Equal(FileOf(manifest, "bars-1s.csv.gz").Rows, restored.Count);
        foreach (var market in restored.GroupBy(row => row.Market))
        {
            Assert.InRange(market.Count(), 200, whole[market.Key].Count());
            Assert.Equal(whole[market.Key].Take(market.Count()), market);
            var known = await bench.Bars.ReadLedgerAsync(market.Key, 0, long.MaxValue, Token);
            Assert.InRange(known.Max(run => run.ToUnixMs), start + 200_000, market.Max(row => row.Bar.OpenUnixMs) + 1_000);
        }

        // The database has made no longer bar yet.
        Assert.Equal(FileOf(manifest, "bars-1s.csv.gz").LastUnixMs!.Value - 59_000, FileOf(manifest, "bars-1m.csv.gz").LastUnixMs!.Value, 60_000.0);
        Assert.Equal("b", await other.Values.GetAsync("a", Token));
    }

    [Fact]
    public async Task A_database_that_holds_something_is_replaced_only_when_asked_and_only_when_it_is_ours_alone()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        await store.Bars.WriteAsync(Write(Row(Btc, Day)), Token);
        var (folder, _) = await influx.BackUpFileAsync(store.Options);
        await store.Bars.WriteAsync(Write(Row(BtcPerp, Day + 1_000)), Token);
        var (later, _) = await influx.BackUpFileAsync(store.Options);
        using var beside = new StoreFixture();
        await influx.RestoreAsync(later, beside.Options);

        var unasked = await Assert.ThrowsAsync<StoreNotEmptyException>(() => influx.RestoreAsync(folder, NewOptions(influx)));
        await influx.RestoreAsync(folder, NewOptions(influx), replace: true);
        var replaced = await influx.Server.RowsAsync($"SELECT close FROM {influx.Options.Database}.aggr_1s.trades_1s", Token);
        await influx.Server.WriteAsync(influx.Options.Database, "aggr_1s", "cpu value=1", Token);
        var others = await Assert.ThrowsAsync<IOException>(() => influx.RestoreAsync(later, NewOptions(influx), replace: true));

        Assert.Contains($"the database {influx.Options.Database} is not empty", unasked.Message, StringComparison.Ordinal);
        Assert.Single(replaced);
        Assert.Contains("holds what is not of this service (cpu) and is not replaced", others.Message, StringComparison.Ordinal);
        Assert.Single(await influx.Server.RowsAsync($"SELECT close FROM {influx.Options.Database}.aggr_1s.trades_1s", Token));
    }

    [Fact]
    public async Task A_restore_leaves_the_database_as_a_start_of_the_service_makes_it()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = await FullStore.CreateAsync();
        var (folder, _) = await influx.BackUpFileAsync(store.Options);
        Directory.CreateDirectory(influx.Spool.Directory);
        await File.WriteAllTextAsync(Path.Combine(influx.Spool.Directory, "resample.txt"), "1 2\n", Token);

        Assert.NotEmpty(await influx.RestoreAsync(folder, NewOptions(influx)));

        var queries = await influx.Server.AskAsync("SHOW CONTINUOUS QUERIES", Token);
        var ours = queries["results"]![0]!["series"]!.AsArray().Single(series => (string?)series!["name"] == influx.Options.Database)!;
        Assert.Equal(6, ours["values"]!.AsArray().Count);
        Assert.False(File.Exists(Path.Combine(influx.Spool.Directory, "resample.txt")));
        Assert.False(Directory.Exists(Path.Combine(influx.Spool.Directory, "restoring")));
    }

    [Fact]
    public async Task A_spool_in_which_something_waits_is_refused_and_kept()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        await store.Bars.WriteAsync(Write(Row(Btc, Day)), Token);
        var (folder, _) = await influx.BackUpFileAsync(store.Options);
        using (var spool = influx.OpenSpool())
        {
            await spool.AppendAsync([new("aggr_1s", "x v=1 1\n"u8.ToArray(), 1, 0, 0)], Token);
            var held = await Assert.ThrowsAsync<IOException>(() => influx.RestoreAsync(folder, NewOptions(influx)));
            Assert.Contains("the spool is in use by process", held.Message, StringComparison.Ordinal);
        }

        var refusal = await Assert.ThrowsAsync<IOException>(() => influx.RestoreAsync(folder, NewOptions(influx)));

        Assert.Contains("1 points wait in the spool", refusal.Message, StringComparison.Ordinal);
        using var again = influx.OpenSpool();
        await again.OpenAsync(Token);
        Assert.Equal(1, again.Status.PendingPoints);
    }

    [Fact]
    public async Task What_a_full_spool_dropped_is_told_apart_from_what_begins_there()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        await store.Values.SetAsync("a", "b", Token);
        var bench = await InfluxBench.OpenAsync(influx.Server, influx.Options.Database, Storage.Influx.Protocol.InfluxLayout.Standard);
        await bench.Bars.WriteAsync(new([Row(Btc, Day)], [Run(Btc, Day, Day + 60_000)], [Gap(Btc, Day, Day + 5) with { BeforeId = 0 }]), Token);
        await bench.Spool.AppendAsync(new InfluxLoss().Dropped([ServerBench.Batch(Btc.ToString(), [Bar(Day)])]), Token);
        var (folder, _) = await influx.BackUpAsync(store.Options);
        using var other = new StoreFixture();

        await BackupCase.RestoreAsync(folder, other.Options);

        Assert.Equal([(Day, Day + 60_000), (Day + 1, Day + 1_000)], (await other.Bars.ReadLedgerAsync(Btc, 0, long.MaxValue, Token)).Select(run => (run.FromUnixMs, run.ToUnixMs)));
        Assert.Equal(["ids", InfluxLoss.Reason], (await other.Bars.ReadGapsAsync(Btc, 0, long.MaxValue, Token)).Select(gap => gap.Reason));
    }

    [Fact]
    public async Task Bars_beyond_the_ledger_of_a_service_at_work_are_not_in_it_nor_in_longer_ones()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        await store.Values.SetAsync("a", "b", Token);
        var bench = await InfluxBench.OpenAsync(influx.Server, influx.Options.Database, Storage.Influx.Protocol.InfluxLayout.Standard);
        var start = Timeframe.M1.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) - 180_000;
        await WriteAsync(bench.Bars, start, 0, 50);

        var (_, manifest) = await influx.BackUpAsync(store.Options, () => WriteAsync(bench.Bars, start, 50, 80));

        var (seconds, minutes) = (FileOf(manifest, "bars-1s.csv.gz"), FileOf(manifest, "bars-1m.csv.gz"));
        Assert.Equal((50 * Markets.Length, start + 49_000), (seconds.Rows, seconds.LastUnixMs));
        Assert.Equal((Markets.Length, start, seconds.Trades), (minutes.Rows, minutes.LastUnixMs, minutes.Trades));
    }

    [Fact]
    public async Task Of_a_second_that_is_still_open_neither_the_bar_nor_what_the_ledger_says_of_it_is_in_it()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        await store.Values.SetAsync("a", "b", Token);
        var bench = await InfluxBench.OpenAsync(influx.Server, influx.Options.Database, Storage.Influx.Protocol.InfluxLayout.Standard);
        var second = Timeframe.M1.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) - 60_000;
        var whole = Run(Btc, second - 2_000, second, 20);
        LedgerRun Open(int trades) => whole with { ToUnixMs = second + 301, LastId = 99, Trades = 20 + trades, Closed = new(second, whole.LastId, 20, whole.BuyNotional, whole.SellNotional) };
        await bench.Bars.WriteAsync(new([Row(Btc, second - 2_000), Row(Btc, second - 1_000), Row(Btc, second)], [Open(1)], []), Token);

        // Another market has only just begun.
        await bench.Bars.WriteAsync(new([Row(BtcPerp, second)], [Run(BtcPerp, second + 100, second + 200, 1) with { Closed = new(second, 0, 0, 0, 0) }], []), Token);

        var (folder, _) = await influx.BackUpAsync(
            store.Options, () => bench.Bars.WriteAsync(new([Row(Btc, second) with { Bar = Bar(second, 9) }], [Open(8) with { ToUnixMs = second + 900 }], []), Token));
        using var other = new StoreFixture();
        await BackupCase.RestoreAsync(folder, other.Options);

        Assert.Equal([second - 2_000, second - 1_000], (await other.Bars.ReadAsync(Btc, Timeframe.S1, 0, long.MaxValue, Token)).Select(bar => bar.OpenUnixMs));
        Assert.Equal([whole], await other.Bars.ReadLedgerAsync(Btc, 0, long.MaxValue, Token));
        Assert.Empty(await other.Bars.ReadAsync(BtcPerp, Timeframe.S1, 0, long.MaxValue, Token));
        Assert.Empty(await other.Bars.ReadLedgerAsync(BtcPerp, 0, long.MaxValue, Token));
    }

    [Fact]
    public async Task A_database_that_is_not_there_has_no_backup_and_is_not_made()
    {
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        await store.Values.SetAsync("a", "b", Token);

        var refusal = await Assert.ThrowsAsync<BackupException>(() => influx.BackUpAsync(store.Options));

        Assert.StartsWith($"Influx:Database: '{influx.Options.Database}' is not there at 127.0.0.1:", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain((await influx.Server.RowsAsync("SHOW DATABASES", Token)).Select(row => (string)row[0]!), name => name == influx.Options.Database);
    }

    private static Storage.Sqlite.DataOptions NewOptions(InfluxBackupCase influx) => new() { Directory = influx.NewFolder() };

    private static BackupFile FileOf(BackupManifest manifest, string name) => manifest.Files.Single(file => file.Name == name);

    private static OpenInterestRow Interest(string symbol, long unixMs) =>
        new(symbol, OpenInterestScope.Market, "OKX", "BTC-USDT-SWAP", unixMs, 1.0 / 3, 3, null, 1, "BTC-USDT-SWAP", OpenInterestDoubt.Jump, unixMs - 5);

    private static async Task FillAsync(StoreFixture store)
    {
        foreach (var (market, place) in Markets.Select((market, place) => (market, place)))
        {
            List<Bar> seconds = [.. Enumerable.Range(0, 1_000).Select(i => Bar(Day + (i * 13_000L), (1.0 / 3) + place + i))];
            await store.Bars.WriteAsync(Write([.. seconds.Select(bar => new BarRow(market, Timeframe.S1, bar))]), Token);
            foreach (var timeframe in Timeframe.Stored.Skip(1))
            {
                await store.Bars.WriteAsync(Write([.. BarFold.Fold(seconds, Timeframe.S1, timeframe).Select(bar => new BarRow(market, timeframe, bar))]), Token);
            }

            await store.Bars.WriteAsync(
                new([new(market, Timeframe.H1, Bar(Day + 43_200_000), IsImported: true)], [Run(market, Day, Day + 13_020_000)], [Gap(market, Day, Day + 5, "venue")]), Token);
        }

        await store.OpenInterest.WriteAsync([Interest("BTC", Day), Interest("BTC", Day + 86_000_000), Interest("龙", Day), Interest("ETH", Day) with { Usd = double.NaN, Change24h = 0.5 }], Token);
        await store.Values.SetAsync("a", "b", Token);
    }

    private static async Task<List<Bar>> FoldedAsync(StoreFixture store, Timeframe timeframe)
    {
        List<Bar> bars = [];
        foreach (var market in Markets)
        {
            bars.AddRange(await store.Bars.ReadFoldedAsync(market, timeframe, Day - 86_400_000, Day + 172_800_000, Token));
        }

        return bars;
    }

    // Sums of the same trades in another order.
    private static bool Alike(Bar left, Bar right) =>
        Math.Abs(left.BuyNotional - right.BuyNotional) <= 1e-9 * left.BuyNotional && Math.Abs(left.SellNotional - right.SellNotional) <= 1e-9 * left.SellNotional &&
        left with { BuyNotional = 0, SellNotional = 0, BuyLiquidation = 0 } == right with { BuyNotional = 0, SellNotional = 0, BuyLiquidation = 0 };

    private static bool Alike(List<Bar> left, List<Bar> right) => left.Count == right.Count && left.Zip(right).All(pair => Alike(pair.First, pair.Second));

    private static async Task WriteUntilAsync(IBarStore bars, long start, int second, CancellationToken over)
    {
        for (; !over.IsCancellationRequested && second < 400; second++)
        {
            await WriteAsync(bars, start, second, second + 1);
        }
    }

    // Of each market the bars of some seconds, then the ledger, as a service at work writes them.
    private static async Task WriteAsync(IBarStore bars, long start, int from, int to)
    {
        foreach (var market in Markets)
        {
            await bars.WriteAsync(
                new([.. Enumerable.Range(from, to - from).Select(i => Row(market, start + (i * 1_000L), 1 + (1.0 / (i + 1))))], [Run(market, start, start + (to * 1_000L), to)], []), Token);
        }
    }
}
