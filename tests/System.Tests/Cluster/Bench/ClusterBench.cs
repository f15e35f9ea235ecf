using System.Text.Json.Nodes;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Processes;
using SqueezeFlow.TestSupport.Influx;
using SqueezeFlow.TestSupport.Redis;

namespace SqueezeFlow.SystemTests.Cluster.Bench;

/// <summary>A Redis, an InfluxDB and a world to be traded, on which silos come and go.</summary>
internal sealed class ClusterBench : IAsyncDisposable
{
    public const string Password = "open sesame";

    private readonly WritePathTranslator _translator;
    private readonly CancellationTokenSource _limit;
    private readonly List<ClusterSilo> _silos = [];

    private ClusterBench(RedisProcess redis, InfluxProcess influx, World world, CancellationTokenSource limit) =>
        (Redis, Influx, World, _limit, _translator) = (redis, influx, world, limit, WritePathTranslator.Start(influx.Port));

    public RedisProcess Redis { get; }

    public InfluxProcess Influx { get; }

    public World World { get; }

    /// <summary>Ends all waiting with the test, and some minutes after its beginning at the latest.</summary>
    public CancellationToken Stop => _limit.Token;

    public MarketId[] Markets => [.. World.Markets.Select(market => market.Id)];

    /// <summary>What a silo needs to know to be one of the cluster.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Configuration =>
    [
        new("Cluster:Mode", "Redis"),
        new("Cluster:AdvertisedAddress", "127.0.0.1"),
        new("Redis:Host", "127.0.0.1"),
        new("Redis:Port", $"{Redis.Port}"),
        new("Redis:Password", Redis.Password),
        new("Influx:Host", "127.0.0.1"),
        new("Influx:Port", $"{_translator.Port}"),
    ];

    public static Task<ClusterBench> OpenAsync(World world, params string[] redis) => OpenAsync(world, TimeSpan.FromMinutes(6), redis);

