using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.TestSupport.Influx;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

public sealed class ReadingTests(SharedInflux shared)
{
    [Fact]
    public async Task Two_days_of_all_markets_of_a_symbol_are_few_calls()
    {
        // The server counts the calls of all who ask.
        await using var server = await InfluxProcess.StartAsync(Token);
        await using var bench = await InfluxBench.OpenAsync(server, "alone", InfluxLayout.Standard);
        MarketId[] markets = [.. Enumerable.Range(0, 40).Select(i => new MarketId("BINANCE", $"btc{i}"))];
        const int Seconds = 3_600;
        foreach (var market in markets)
        {
            await bench.Bars.WriteAsync(
                new([.. Enumerable.Range(0, Seconds / 5).Select(i => Row(market, Start + (i * 5_000L)))], [Run(market, Start - 172_800_000, Start + (Seconds * 1_000))], []), Token);
        }

        await bench.SettleAsync();
        var late = Row(markets[7], Start + (Seconds * 1_000) - 399_000, 5_000);
        await bench.Bars.WriteAsync(Write(late), Token);
        await bench.Kept.RefreshAsync(Token);
        var before = await CallsAsync(bench);

        var bars = await bench.Bars.ReadFoldedAsync(markets, Timeframe.M5, Start - 172_800_000 + (Seconds * 1_000), Start + (Seconds * 1_000), Token);

        Assert.InRange(await CallsAsync(bench) - before, 1, 6);
        Assert.Equal(40, bars.Count);
        Assert.All(bars, series => Assert.Equal(12, series.Count));
        Assert.Equal(5_001, bars[7][10].High);
    }

    [Fact]
    public async Task Whoever_reads_a_market_waits_for_what_was_written_of_it_and_not_for_the_others()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        MarketId[] markets = [.. Enumerable.Range(0, 5).Select(i => new MarketId("OKX", $"m{i}"))];
        var position = new StoredPosition(markets[3], new Dictionary<string, long> { ["a"] = 1 }, []);
        await bench.Bars.WriteAsync(Write(Row(markets[0], Start)), Token);
        await bench.Bars.WriteAsync(new([], [Run(markets[1], Start, Start + 1_000)], []), Token);
        await bench.Bars.WriteAsync(new([], [], [Gap(markets[2], Start, Start + 1_000)]), Token);
        await bench.Bars.WriteAsync(new([Row(markets[3], Start)], [Run(markets[3], Start, Start + 1_000)], []) { Positions = [position] }, Token);
        bench.Spool.Waits.Clear();

        foreach (var market in markets)
        {
            await bench.Bars.ReadAsync(market, Timeframe.S1, Start, Start + 1, Token);
            await bench.Bars.ReadLedgerAsync(market, Start, Start + 1, Token);
            await bench.Bars.ReadGapsAsync(market, Start, Start + 1, Token);
        }

        await bench.Bars.ReadFoldedAsync([markets[2], markets[1], markets[4]], Timeframe.M1, Start, Start + 1, Token);
        await bench.Bars.ReadMarketsAsync(Token);
        await bench.Bars.ReadGapsAsync(null, Start, Start + 1, Token);
        await bench.Bars.ReadPositionsAsync([markets[3], markets[4]], new HashSet<MarketId>(), Token);

