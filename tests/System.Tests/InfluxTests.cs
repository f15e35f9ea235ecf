using System.Net;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Processes;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Influx;

namespace SqueezeFlow.SystemTests;

/// <summary>A service that is told to store in InfluxDB.</summary>
public sealed class InfluxTests
{
    private const long LengthMs = 20_000;

    private readonly World _world = new(new(Seed: 5, Symbols: 2, TradesPerSecond: 200));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_feeds_lose_nothing_while_the_server_is_killed_and_the_service_stays_ready()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        await using var influx = await InfluxProcess.StartAsync(limit.Token);
        await using var translator = WritePathTranslator.Start(influx.Port);
        using var data = new DataDirectory();
        await using var venues = await SimulatedVenues.StartAsync(_world, 1, Now(), TimeProvider.System, limit.Token);
        await using var service = Service.StartLive(data, Configuration(venues, translator.Port));
        await venues.WaitForSubscriptionsAsync([.. _world.Markets.Select(market => market.Id)], limit.Token);
        var start = Timeframe.S1.Floor(Now() + 999);

        venues.StartClock(start, start + LengthMs);
        await WaitForPointsAsync(influx, limit.Token);
        await influx.KillAsync();
        await service.WaitUntilAsync("/health", health => (string?)Part(health)["level"] == "degraded");
        Assert.Equal(HttpStatusCode.OK, await service.StatusOfAsync("/health/ready"));
        await venues.Completion.WaitAsync(limit.Token);
        await influx.RestartAsync(limit.Token);
        await service.WaitUntilAsync("/health", health => (string?)Part(health)["level"] == "healthy" && (double)Part(health)["figures"]!["sent_points"]! > 0);
        var traded = _world.Report(start, start + LengthMs).Markets;
        foreach (var report in traded)
        {
            await service.WaitUntilAsync($"/api/v1/ledger/{report.Market}", ledger => TradesIn(ledger) == report.Trades);
        }

        await service.Process.TerminateAsync();
        (await service.Process.WaitAsync()).AssertDone();

        foreach (var report in traded)
        {
            await AssertStoredAsync(influx, report, limit.Token);
        }
    }

    [Fact]
    public async Task A_start_on_a_server_that_is_not_there_ends_with_setting_value_and_fix()
    {
        using var data = new DataDirectory();
        var port = ServerProgram.FreePort();

        var finished = await RunAsync(data, port);

        Assert.Equal(3, finished.ExitCode);
        AssertTold($"Influx:Host: '127.0.0.1' cannot be used on port {port} (", finished);
    }

    [Fact]
    public async Task A_start_with_a_wrong_password_ends_without_repeating_it()
    {
        await using var influx = await InfluxProcess.StartAsync(Stop, InfluxProcess.WithAuthentication);
        await influx.AskAsync("CREATE USER root WITH PASSWORD 'sesame' WITH ALL PRIVILEGES", Stop);
        using var data = new DataDirectory();

        var finished = await RunAsync(data, influx.Port, "--Influx:Username=root", "--Influx:Password=barley");

        Assert.Equal(3, finished.ExitCode);
        AssertTold($"Influx:Password: '***' is refused by 127.0.0.1:{influx.Port} for Influx:Username 'root' (", finished);
        Assert.DoesNotContain("barley", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_where_a_deployment_has_InfluxDB_leaves_it_alone()
    {
        await using var influx = await InfluxProcess.StartAsync(Stop);
        using var data = new DataDirectory();

        var finished = await ChildProcess.RunAsync(
            "Silo", ["demo", "--seconds", "3", "--json", "--Influx:Host=127.0.0.1", $"--Influx:Port={influx.Port}", .. Service.Settings(data)]);

        finished.AssertDone();
        Assert.Contains("warning: Influx:Host (command line) has no effect: demo stores in its own folder", finished.Error, StringComparison.Ordinal);
        Assert.Equal(["_internal"], (await influx.RowsAsync("SHOW DATABASES", Stop)).Select(row => (string)row[0]!).DefaultIfEmpty("_internal"));
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private IEnumerable<KeyValuePair<string, string?>> Configuration(SimulatedVenues venues, int port) =>
    [
        .. venues.Configuration,
        new("Feeds:Exchanges", "BINANCE,BINANCE_FUTURES"),
        new("Feeds:Markets", string.Join(',', _world.Markets.Select(market => market.Id))),
        new("Influx:Host", "127.0.0.1"),
        new("Influx:Port", $"{port}"),
        new("Influx:Timeout", "00:00:02"),
    ];

    private static JsonNode Part(JsonNode health) => health["parts"]!.AsArray().Single(part => (string?)part!["name"] == "influxdb")!;

    private static long TradesIn(JsonNode ledger) => ledger["runs"]!.AsArray().Sum(run => (long)run!["trades"]!);

    private static async Task WaitForPointsAsync(InfluxProcess influx, CancellationToken token)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await influx.RowsAsync("SELECT last(close) FROM significant_trades.aggr_1s.trades_1s", token)).Length == 0)
        {
            await timer.WaitForNextTickAsync(token);
        }
    }

    private static async Task AssertStoredAsync(InfluxProcess influx, MarketReport report, CancellationToken token)
    {
        var row = Assert.Single(await influx.RowsAsync(
            $"SELECT sum(cbuy), sum(csell), sum(vbuy), sum(vsell) FROM significant_trades.aggr_1s.trades_1s WHERE market = '{report.Market}'", token));
        Assert.Equal(report.Fills, (long)((double)row[1]! + (double)row[2]!));
        Assert.Equal(report.BuyNotional, (double)row[3]!, report.BuyNotional * 1e-9);
        Assert.Equal(report.SellNotional, (double)row[4]!, report.SellNotional * 1e-9);
    }

    private static Task<Finished> RunAsync(DataDirectory data, int port, params string[] more) =>
        ChildProcess.RunAsync("Silo", ["run", "--Feeds:Enabled=false", "--Influx:Host=127.0.0.1", $"--Influx:Port={port}", .. more, .. Service.Settings(data)]);

    // One sentence; the log knows of no failure.
    private static void AssertTold(string beginning, Finished finished)
    {
        var lines = finished.Error.TrimEnd().Split('\n');
        Assert.StartsWith(beginning, lines[^1], StringComparison.Ordinal);
        Assert.All(lines[..^1], line => Assert.Contains(" info: ", line, StringComparison.Ordinal));
    }
}
