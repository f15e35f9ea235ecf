using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Tests.Spool;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

/// <summary>What rows contain is stored with them, whatever a process that is killed had still to send.</summary>
public sealed class PositionTests(SharedInflux shared)
{
    private const long Hour = 3_600_000;

    [Fact]
    public async Task The_latest_position_is_read_as_it_was_written()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        var none = await PositionAsync(bench, Btc);
        await bench.Bars.WriteAsync(Write(Start, Position(Btc, 1)), Token);
        await bench.Bars.WriteAsync(Write(Start + Hour, Position(Btc, 2)), Token);
        await bench.Bars.WriteAsync(Write(Start + Hour + 1_000, Position(Btc, 3)), Token);

        var found = await PositionAsync(bench, Btc);

        Assert.Null(none);
        Assert.Equal(new Dictionary<string, long> { ["a"] = 3, ["b"] = 6 }, found!.Sources);
        Assert.Equal([new IdRange(5, 7, Start, Start + 3), new(9, 9, Start + 4, Start + 5)], found.Holes);
        Assert.Equal([3, -4], found.Ids);
        Assert.Equal(new Dictionary<string, long> { ["b"] = Start + 6 }, found.Readers);
        Assert.Equal((Start + 1, Start + 2), found.Untold);
        Assert.InRange(found.ReachesUnixMs, Start + Hour + 1_000 - Hour, Start + Hour + 2_000);
        Assert.Null(await PositionAsync(bench, new MarketId("OKX", "other")));
    }

    [Fact]
    public async Task Positions_and_rows_of_many_markets_are_read_with_one_question_each()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        MarketId[] markets = [.. Enumerable.Range(0, 230).Select(i => new MarketId("OKX", $"m{i:000}"))];
        await bench.Bars.WriteAsync(
            new([.. markets.Select(market => Row(market, Start))], [.. markets.Select(market => Run(market, Start, Start + 1_000))], [])
            { Positions = [.. markets.Where((_, i) => i % 2 == 0).Select((market, i) => Position(market, i))] },
            Token);
        MarketId[] asked = [.. markets.Reverse(), new("OKX", "other")];
        bench.Spool.Waits.Clear();

        var positions = await bench.Bars.ReadPositionsAsync(asked, new HashSet<MarketId>(), Token);
        var ledger = await bench.Bars.ReadLedgerAsync(asked, Start, Start + 1, Token);
        var bars = await bench.Bars.ReadAsync(asked, Timeframe.S1, Start, Start + 1, Token);

        Assert.Equal(3, bench.Spool.Waits.Count);
        Assert.Equal(markets.Where((_, i) => i % 2 == 0), positions.Select(position => position.Market).Order());
        Assert.All(positions, position => Assert.Equal(Array.IndexOf(markets, position.Market) / 2, position.Sources["a"]));
        Assert.Equal([.. markets.Reverse().Select(market => new[] { Run(market, Start, Start + 1_000) }), []], ledger);
        Assert.Equal([.. asked.Select(market => market == asked[^1] ? Array.Empty<Bar>() : [Row(market, Start).Bar])], bars);
    }

    [Fact]
    public async Task Ledger_and_gaps_that_a_killed_process_had_not_sent_are_there_for_whoever_reads_the_position()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        bench.Spool.Arriving = 1;
        var gap = Gap(Btc, Start + 100, Start + 200);
        await bench.Bars.WriteAsync(Write(Start, Position(Btc, 1)) with { Gaps = [gap] }, Token);
        bench.Spool.Arriving = int.MaxValue;
        var before = await bench.Bars.ReadLedgerAsync(Btc, Start, Start + Hour, Token);

        await PositionAsync(bench, Btc);

        Assert.Empty(before);
        Assert.Equal([Run(Btc, Start, Start + 1_000)], await bench.Bars.ReadLedgerAsync(Btc, Start, Start + Hour, Token));
        Assert.Equal([gap], await bench.Bars.ReadGapsAsync(Btc, Start, Start + Hour, Token));
    }

    [Fact]
    public async Task Of_a_market_that_was_given_back_nothing_is_written_again()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        await bench.Bars.WriteAsync(Write(Start, Position(Btc, 1)), Token);
        var written = bench.Spool.Appends.Count;

        var whole = await bench.Bars.ReadPositionsAsync([Btc], new HashSet<MarketId> { Btc }, Token);
        var between = bench.Spool.Appends.Count;
        var perhaps = await bench.Bars.ReadPositionsAsync([Btc], new HashSet<MarketId>(), Token);

        Assert.Equal((written, written + 1), (between, bench.Spool.Appends.Count));
        Assert.Equal(Assert.Single(whole).Sources, Assert.Single(perhaps).Sources);
    }

    [Fact]
    public async Task Bars_and_position_of_a_market_are_in_one_batch_however_many_markets_there_are()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        var markets = Enumerable.Range(0, 30).Select(i => new MarketId("OKX", $"m{i:00}")).ToArray();
        var write = new StoreWrite(
            [.. markets.SelectMany(m => Enumerable.Range(0, 700).Select(i => Row(m, Start + (i * 1_000L))))],
            [.. markets.Select(m => Run(m, Start, Start + 700_000))],
            [])
        { Positions = [.. markets.Select(m => Position(m, 1))] };
        var lines = new PolicyLines();

        new BarPoints(bench.Frames, bench.Kept, bench.Tags).Add(lines, write);

        var batches = lines.ToBatches().Select(batch => Encoding.UTF8.GetString(batch.Lines.Span)).ToArray();
        Assert.True(batches.Length > 2, "enough for several batches");
        Assert.All(markets, market => Assert.Equal(701, batches.Single(text => text.Contains($"positions,market={market} ")).Split('\n').Count(line => line.Contains($",market={market} "))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(5_000)]
    public async Task They_are_sent_together_however_few_points_are_sent_at_once(int mostPoints)
    {
        await using var influx = await InfluxBench.OpenAsync(shared);
        await using var bench = new SpoolBench(configure: options => options.MaxBatchPoints = mostPoints);
        await bench.StartAsync();
        var markets = Enumerable.Range(0, 30).Select(i => new MarketId("OKX", $"m{i:00}")).ToArray();
        var write = new StoreWrite(
            [.. markets.SelectMany((m, place) => Enumerable.Range(0, place * 3).Select(i => Row(m, Start + (i * 1_000L))))],
            [.. markets.Select(m => Run(m, Start, Start + 700_000))],
            [])
        { Positions = [.. markets.Select(m => Position(m, 1))] };
        var lines = new PolicyLines(mostPoints);

        new BarPoints(influx.Frames, influx.Kept, influx.Tags).Add(lines, write);
        await bench.AppendAsync([.. lines.ToBatches()]);
        await bench.DrainAsync();

        var requests = bench.Target.Calls.Select(call => call.Lines).ToArray();
        Assert.All(markets, (market, place) => Assert.Equal(
            (place * 3) + 1,
            Assert.Single(requests, lines => lines.Any(line => line.StartsWith($"positions,market={market} ", StringComparison.Ordinal))).Count(line => line.Contains($",market={market} ", StringComparison.Ordinal))));
        Assert.All(requests, lines => Assert.InRange(lines.Length, 1, Math.Max(mostPoints, 30 * 3)));
    }

    [Fact]
    public async Task A_position_makes_its_bars_come_no_later_than_they_do()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        var lines = new PolicyLines();

        new BarPoints(bench.Frames, bench.Kept, bench.Tags).Add(lines, Write(Start + (Hour / 2), Position(Btc, 1)));

        var seconds = Assert.Single(lines.ToBatches(), batch => Encoding.UTF8.GetString(batch.Lines.Span).Contains("positions,"));
        Assert.Equal((Start + (Hour / 2), Start + (Hour / 2) + 999), (seconds.FirstUnixMs, seconds.LastUnixMs));
    }

    private static async Task<StoredPosition?> PositionAsync(InfluxBench bench, MarketId market) => (await bench.Bars.ReadPositionsAsync([market], new HashSet<MarketId>(), Token)).SingleOrDefault();

    private static StoredPosition Position(MarketId market, long sequence) =>
        new(market, new Dictionary<string, long> { ["a"] = sequence, ["b"] = sequence * 2 }, [new(5, 7, Start, Start + 3), new(9, 9, Start + 4, Start + 5)])
        {
            Ids = [3, -4],
            Readers = new Dictionary<string, long> { ["b"] = Start + 6 },
            Untold = (Start + 1, Start + 2),
        };

    private static StoreWrite Write(long unixMs, StoredPosition position) =>
        new([Row(Btc, unixMs)], [Run(Btc, unixMs, unixMs + 1_000)], []) { Positions = [position] };
}
