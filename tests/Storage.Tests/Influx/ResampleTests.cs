using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using static SqueezeFlow.Storage.Tests.Influx.ServerBench;

namespace SqueezeFlow.Storage.Tests.Influx;

/// <summary>Longer bars that the database makes are those that we would fold.</summary>
public sealed class ResampleTests
{
    private const string Btc = "BINANCE:btcusdt";
    private const string Eth = "BYBIT:ETHUSDT";
    private const int Seconds = 1_200;

    private static readonly string[] Longer = ["1m", "5m", "15m", "30m", "1h", "4h"];

    [Fact]
    public async Task Late_lines_and_their_corrections_are_in_the_longer_bars_of_every_market()
    {
        await using var bench = await ServerBench.StartAsync();
        await bench.Storage.OpenAsync(Token);
        var start = StartOf(bench);
        var (btc, eth) = (Bars(start, 1, Seconds), Bars(start, 2, Seconds));
        await bench.SendAsync(Batch(Btc, btc));
        await bench.SendAsync(Batch(Eth, eth));

        await bench.Resampler.RunOnceAsync(Token);

        await AssertFoldedAsync(bench, Btc, btc);
        await AssertFoldedAsync(bench, Eth, eth);

        // Trades that came late: a second is written anew with more, another one was not there before.
        btc[700] = btc[700] with { High = 900, BuyNotional = btc[700].BuyNotional + 5, BuyCount = btc[700].BuyCount + 1 };
        await bench.SendAsync(Batch(Btc, [btc[700]]));
        Assert.Equal([(Timeframe.M1.Floor(btc[700].OpenUnixMs), btc[700].OpenUnixMs + 1)], Noted(bench));
        await bench.Resampler.RunOnceAsync(Token);

        await AssertFoldedAsync(bench, Btc, btc);
        await AssertFoldedAsync(bench, Eth, eth);
        Assert.Empty(bench.Notes.All);
    }

    [Fact]
    public async Task Doing_it_again_changes_nothing()
    {
        await using var bench = await ServerBench.StartAsync();
        await bench.Storage.OpenAsync(Token);
        var bars = Bars(StartOf(bench), 3, Seconds);
        await bench.SendAsync(Batch(Btc, bars));
        await bench.Resampler.RunOnceAsync(Token);

        await bench.Resampler.AcceptedAsync("aggr_1s", bars[0].OpenUnixMs, bars[^1].OpenUnixMs, Token);
        await bench.Resampler.RunOnceAsync(Token);

        await AssertFoldedAsync(bench, Btc, bars);
    }

    [Fact]
    public async Task The_collectors_layout_makes_its_bars_of_ten_seconds()
    {
        await using var bench = await ServerBench.StartAsync(options => options.Layout = InfluxLayout.Collector);
        await bench.Storage.OpenAsync(Token);
        Bar[] bars = [.. BarFold.Fold(Bars(StartOf(bench), 4, Seconds), Timeframe.S1, Timeframe.S10)];
        await bench.SendAsync(Batch(Btc, bars, "aggr_10s", "trades_10s"));

        await bench.Resampler.RunOnceAsync(Token);

        foreach (var timeframe in (string[])["30s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h"])
        {
            AssertSame([.. BarFold.Fold(bars, Timeframe.S10, Timeframe.Parse(timeframe))], await bench.ReadAsync(timeframe, Btc), timeframe);
        }
    }

    [Fact]
    public async Task What_is_missing_at_the_start_is_made()
    {
        await using var bench = await ServerBench.StartAsync();
        await bench.Storage.OpenAsync(Token);
        var bars = Bars(StartOf(bench), 5, Seconds);
        var batch = Batch(Btc, bars);
        await bench.Server.WriteAsync(Database, batch.Policy, System.Text.Encoding.UTF8.GetString(batch.Lines.Span), Token);
        Assert.Equal(long.MinValue, bench.Resampler.SettledToUnixMs(Timeframe.M5));

        await bench.Resampler.RunOnceAsync(Token);

        await AssertFoldedAsync(bench, Btc, bars);
        Assert.Equal(Timeframe.M5.Back(Now(bench) - 60_000, 1), bench.Resampler.SettledToUnixMs(Timeframe.M5));
        Assert.Equal(long.MaxValue, bench.Resampler.SettledToUnixMs(Timeframe.S1));
        Assert.Equal(long.MinValue, bench.Resampler.SettledToUnixMs(Timeframe.D1));
    }

