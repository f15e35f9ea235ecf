using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.TestSupport;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

public sealed class WritingTests(SharedInflux shared)
{
    private static readonly long Now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    [Theory]
    [InlineData(InfluxLayout.Standard, "1s", false, 60, "aggr_1s trades_1s")]
    [InlineData(InfluxLayout.Standard, "10s", false, 60, "")]
    [InlineData(InfluxLayout.Standard, "1m", false, 60, "")]
    [InlineData(InfluxLayout.Standard, "1d", false, 60, "")]
    [InlineData(InfluxLayout.Standard, "5m", false, 8 * 1_440, "aggr_5m trades_5m")]
    [InlineData(InfluxLayout.Standard, "5m", false, (7 * 1_440) - 4, "aggr_5m trades_5m")]
    [InlineData(InfluxLayout.Standard, "5m", false, (7 * 1_440) - 60, "")]
    [InlineData(InfluxLayout.Standard, "5m", true, 60, "aggr_5m imported_5m")]
    [InlineData(InfluxLayout.Standard, "10s", true, 60, "aggr_1s imported_10s")]
    [InlineData(InfluxLayout.Standard, "1d", true, 60, "aggr_4h imported_1d")]
    [InlineData(InfluxLayout.Collector, "1s", false, 60, "aggr_1s trades_1s")]
    [InlineData(InfluxLayout.Collector, "10s", false, 60, "aggr_10s trades_10s")]
    [InlineData(InfluxLayout.Collector, "1m", false, 60, "")]
    [InlineData(InfluxLayout.Collector, "1m", false, 1_200, "aggr_1m trades_1m")]
    [InlineData(InfluxLayout.Collector, "1d", false, 60, "")]
    [InlineData(InfluxLayout.Collector, "1d", false, 1_440, "")]
    [InlineData(InfluxLayout.Collector, "1d", false, 2 * 1_440, "aggr_1d trades_1d")]
    [InlineData(InfluxLayout.Collector, "1d", true, 60, "aggr_1d imported_1d")]
    public void A_bar_goes_where_nothing_else_makes_it(InfluxLayout layout, string text, bool isImported, int minutesOld, string expected)
    {
        var options = new InfluxOptions { Host = "127.0.0.1", Layout = layout };
        var clock = new ManualClock(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var query = new InfluxQuery(options, clock);
        var lines = new PolicyLines();
        var timeframe = Timeframe.Parse(text);

        new BarPoints(InfluxFrames.Of(options), new(query, options, clock), new(NullLogger<KeptTags>.Instance))
            .Add(lines, Write(new BarRow(Btc, timeframe, Bar(timeframe.Floor(clock.GetUtcNow().ToUnixTimeMilliseconds() - (minutesOld * 60_000L))), isImported)));

        var found = lines.ToBatches().Select(batch => $"{batch.Policy} {ProtocolLine.Parse(batch.Lines.Span)[0].Measurement}");
        Assert.Equal(expected, string.Join(", ", found));
    }

    [Fact]
    public async Task What_is_older_than_its_policy_keeps_is_not_sent()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        await bench.Server.RowsAsync($"ALTER RETENTION POLICY aggr_1s ON {bench.Options.Database} DURATION 7d", Token);
        await bench.Kept.RefreshAsync(Token);

        await bench.Bars.WriteAsync(Write(Row(Btc, Start), new(Btc, Timeframe.M5, Bar(Start)), Row(Btc, Timeframe.S1.Floor(Now))), Token);

        Assert.Equal([("aggr_5m", 1), ("aggr_1s", 1)], Assert.Single(bench.Spool.Appends));
        Assert.Equal(long.MinValue, bench.Kept.KeptFromUnixMs("aggr_5m"));
        Assert.InRange(bench.Kept.KeptFromUnixMs("aggr_1s"), Now - (7 * 86_400_000L), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - (7 * 86_400_000L));
    }

    [Fact]
    public void Fields_are_those_of_the_collector_and_a_group_without_a_word_is_left_out()
    {
        Assert.Equal(
            "open=100,high=101,low=99,close=100.1,vbuy=1000.1,vsell=900.2,cbuy=7,csell=5,lbuy=0.5,lsell=0",
            Fields(Bar(Start)));
        Assert.Equal("open=1,high=1,low=1,close=1,vbuy=5,vsell=0,cbuy=1,csell=0", Fields(new(Start, 1, 1, 1, 1, 5, 0, 1, 0, 0, 0)));
        Assert.Equal("lbuy=0,lsell=3", Fields(new(Start, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 0, 3)));
        Assert.Equal("", Fields(new(Start, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 0, 0)));
    }

    [Fact]
    public async Task A_write_is_one_append_in_parts_that_the_server_takes_well_bars_before_the_ledger()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);

        await bench.Bars.WriteAsync(new([.. Enumerable.Range(0, 12_000).Select(i => Row(Btc, Start + (i * 1_000L)))], [Run(Btc, Start, Start + 1)], [Gap(Btc, Start, Start + 1)]), Token);
        await bench.Bars.WriteAsync(new([], [], []), Token);

        Assert.Equal([("aggr_1s", 5_000), ("aggr_1s", 5_000), ("aggr_1s", 2_000), ("ledger", 2)], Assert.Single(bench.Spool.Appends));
        Assert.Equal(12_000, (await bench.Bars.ReadAsync(Btc, Timeframe.S1, Start, Start + 12_000_000, Token)).Count);
    }

    private static string Fields(Bar bar)
    {
        var line = new LineWriter();
        line.Begin("m");
        BarFields.Write(line, bar, isImported: false);
        line.End(1);
        var text = Encoding.UTF8.GetString(line.Lines.Span);
        return text.Length == 0 ? "" : text.Split(' ')[1];
    }
}
