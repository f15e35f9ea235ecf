using System.Text.Json.Nodes;
using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Influx.Backup;
using SqueezeFlow.Storage.Redis.Backup;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.Storage.Tests.Backup;
using SqueezeFlow.Storage.Tests.Contract;
using SqueezeFlow.Storage.Tests.Influx.Ports;
using SqueezeFlow.Storage.Tests.Redis.Records;
using SqueezeFlow.Storage.Tests.Sqlite;
using SqueezeFlow.TestSupport.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Influx.Backup;

/// <summary>Backups of several silos, whose records are at Redis and whose bars are in InfluxDB.</summary>
public sealed class ClusterBackupTests(SharedInflux shared)
{
    private const string Service = "squeeze*flow";

    private static readonly string[] Records =
        ["signals", "signal-results", "signal-steps", "paper-account", "paper-positions", "grain-state", "key-values"];

    private static readonly Dictionary<string, TimeSpan> Lifetimes = new() { ["note"] = TimeSpan.FromDays(30) };

    [Fact]
    public async Task What_was_backed_up_from_a_file_is_the_same_once_it_went_through_a_cluster_and_back()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = await FullStore.CreateAsync();
        await new Storage.Sqlite.Records.SqlitePaperLedgers(store.Database, store.Paper).LedgerOf("alts").SaveAsync(12.50m, null, Token);
        var (first, _) = await influx.BackUpFileAsync(store.Options);

        await RestoreAsync(redis, influx, first);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("HSET", $"{Service}/state/feed/cleared/plan", "etag", "1", "data", "");
        await talk.AskAsync("HSET", $"{Service}/state/pubsubrendezvous/signals/main/PubSubGrainState", "etag", "1", "data", "{}");
        var second = await BackUpAsync(redis, influx);

        foreach (var kind in Records)
        {
            Assert.Equal(RowsOf(first, kind), RowsOf(second, kind));
        }