    [Fact]
    public async Task Lines_in_time_are_left_to_the_continuous_queries_and_late_ones_are_remembered_over_a_crash()
    {
        await using var bench = await ServerBench.StartAsync();
        var now = Now(bench);

        await bench.Resampler.AcceptedAsync("aggr_1s", now - 2_000, now - 1_000, Token);
        await bench.Resampler.AcceptedAsync("ledger", now - 3_600_000, now, Token);
        Assert.Empty(bench.Notes.All);

        await bench.Resampler.AcceptedAsync("aggr_1s", now - 180_000, now - 170_000, Token);

        var after = new ResampleNotes(Path.GetDirectoryName(bench.NotesFile)!);
        after.Load();
        Assert.Equal([new TimeRange(Timeframe.M1.Floor(now - 180_000), now - 169_999)], after.All);
    }

    [Fact]
    public async Task What_is_being_sent_and_what_is_late_is_not_settled()
    {
        await using var bench = await ServerBench.StartAsync();
        await bench.Storage.OpenAsync(Token);
        await bench.Resampler.RunOnceAsync(Token);
        var now = Now(bench);
        var late = now - 7_200_000;

        await bench.Resampler.SendingAsync("aggr_1s", late, late, Token);
        Assert.Equal(Timeframe.M1.Back(late, 1), bench.Resampler.SettledToUnixMs(Timeframe.M1));
        await bench.Resampler.AcceptedAsync("aggr_1s", late, late, Token);
        Assert.Equal(Timeframe.M1.Back(late, 1), bench.Resampler.SettledToUnixMs(Timeframe.M1));
        await bench.Resampler.RunOnceAsync(Token);

        Assert.Equal(Timeframe.M1.Back(now - 60_000, 1), bench.Resampler.SettledToUnixMs(Timeframe.M1));
    }

    [Fact]
    public async Task A_server_that_is_away_leaves_what_is_late_for_later()
    {
        await using var bench = await ServerBench.StartAsync();
        await bench.Storage.OpenAsync(Token);
        var bars = Bars(StartOf(bench), 6, 120);
        await bench.SendAsync(Batch(Btc, bars));
        await bench.Server.KillAsync();

        await Assert.ThrowsAsync<InfluxFault>(() => bench.Resampler.RunOnceAsync(Token));
        Assert.Single(bench.Notes.All);
        await bench.Server.RestartAsync(Token);
        await bench.Resampler.RunOnceAsync(Token);

        AssertSame([.. BarFold.Fold(bars, Timeframe.S1, Timeframe.M1)], await bench.ReadAsync("1m", Btc), "1m");
    }

    [Fact]
    public async Task A_server_that_does_not_run_its_queries_is_found_out_and_made_up_for()
    {
        await using var bench = await ServerBench.StartAsync(settings: "INFLUXDB_CONTINUOUS_QUERIES_ENABLED=false");
        await bench.Storage.OpenAsync(Token);
        await bench.Resampler.RunOnceAsync(Token);
        var bars = Bars(Timeframe.S1.Floor(Now(bench)) - 2_000, 8, 1);
        await bench.SendAsync(Batch(Btc, bars));
        Assert.Empty(bench.Notes.All);

        bench.Clock.Advance(TimeSpan.FromMinutes(6));
        await bench.Resampler.RunOnceAsync(Token);

        AssertSame([.. BarFold.Fold(bars, Timeframe.S1, Timeframe.M1)], await bench.ReadAsync("1m", Btc), "1m");
        Assert.Equal(long.MinValue, bench.Resampler.SettledToUnixMs(Timeframe.M1));
    }

    [Fact]
    public async Task A_bar_whose_parts_are_deleted_already_is_not_made_smaller()
    {
        await using var bench = await ServerBench.StartAsync(options => options.Retention["1m"] = "1h");
        await bench.Storage.OpenAsync(Token);
        var old = Timeframe.H1.Floor(Now(bench)) - (3 * Timeframe.H1.Milliseconds);
        await bench.Server.WriteAsync(Database, "aggr_5m", $"trades_5m,market={Btc} close=7,vbuy=1000 {old}000000", Token);

        await bench.Resampler.AcceptedAsync("aggr_1s", old, old + 299_000, Token);
        await bench.Resampler.RunOnceAsync(Token);

        var row = Assert.Single(await bench.Server.RowsAsync($"SELECT vbuy FROM {Database}.aggr_5m.trades_5m", Token));
        Assert.Equal(1000, (double)row[1]!);
    }

