using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Bars;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Redis.Records;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Tests.Contract;
using SqueezeFlow.Storage.Tests.Redis.Records;
using SqueezeFlow.Storage.Tests.Sqlite;
using SqueezeFlow.TestSupport.Influx;
using SqueezeFlow.TestSupport.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

/// <summary>Bars of one database over several processes, each with a resampler and notes of its own, that know of each other's late bars over Redis.</summary>
public sealed class SharedReadingTests : IAsyncLifetime
{
    private static readonly Timeframe[] Timeframes = [.. new[] { "10s", "1m", "7m", "5m", "15m", "30m", "1h", "4h", "1d" }.Select(Timeframe.Parse)];

    private InfluxProcess _influx = null!;
    private RedisProcess _redis = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisProcess.StartAsync(Token);
        _influx = await InfluxProcess.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_influx is not null)
        {
            await _influx.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    // The tale begins in another minute of five each time: which bars of the venue its first trades fall into hangs on that.
    [Theory]
    [InlineData(InfluxLayout.Standard, 31, 0)]
    [InlineData(InfluxLayout.Standard, 31, 1)]
    [InlineData(InfluxLayout.Standard, 31, 2)]
    [InlineData(InfluxLayout.Standard, 31, 3)]
    [InlineData(InfluxLayout.Standard, 31, 4)]
    [InlineData(InfluxLayout.Collector, 32, 0)]
    [InlineData(InfluxLayout.Collector, 32, 1)]
    [InlineData(InfluxLayout.Collector, 32, 2)]
    [InlineData(InfluxLayout.Collector, 32, 3)]
    [InlineData(InfluxLayout.Collector, 32, 4)]
    public async Task A_bar_is_never_less_than_what_any_of_them_wrote_wherever_the_resamplers_are(InfluxLayout layout, int seed, int minutes)
    {
        await using var one = await OpenAsync(layout);
        await using var two = await OpenAsync(layout);
        Process[] all = [one, two];
        using var embedded = new StoreFixture();
        var end = Timeframe.M5.Floor(one.Bench.Clock.GetUtcNow().ToUnixTimeMilliseconds()) - (minutes * 60_000L);
        var tale = new MarketTale(seed, end - (MarketTale.Length * 1_000L));
        var random = new Random(seed);
        foreach (var write in tale.Writes)
        {
            await embedded.Bars.WriteAsync(write, Token);
            await all[random.Next(2)].Store.WriteAsync(write, Token);
            if (random.Next(3) == 0)
            {
                await all[random.Next(2)].Bench.Resampler.RunOnceAsync(Token);
            }

            var timeframe = Timeframes[random.Next(Timeframes.Length)];
            var from = end - random.Next(MarketTale.Length * 1_300);
            var found = await all[random.Next(2)].Store.ReadFoldedAsync(tale.Markets, timeframe, from, end, Token);
            Assert.Equal(await ((IBarStore)embedded.Bars).ReadFoldedAsync(tale.Markets, timeframe, from, end, Token), found);
        }
    }

    [Fact]
    public async Task What_a_process_that_died_has_left_is_made_by_another()
    {
        await using var one = await OpenAsync(InfluxLayout.Standard);
        await using var two = await OpenAsync(InfluxLayout.Standard);
        var start = Timeframe.H1.Back(one.Bench.Clock.GetUtcNow().ToUnixTimeMilliseconds(), 3);
        var bars = Enumerable.Range(0, 600).Select(i => Bar(start + (i * 1_000L))).ToArray();
        await two.Bench.Resampler.RunOnceAsync(Token);

        // What it sent is in the database; it never came to make the longer ones.
        await one.Bench.SendAsync(ServerBench.Batch("BINANCE:btcusdt", bars));
        await two.Bench.Resampler.RefreshAsync(Token);
        Assert.Equal(Timeframe.M5.Back(start, 1), two.Bench.Resampler.SettledToUnixMs(Timeframe.M5));
        await two.Bench.Resampler.RunOnceAsync(Token);
        Assert.Empty(await two.Bench.ReadAsync("5m", "BINANCE:btcusdt"));

        two.Records.Clock.Advance(TimeSpan.FromMinutes(3));
        await two.Bench.Resampler.RunOnceAsync(Token);
        await two.Bench.Resampler.RefreshAsync(Token);

        Assert.Equal(
            BarFold.Fold(bars, Timeframe.S1, Timeframe.M5).Select(bar => (bar.OpenUnixMs, bar.Close, bar.BuyCount)),
            (await two.Bench.ReadAsync("5m", "BINANCE:btcusdt")).Select(bar => (bar.OpenUnixMs, bar.Close, bar.BuyCount)));
        Assert.True(two.Bench.Resampler.SettledToUnixMs(Timeframe.M5) > start);
    }

    [Fact]
    public async Task While_the_others_are_asked_no_thread_waits()
    {
        await using var one = await OpenAsync(InfluxLayout.Standard);
        await _redis.FreezeAsync();

        var look = one.Bench.Resampler.RefreshAsync(Token);

        Assert.False(look.IsCompleted);
        await _redis.ThawAsync();
        await look;
    }

    [Fact]
    public async Task While_the_others_cannot_be_asked_nothing_is_settled_and_nothing_late_is_sent()
    {
        await using var one = await OpenAsync(InfluxLayout.Standard);
        await one.Bench.Resampler.RunOnceAsync(Token);
        var now = one.Bench.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await one.Bench.Resampler.RefreshAsync(Token);
        Assert.NotEqual(long.MinValue, one.Bench.Resampler.SettledToUnixMs(Timeframe.M5));
        await _redis.KillAsync();

        await one.Bench.Resampler.RefreshAsync(Token);
        var late = await one.Bench.Target.SendAsync(ServerBench.Batch("BINANCE:btcusdt", [Bar(now - 7_200_000)]), Token);
        var fresh = await one.Bench.Target.SendAsync(ServerBench.Batch("BINANCE:btcusdt", [Bar(now - 1_000)]), Token);

        Assert.Equal(long.MinValue, one.Bench.Resampler.SettledToUnixMs(Timeframe.M5));
        Assert.Equal(SendVerdict.Unreachable, late.Verdict);
        Assert.StartsWith("telling of late bars: Redis at ", late.Words, StringComparison.Ordinal);
        Assert.Equal(SendVerdict.Taken, fresh.Verdict);
    }

    [Fact]
    public async Task Three_that_start_at_once_make_one_database()
    {
        for (var i = 0; i < 3; i++)
        {
            var name = $"race_{i}";
            await using var one = await MakeAsync(name);
            await using var two = await MakeAsync(name);
            await using var three = await MakeAsync(name);

            await Task.WhenAll(one.Bench.Storage.OpenAsync(Token), two.Bench.Storage.OpenAsync(Token), three.Bench.Storage.OpenAsync(Token));

            var made = await QueriesAsync(name);
            Assert.Equal(["cq_15m", "cq_1h", "cq_1m", "cq_30m", "cq_4h", "cq_5m"], made.Keys.Order(StringComparer.Ordinal));

            // Those of an older version, which all three replace.
            foreach (var query in made.Keys)
            {
                await _influx.AskAsync($"DROP CONTINUOUS QUERY {query} ON {name}", Token);
                await _influx.AskAsync($"CREATE CONTINUOUS QUERY {query} ON {name} BEGIN SELECT first(\"open\") AS \"open\" INTO {name}.aggr_4h.old FROM {name}.aggr_1s.trades_1s GROUP BY time(1h) END", Token);
            }

            await Task.WhenAll(one.Bench.Schema.EnsureAsync(Token), two.Bench.Schema.EnsureAsync(Token), three.Bench.Schema.EnsureAsync(Token));

            Assert.Equal(made, await QueriesAsync(name));
        }
    }

    private async Task<Dictionary<string, string>> QueriesAsync(string database)
    {
        using var query = new InfluxQuery(new() { Host = "127.0.0.1", Port = _influx.Port, Database = database }, TimeProvider.System);
        var all = await query.ListAsync("SHOW CONTINUOUS QUERIES", row => (row.Series, Name: row.Text(0) ?? "", Text: row.Text(1) ?? ""), Token);
        return all.Where(one => one.Series == database).ToDictionary(one => one.Name, one => one.Text);
    }

    private async Task<Process> OpenAsync(InfluxLayout layout)
    {
        var process = await MakeAsync(ServerBench.Database, layout);
        await process.Bench.Storage.OpenAsync(Token);
        return process;
    }

    private async Task<Process> MakeAsync(string database, InfluxLayout layout = InfluxLayout.Standard)
    {
        var records = await RedisRecordStore.OpenAsync(_redis, options => options.Timeout = TimeSpan.FromSeconds(2));
        var bench = ServerBench.Of(_influx, options => (options.Layout, options.Database) = (layout, database), new RedisResampleNotes(records.Server, records.Clock));
        return new(bench, records);
    }

    /// <summary>One of the processes.</summary>
    private sealed class Process : IAsyncDisposable
    {
        public Process(ServerBench bench, RedisRecordStore records)
        {
            (Bench, Records) = (bench, records);
            var kept = new KeptTimes(bench.Query, bench.Options, TimeProvider.System);
            Store = new InfluxBarStore(
                new ResampledReadingTests.TargetSpool(bench.Target),
                new(bench.Query, bench.Frames, kept, bench.Resampler, TimeProvider.System),
                new(bench.Frames, kept, new(NullLogger<KeptTags>.Instance)),
                bench.Options);
        }

        public ServerBench Bench { get; }

        public RedisRecordStore Records { get; }

        public IBarStore Store { get; }

        public async ValueTask DisposeAsync()
        {
            await Bench.DisposeAsync();
            await Records.DisposeAsync();
        }
    }
}