        using var other = new StoreFixture();
        await BackupCase.RestoreAsync(second, other.Options);
        Assert.Equal(9_000m, (await other.Paper.LoadAsync(Token))!.CashUsd);
        Assert.Equal(await store.Signals.ReadAsync(null, 10, Token), await other.Signals.ReadAsync(null, 10, Token));
    }

    [Fact]
    public async Task A_cluster_goes_on_with_what_was_restored()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = await FullStore.CreateAsync();
        var (folder, _) = await influx.BackUpFileAsync(store.Options);
        await RestoreAsync(redis, influx, folder);
        await using var records = await RedisRecordStore.OpenAsync(redis, serviceId: Service);
        using var talk = await redis.ConnectAsync(Token);

        Assert.Equal(await store.Signals.ReadAsync("BTC", 10, Token), await records.Signals.ReadAsync("BTC", 10, Token));
        Assert.Equal(await store.Results.ReadAsync(["sqz-1", "sqz-2"], Token), await records.Results.ReadAsync(["sqz-1", "sqz-2"], Token));
        Assert.Empty(await records.Results.ReadAwaitedAsync(10, Token));
        Assert.Single(await records.Trail.ReadAsync("sqz-9", Token));
        Assert.Equal((await store.Paper.LoadAsync(Token))!.Positions, (await records.Paper.LoadAsync(Token))!.Positions);
        await records.Paper.SaveAsync(1, null, Token);
        Assert.Equal("line\nline\t\u2028 龙", await records.Values.GetAsync("note \"é\"", Token));
        Assert.Equal("""{"format":1,"state":{"Text":"a \"b\""}}""", (await talk.TextAsync("HGET", $"{Service}/state/symbol/BTC/note", "data"))!.Replace("\\u0022", "\\\"", StringComparison.Ordinal));
        Assert.NotNull(await talk.TextAsync("HGET", $"{Service}/state/symbol/BTC/note", "etag"));
        Assert.InRange(await talk.NumberAsync("TTL", $"{Service}/state/symbol/BTC/note"), 29L * 86_400, 30L * 86_400);
        Assert.Empty(await talk.ListAsync("KEYS", "*restoring*"));
    }

    [Fact]
    public async Task Records_that_are_there_are_replaced_only_when_told_and_as_a_whole()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = new StoreFixture();
        await store.Signals.PublishAsync(new(RecordBattery.Signal("ETH", Start), Core.Signals.SignalOutcome.Filled), Token);
        var (folder, _) = await influx.BackUpFileAsync(store.Options);
        await using var records = await RedisRecordStore.OpenAsync(redis, serviceId: Service);
        await records.Signals.PublishAsync(new(RecordBattery.Signal("BTC", Start), Core.Signals.SignalOutcome.Filled), Token);
        await records.Values.SetAsync("old", "1", Token);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("SET", "squeezeXflow/records/signal/other", "of another");

        var refusal = await Assert.ThrowsAsync<StoreNotEmptyException>(() => RestoreAsync(redis, influx, folder));
        Assert.Equal($"127.0.0.1:{redis.Port}: there are records under {Service}/", refusal.Message);
        Assert.Equal("BTC", Assert.Single(await records.Signals.ReadAsync(null, 10, Token)).Signal.BaseSymbol);

        await RestoreAsync(redis, influx, folder, replace: true);
        Assert.Equal("ETH", Assert.Single(await records.Signals.ReadAsync(null, 10, Token)).Signal.BaseSymbol);
        Assert.Equal([RecordBattery.Signal("ETH", Start).Id], await records.Results.ReadAwaitedAsync(10, Token));
        Assert.Null(await records.Values.GetAsync("old", Token));
        Assert.Equal("of another", await talk.TextAsync("GET", "squeezeXflow/records/signal/other"));
    }

    [Fact]
    public async Task While_a_silo_runs_nothing_is_restored()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var influx = await InfluxBackupCase.OpenAsync(shared);
        using var store = await FullStore.CreateAsync();
        var (folder, _) = await influx.BackUpFileAsync(store.Options);
        using var talk = await redis.ConnectAsync(Token);
        var now = TimeProvider.System.GetUtcNow();
        await talk.AskAsync("HSET", $"{Service}/members/blue", "Version", "3", "S1", $$"""{"Status":3,"SiloName":"vm:1","IAmAliveTime":"{{now.AddMinutes(-5):O}}"}""");
        await talk.AskAsync("HSET", $"{Service}/members/blue", "S2", $$"""{"Status":6,"SiloName":"vm:2","IAmAliveTime":"{{now:O}}"}""");
        await talk.AskAsync("HSET", $"{Service}/members/green", "S3", $$"""{"Status":3,"SiloName":"vm:3","IAmAliveTime":"{{now:O}}"}""");

        var refusal = await Assert.ThrowsAsync<IOException>(() => RestoreAsync(redis, influx, folder));

        Assert.Equal($"127.0.0.1:{redis.Port}: the silo vm:3 of {Service} runs, or was killed a moment ago: stop all of them, and restore again", refusal.Message);
        await talk.AskAsync("DEL", $"{Service}/members/green");
        await RestoreAsync(redis, influx, folder);
    }

    [Fact]
    public async Task A_service_without_records_is_said_to_have_none()
    {
        await using var redis = await RedisProcess.StartAsync(Token);

        var refusal = await Assert.ThrowsAsync<FileNotFoundException>(() => RedisBackup.ReadAsync(OptionsOf(redis), Service, TimeProvider.System, Token));

        Assert.Equal($"127.0.0.1:{redis.Port}: there are no records under {Service}/. Set Redis:Host and Cluster:ServiceId to those of the service", refusal.Message);
    }

    // How often a state was written is not kept there.
    private static string[] RowsOf(string folder, string kind) =>
    [
        .. InfluxBackupCase.LinesOf(folder, $"{kind}.jsonl.gz").Where(line => line.Length > 0).Select(line =>
        {
            var row = JsonNode.Parse(line)!.AsObject();
            row.Remove("version");
            return row.ToJsonString();
        }).Order(StringComparer.Ordinal),
    ];

    private static RedisOptions OptionsOf(RedisProcess redis) => new() { Host = "127.0.0.1", Port = redis.Port };

    private static async Task<string> BackUpAsync(RedisProcess redis, InfluxBackupCase influx)
    {
        var folder = influx.NewFolder();
        await using var snapshot = await InfluxBackup.ReadAsync(
            influx.Options, influx.Spool, await RedisBackup.ReadAsync(OptionsOf(redis), Service, TimeProvider.System, Token), TimeProvider.System, Token);
        BackupWriter.Prepare(folder);
        await new BackupWriter(TimeProvider.System, "1.2.3").WriteAsync(snapshot, folder, Token);
        return folder;
    }

    private static async Task RestoreAsync(RedisProcess redis, InfluxBackupCase influx, string folder, bool replace = false)
    {
        var backup = BackupFolder.Open(folder);
        await using var restoration = await InfluxBackup.RestoreAsync(
            influx.Options,
            influx.Spool,
            await RedisBackup.RestoreAsync(OptionsOf(redis), Service, Lifetimes, replace, TimeProvider.System, Token),
            replace,
            TimeProvider.System,
            Token);
        backup.Check(Token);
        await backup.RestoreAsync(restoration, Token);
    }
}