        // Reading a position writes what whoever wrote it may not have sent.
        await bench.Bars.ReadLedgerAsync(markets[3], Start, Start + 1, Token);

        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 0, 0, 0, 3, 4, 4, 4, 5], bench.Spool.Waits);
    }

    [Fact]
    public async Task A_store_that_is_away_says_so_and_nothing_is_read_past_what_waits()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        await bench.Bars.WriteAsync(Write(Row(Btc, Start)), Token);
        bench.Spool.Fault = "InfluxDB at 127.0.0.1:1 does not answer: connection refused";

        Func<Task>[] reads =
        [
            () => bench.Bars.ReadAsync(Btc, Timeframe.S1, Start, Start + 1, Token),
            () => bench.Bars.ReadFoldedAsync(Btc, Timeframe.M1, Start, Start + 1, Token),
            () => bench.Bars.ReadMarketsAsync(Token),
            () => bench.Bars.ReadLedgerAsync(Btc, Start, Start + 1, Token),
            () => bench.Bars.ReadGapsAsync(null, Start, Start + 1, Token),
            () => bench.OpenInterest.ReadAsync("BTC", Start, Start + 1, Token),
            async () => await bench.Bars.ReadAllAsync(Timeframe.S1, Start, Start + 1, Token).GetAsyncEnumerator(Token).MoveNextAsync(),
        ];
        foreach (var read in reads)
        {
            Assert.Equal(bench.Spool.Fault, (await Assert.ThrowsAsync<IOException>(read)).Message);
        }
    }

    [Fact]
    public async Task What_aggr_server_wrote_is_read_as_it_is()
    {
        await using var bench = await InfluxBench.OpenAsync(shared, InfluxLayout.Collector);
        var ns = Start * 1_000_000;
        await bench.WriteLinesAsync(
            "aggr_10s",
            $"""
            trades_10s,market=BINANCE:btcusdt cbuy=12,close=64000.5,csell=9,high=64010,low=63990,open=64001,vbuy=153000.2,vsell=99021.7 {ns}
            trades_10s,market=BINANCE:btcusdt lbuy=0,lsell=77.5 {ns + 10_000_000_000}
            trades_10s,market=OKEX:BTC-USDT-SWAP cbuy=1,close=5,csell=0,high=5,low=5,open=5,vbuy=5,vsell=0 {ns}

            """);
        await bench.WriteLinesAsync(
            "aggr_1m",
            $"""
            trades_1m,market=BINANCE:btcusdt cbuy=12,close=64000.5,csell=9,high=64010,lbuy=0,lsell=77.5,low=63990,open=64001,vbuy=153000.2,vsell=99021.7 {ns}
            trades_1m,market=BINANCE:btcusdt cbuy=2,close=7,csell=1,high=8,low=6,open=7,vbuy=21,vsell=7 {ns - 60_000_000_000}

            """);
        MarketId okx = new("OKX", "BTC-USDT-SWAP");

        var tens = await bench.Bars.ReadFoldedAsync(Btc, Timeframe.S10, Start - 60_000, Start + 60_000, Token);
        var minutes = await bench.Bars.ReadFoldedAsync([Btc, okx], Timeframe.M1, Start - 60_000, Start + 60_000, Token);
        var fives = await bench.Bars.ReadFoldedAsync(Btc, Timeframe.M5, Start - 300_000, Start + 300_000, Token);
        var markets = await bench.Bars.ReadMarketsAsync(Token);

        Bar first = new(Start, 64001, 64010, 63990, 64000.5, 153000.2, 99021.7, 12, 9, 0, 0);
        Assert.Equal([first, new(Start + 10_000, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 0, 77.5)], tens);
        Assert.Equal([new(Start - 60_000, 7, 8, 6, 7, 21, 7, 2, 1, 0, 0), first with { SellLiquidation = 77.5 }], minutes[0]);
        Assert.Equal([new(Start, 5, 5, 5, 5, 5, 0, 1, 0, 0, 0)], minutes[1]);
        Assert.Equal([Start - 300_000, Start], fives.Select(bar => bar.OpenUnixMs));
        Assert.Equal([new(Btc, 0), new(okx, 0)], markets);
    }

    [Fact]
    public async Task A_length_that_aggr_server_keeps_is_read_where_what_it_is_made_of_is_gone()
    {
        await using var bench = await InfluxBench.OpenAsync(shared, InfluxLayout.Collector);
        var three = Timeframe.Parse("3m");
        var from = three.Floor(Start);
        string Line(string name, long unixMs, int count) => $"trades_{name},market={Btc} cbuy={count},close=1,csell=0,high=1,low=1,open=1,vbuy={count},vsell=0 {unixMs * 1_000_000}\n";
        await bench.WriteLinesAsync("aggr_1m", Line("1m", from + 180_000, 4) + Line("1m", from + 240_000, 5) + Line("1m", from + 360_000, 6));
        await bench.WriteLinesAsync("aggr_3m", Line("3m", from, 7) + Line("3m", from + 180_000, 4) + Line("3m", from + 540_000, 8));

        var bars = await bench.Bars.ReadFoldedAsync([BtcPerp, Btc], three, from, from + 720_000, Token);

        Assert.Empty(bars[0]);
        Assert.Equal([(0, 7), (180_000, 9), (360_000, 6), (540_000, 8)], bars[1].Select(bar => (bar.OpenUnixMs - from, bar.BuyCount)));
    }

    [Fact]
    public async Task The_last_second_of_a_market_is_looked_for_at_the_end_and_everywhere_after_an_older_one_was_written_and_once_in_a_while()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        await bench.Bars.WriteAsync(Write(Row(Btc, Start), Row(BtcPerp, Start + 86_400_000)), Token);
        Assert.Equal([new(Btc, Start), new(BtcPerp, Start + 86_400_000)], (IEnumerable<StoredMarket>)await bench.Bars.ReadMarketsAsync(Token));

        await bench.Bars.WriteAsync(Write(Row(Btc, Start + 1_000), Row(BtcPerp, Start + 86_401_000)), Token);
        var own = await bench.Bars.ReadMarketsAsync(Token);
        await bench.WriteLinesAsync("aggr_1s", $"trades_1s,market={Btc} close=1 {(Start + 2_000) * 1_000_000}\ntrades_1s,market={BtcPerp} close=1 {(Start + 86_402_000) * 1_000_000}\n");
        var soon = await bench.Bars.ReadMarketsAsync(Token);
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        var later = await bench.Bars.ReadMarketsAsync(Token);

        Assert.Equal([new(Btc, Start + 1_000), new(BtcPerp, Start + 86_401_000)], (IEnumerable<StoredMarket>)own);
        Assert.Equal([new(Btc, Start + 1_000), new(BtcPerp, Start + 86_402_000)], (IEnumerable<StoredMarket>)soon);
        Assert.Equal([new(Btc, Start + 2_000), new(BtcPerp, Start + 86_402_000)], (IEnumerable<StoredMarket>)later);
    }

    [Fact]
    public async Task A_long_range_of_seconds_is_read_piece_by_piece()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        var rows = Enumerable.Range(0, 40_000).Select(i => Row(Btc, Start + (i * 10_000L), i)).ToArray();
        await bench.Bars.WriteAsync(Write(rows), Token);

        var seconds = await bench.Bars.ReadAsync(Btc, Timeframe.S1, Start, Start + 400_000_000, Token);
        var folded = await bench.Bars.ReadFoldedAsync(Btc, new(20_000), Start, Start + 400_000_000, Token);

        Assert.Equal(rows.Select(row => row.Bar), seconds);
        Assert.Equal(20_000, folded.Count);
    }

    private static async Task<long> CallsAsync(InfluxBench bench)
    {
        using var client = new HttpClient();
        var text = await client.GetStringAsync(new Uri($"http://127.0.0.1:{bench.Server.Port}/debug/vars"), Token);
        using var variables = System.Text.Json.JsonDocument.Parse(text);
        return variables.RootElement.EnumerateObject().First(one => one.Name.StartsWith("httpd", StringComparison.Ordinal)).Value.GetProperty("values").GetProperty("queryReq").GetInt64();
    }
}