    [Fact]
    public async Task A_continuous_query_makes_bars_by_itself()
    {
        await using var bench = await ServerBench.StartAsync();
        await bench.Storage.OpenAsync(Token);
        var (source, frame) = (bench.Frames.Base, new InfluxFrame(Timeframe.Parse("2s"), Timeframe.S1, TimeSpan.FromHours(1)));
        await bench.Query.ExecuteAsync(new PolicyPlan(frame.Policy, frame.Duration, TimeSpan.Zero).Create(Database), Token);
        await bench.Query.ExecuteAsync(new ResampleText(Database).Continuous(source, frame), Token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        List<Bar> written = [];

        Bar[] made = [];
        while (made.Length < 3)
        {
            await timer.WaitForNextTickAsync(limit.Token);
            var second = Timeframe.S1.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            if (written.Count == 0 || written[^1].OpenUnixMs < second)
            {
                written.Add(Bars(second, 7, 1)[0]);
                await bench.SendAsync(Batch(Btc, [written[^1]]));
            }

            made = await bench.ReadAsync("2s", Btc);
        }

        // The first and the last may be made of a part still.
        var folded = BarFold.Fold(written, Timeframe.S1, frame.Timeframe).ToDictionary(bar => bar.OpenUnixMs);
        Assert.Contains(made, bar => folded.TryGetValue(bar.OpenUnixMs, out var expected) && expected.BuyCount == bar.BuyCount && expected.High.Equals(bar.High) && expected.Close.Equals(bar.Close));
    }

    // Twenty minutes that all frames are past, and that the policy of seconds still keeps.
    private static long StartOf(ServerBench bench) => Timeframe.H4.Floor(Now(bench)) - Timeframe.H4.Milliseconds + Timeframe.H1.Milliseconds;

    private static long Now(ServerBench bench) => bench.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static (long From, long To)[] Noted(ServerBench bench) => [.. bench.Notes.All.Select(range => (range.FromUnixMs, range.ToUnixMs))];

    private static Bar[] Bars(long start, int seed, int seconds)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, seconds).Select(i => Bar(start + (i * 1_000L), random))];
    }

    private static Bar Bar(long open, Random random)
    {
        double[] prices = [.. Enumerable.Range(0, 4).Select(_ => 100 + Math.Round(random.NextDouble() * 10, 2))];
        return new(
            open, prices[0], prices.Max(), prices.Min(), prices[3], random.NextDouble() * 1_000, random.NextDouble() * 1_000, random.Next(1, 50), random.Next(1, 50), random.NextDouble(), random.NextDouble());
    }

    private static async Task AssertFoldedAsync(ServerBench bench, string market, Bar[] seconds)
    {
        foreach (var timeframe in Longer)
        {
            AssertSame([.. BarFold.Fold(seconds, Timeframe.S1, Timeframe.Parse(timeframe))], await bench.ReadAsync(timeframe, market), timeframe);
        }
    }

    // Sums of the same numbers in another order differ in their last places.
    private static void AssertSame(Bar[] expected, Bar[] found, string timeframe)
    {
        Assert.Equal(expected.Select(Exact), found.Select(Exact));
        foreach (var (one, other) in expected.Zip(found))
        {
            Assert.Equal(one.BuyNotional, other.BuyNotional, one.BuyNotional * 1e-12);
            Assert.Equal(one.SellNotional, other.SellNotional, one.SellNotional * 1e-12);
            Assert.Equal(one.BuyLiquidation, other.BuyLiquidation, one.BuyLiquidation * 1e-12);
            Assert.Equal(one.SellLiquidation, other.SellLiquidation, one.SellLiquidation * 1e-12);
        }

        Assert.True(expected.Length > 0, timeframe);
    }

    private static (long, double, double, double, double, long, long) Exact(Bar bar) => (bar.OpenUnixMs, bar.Open, bar.High, bar.Low, bar.Close, bar.BuyCount, bar.SellCount);
}
