using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Processes;
using SqueezeFlow.TestSupport.Influx;

namespace SqueezeFlow.SystemTests;

/// <summary>A backup of a service at work on InfluxDB, and what a restore makes of it once both stores are lost.</summary>
public sealed class InfluxBackupTests : IDisposable
{
    private const long LengthMs = 15_000;

    private readonly World _world = new(new(Seed: 6, Symbols: 2, TradesPerSecond: 500));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-backup-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_folder.FullName, "backup");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_backup_under_load_gives_back_all_that_there_was_at_its_mark()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        await using var influx = await InfluxProcess.StartAsync(limit.Token);
        await using var translator = WritePathTranslator.Start(influx.Port);
        using var data = new DataDirectory();
        string[] store = ["--Influx:Host=127.0.0.1", $"--Influx:Port={translator.Port}"];
        JsonNode manifest;
        Dictionary<string, Sums> whole;
        await using (var venues = await SimulatedVenues.StartAsync(_world, 1, Now(), TimeProvider.System, limit.Token))
        await using (var service = Service.StartLive(data, Configuration(venues, translator.Port)))
        {
            await venues.WaitForSubscriptionsAsync([.. _world.Markets.Select(market => market.Id)], limit.Token);
            var start = Timeframe.S1.Floor(Now() + 999);
            venues.StartClock(start, start + LengthMs);
            await WaitForPointsAsync(influx, limit.Token);

            var made = await ChildProcess.RunAsync("Silo", ["backup", Folder, "--json", .. store, .. Service.Settings(data)]);
            manifest = made.AssertDone().LastLine;
            var held = await ChildProcess.RunAsync("Silo", ["restore", Folder, "--replace", .. store, .. Service.Settings(data)]);
            Assert.Equal(1, held.ExitCode);
            Assert.Contains("in use by process", held.Error, StringComparison.Ordinal);

            await venues.Completion.WaitAsync(limit.Token);
            await service.Process.TerminateAsync();
            (await service.Process.WaitAsync()).AssertDone();
            whole = await ReadAsync(influx, (long)FileOf(manifest, "bars-1s.csv.gz")["lastUnixMs"]!, limit.Token);
        }

        Directory.Delete(data.FullPath, recursive: true);
        var unasked = await ChildProcess.RunAsync("Silo", ["restore", Folder, .. store, .. Service.Settings(data)]);
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("the database significant_trades is not empty: add --replace", unasked.Error, StringComparison.Ordinal);
        await influx.RowsAsync("DROP DATABASE significant_trades", limit.Token);
        var restored = (await ChildProcess.RunAsync("Silo", ["restore", Folder, "--json", .. store, .. Service.Settings(data)])).AssertDone().LastLine;

        Assert.Equal(manifest["files"]!.ToJsonString(), restored["files"]!.ToJsonString());
        var found = await ReadAsync(influx, long.MaxValue / 1_000_000, limit.Token);
        AssertSame(manifest, found);
        Assert.NotEmpty(found);
        Assert.All(found, pair => AssertWithin(pair.Value, whole[pair.Key]));
        Assert.Equal((long)FileOf(manifest, "signals.jsonl.gz")["rows"]!, (await data.ReadAsync()).Signals.Count);

        // What was restored is something to go on with.
        await using var next = Service.StartLive(data, [new("Feeds:Enabled", "false"), new("Influx:Host", "127.0.0.1"), new("Influx:Port", $"{translator.Port}")]);
        foreach (var market in found.Keys)
        {
            await next.WaitUntilAsync($"/api/v1/ledger/{market}", ledger => ledger["runs"]!.AsArray().Count > 0);
        }

        await next.Process.TerminateAsync();
        (await next.Process.WaitAsync()).AssertDone();
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static JsonNode FileOf(JsonNode manifest, string name) => manifest["files"]!.AsArray().Single(file => (string?)file!["name"] == name)!;

    private IEnumerable<KeyValuePair<string, string?>> Configuration(SimulatedVenues venues, int port) =>
    [
        .. venues.Configuration,
        new("Feeds:Exchanges", "BINANCE,BINANCE_FUTURES"),
        new("Feeds:Markets", string.Join(',', _world.Markets.Select(market => market.Id))),
        new("Influx:Host", "127.0.0.1"),
        new("Influx:Port", $"{port}"),
    ];

    // Five closed seconds of every market, so that there is something before the mark; the sixth may be open.
    private async Task WaitForPointsAsync(InfluxProcess influx, CancellationToken token)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await ReadAsync(influx, long.MaxValue / 1_000_000, token) is var found && (found.Count < _world.Markets.Count || found.Values.Min(sums => sums.Bars) < 6))
        {
            await timer.WaitForNextTickAsync(token);
        }
    }

    // While points are being written, a market may have some of its fields and not yet the others: those are none so far.
    private static async Task<Dictionary<string, Sums>> ReadAsync(InfluxProcess influx, long lastUnixMs, CancellationToken token)
    {
        const string What = "count(close), sum(cbuy), sum(csell), sum(vbuy), sum(vsell)";
        var answer = await influx.AskAsync($"SELECT {What} FROM significant_trades.aggr_1s.trades_1s WHERE time <= {lastUnixMs}ms GROUP BY market", token);
        return (answer["results"]![0]!["series"]?.AsArray() ?? []).ToDictionary(
            series => (string)series!["tags"]!["market"]!,
            series =>
            {
                var row = series!["values"]![0]!.AsArray();
                return new Sums((long?)row[1] ?? 0, SumOf(row[2]) + SumOf(row[3]), SumOf(row[4]), SumOf(row[5]));
            });
    }

    private static double SumOf(JsonNode? value) => (double?)value ?? 0;

    private static void AssertSame(JsonNode manifest, Dictionary<string, Sums> found)
    {
        var seconds = FileOf(manifest, "bars-1s.csv.gz");
        Assert.Equal((long)seconds["rows"]!, found.Values.Sum(sums => sums.Bars));
        Assert.Equal((double)seconds["trades"]!, found.Values.Sum(sums => sums.Fills));
        Assert.Equal((double)seconds["buyNotional"]!, found.Values.Sum(sums => sums.Bought), (double)seconds["buyNotional"]! * 1e-12);
        Assert.Equal((double)seconds["sellNotional"]!, found.Values.Sum(sums => sums.Sold), (double)seconds["sellNotional"]! * 1e-12);
    }

    // A market whose last bars were on their way at the mark has fewer of them than it got later.
    private static void AssertWithin(Sums restored, Sums whole)
    {
        Assert.InRange(restored.Bars, 5, whole.Bars);
        Assert.InRange(restored.Fills, 1, whole.Fills);
        Assert.InRange(restored.Bought, 0, whole.Bought * (1 + 1e-12));
        Assert.InRange(restored.Sold, 0, whole.Sold * (1 + 1e-12));
    }

    private sealed record Sums(long Bars, double Fills, double Bought, double Sold);
}