    /// <summary>One that may take longer.</summary>
    public static async Task<ClusterBench> OpenAsync(World world, TimeSpan atMost, params string[] redis)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(atMost);
        var influx = await InfluxProcess.StartAsync(limit.Token);
        return new(await RedisProcess.StartAsync(limit.Token, ["--requirepass", Password, "--maxmemory-policy", "noeviction", .. redis]), influx, world, limit);
    }

    /// <summary>What attaches a silo to venues, and makes it read all of their markets.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Reading(SimulatedVenues venues) =>
        [.. venues.Configuration, new("Feeds:Exchanges", "BINANCE,BINANCE_FUTURES"), new("Feeds:Markets", string.Join(',', Markets))];

    /// <summary>
    /// What makes a silo take signals from outside and trade with a bot; and these alone, whatever the hour has of squeezes, and also where trades of the last minute are missing.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string?>> Trading(SimulatedBot bot) =>
    [
        new("Api:Key", "a-key-for-signals"),
        new("Signals:External:Enabled", "true"),
        new("Signals:External:MaxPerMinute", "0"),
        new("Strategy:MinDataPoints", "100000"),
        new("Execution:CertainFor", "00:00:00"),
        new("Execution:MaxOpenPositions", "50"),
        new("Execution:AllowLive", "false"),
        new("Execution:Freqtrade:Url", bot.Url.ToString()),
        new("Execution:Freqtrade:Username", bot.Settings.Username),
        new("Execution:Freqtrade:Password", bot.Settings.Password),
    ];

    /// <summary>Venues whose clock stands still.</summary>
    public Task<SimulatedVenues> OpenVenuesAsync() => SimulatedVenues.StartAsync(World, 1, Now(), TimeProvider.System, Stop);

    /// <summary>A bot that trades at the prices of the venues.</summary>
    public Task<SimulatedBot> OpenBotAsync(SimulatedVenues venues)
    {
        var venue = new WorldVenue(World);
        venue.Follow(() => venues.MarketUnixMs);
        return SimulatedBot.StartAsync(new() { MaxOpenTrades = 50 }, venue, TimeProvider.System, Stop);
    }

    /// <summary>A silo that reads nothing unless told to.</summary>
    public ClusterSilo Start(params IEnumerable<KeyValuePair<string, string?>> more) => Start(null, more);

    /// <summary>The same in a network of its own.</summary>
    public ClusterSilo Start(ProcessPlace? place, IEnumerable<KeyValuePair<string, string?>> more)
    {
        var configuration = Configuration.Concat(more).GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.Last().Value);
        configuration.TryAdd("Feeds:Enabled", $"{configuration.ContainsKey("Feeds:Markets")}");
        var silo = new ClusterSilo(configuration, place).Run();
        _silos.Add(silo);
        return silo;
    }

    /// <summary>Several silos of which each sees all.</summary>
    public async Task<ClusterSilo[]> StartAsync(int count, params IEnumerable<KeyValuePair<string, string?>> more)
    {
        ClusterSilo[] silos = [.. Enumerable.Range(0, count).Select(_ => Start(more))];
        await WaitUntilJoinedAsync(silos);
        return silos;
    }

    /// <summary>Waits until each of these silos is ready and sees exactly these.</summary>
    public static async Task WaitUntilJoinedAsync(params ClusterSilo[] silos)
    {
        foreach (var silo in silos)
        {
            await silo.Service.WaitUntilAsync("/api/v1/status", status => ActiveIn(status) == silos.Length);
        }
    }

    /// <summary>
    /// Waits until copies of a feed are on different silos: silos that start together put everything on the first of them, until feeds have moved to where they belong, and one
    /// that ends before that takes both copies along.
    /// </summary>
    public static Task WaitUntilApartAsync(ClusterSilo silo) => silo.Service.WaitUntilAsync("/api/v1/feeds", feeds => feeds.AsArray()
        .GroupBy(feed => ((string)feed!["id"]!).Split('+')[0])
        .All(copies => copies.Select(feed => (string?)feed!["silo"] ?? "none").Distinct().Count() == copies.Count()));

    /// <summary>Processes that take part according to an answer of <c>/api/v1/status</c>.</summary>
    public static int ActiveIn(JsonNode status) => status["silos"]!.AsArray().Count(silo => (string?)silo!["state"] == "active");

    /// <summary>Rows of the table of processes.</summary>
    public async Task<MemberRow[]> MembersAsync(string clusterId = "squeezeflow")
    {
        using var talk = await Redis.ConnectAsync(Stop);
        var rows = await talk.ListAsync("HVALS", $"squeezeflow/members/{clusterId}");
        return [.. rows.Where(row => row.StartsWith('{')).Select(MemberRow.Read)];
    }

    /// <summary>Lets the venues trade for a while from the next second on; answers that range.</summary>
    public static (long From, long To) Trade(SimulatedVenues venues, long lengthMs)
    {
        var from = Core.Bars.Timeframe.S1.Floor(Now() + 999);
        venues.StartClock(from, from + lengthMs);
        return (from, from + lengthMs);
    }

    /// <summary>Lets the venues trade from the next second on, until <see cref="EndAsync"/>.</summary>
    public static long TradeOn(SimulatedVenues venues)
    {
        var from = Core.Bars.Timeframe.S1.Floor(Now() + 999);
        venues.StartClock(from);
        return from;
    }

    /// <summary>Lets the venues' market end with the next second; answers that end.</summary>
    public async Task<long> EndAsync(SimulatedVenues venues)
    {
        venues.EndSoon();
        await venues.Completion.WaitAsync(Stop);
        return venues.MarketUnixMs;
    }

    /// <summary>Waits until the venues have traded up to a time.</summary>
    public async Task WaitUntilTradedAsync(SimulatedVenues venues, long unixMs)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (venues.MarketUnixMs < unixMs)
        {
            await timer.WaitForNextTickAsync(Stop);
        }
    }

    /// <summary>Waits until a silo tells that every trade of a range is in the ledger.</summary>
    public async Task WaitUntilCountedAsync(ClusterSilo silo, long from, long to)
    {
        foreach (var report in World.Report(from, to).Markets)
        {
            await silo.Service.WaitUntilAsync(
                $"/api/v1/ledger/{report.Market}?from={from}&to={to}",
                ledger => ledger["runs"]!.AsArray().Sum(run => (long)run!["trades"]!) == report.Trades);
        }
    }

    /// <summary>Ends the market, waits until all of it is counted, ends the silos, and looks at every second that is stored.</summary>
    public async Task AssertAllAsync(SimulatedVenues venues, ClusterSilo[] silos, long from)
    {
        var to = await EndAsync(venues);
        await WaitUntilCountedAsync(silos[0], from, to);
        foreach (var silo in silos)
        {
            await silo.EndAsync();
        }

        await AssertWholeAsync(from, to);
    }

    /// <summary>Every second of every market is stored, with every trade once.</summary>
    public async Task AssertWholeAsync(long from, long to)
    {
        foreach (var report in World.Report(from, to).Markets)
        {
            var seconds = await StoredSeconds.ReadAsync(Influx, World, report.Market, from, Stop);
            seconds.AssertWhole(from, to);
            Assert.Equal(report.Trades, seconds.Trades);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await _translator.DisposeAsync();
        await Influx.DisposeAsync();
        await Redis.DisposeAsync();
        _limit.Dispose();
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
