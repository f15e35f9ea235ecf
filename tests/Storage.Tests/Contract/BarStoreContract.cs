using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>What every store of bars must do, whatever it is made of.</summary>
public abstract class BarStoreContract
{
    private static readonly string[] Timeframes = ["1s", "7s", "10s", "50s", "1m", "7m", "5m", "15m", "45m", "1h", "4h", "7h", "1d"];

    [Fact]
    public async Task Bars_come_back_as_written_in_time_order_within_the_half_open_range()
    {
        await using var store = await OpenAsync();
        await store.Bars.WriteAsync(Write(Row(Btc, Start + 2_000, 3), Row(Btc, Start, 1), Row(BtcPerp, Start, 9), Row(Btc, Start + 1_000, 2)), Token);

        var bars = await store.Bars.ReadAsync(Btc, Timeframe.S1, Start, Start + 2_000, Token);

        Assert.Equal([Bar(Start, 1), Bar(Start + 1_000, 2)], bars);
    }

    [Fact]
    public async Task Numbers_keep_every_bit_and_prices_that_no_trade_set_stay_NaN()
    {
        await using var store = await OpenAsync();
        Bar[] written =
        [
            new(Start, 0.1 + 0.2, double.MaxValue, double.Epsilon, 1e15 + 1, 1.0 / 3, 3, (1L << 53) - 1, 1, 1.5, 1e-300),
            new(Start + 1_000, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 12.5, 0),
            new(Start + 2_000, 5, 5, 5, 5, 0, 7.25, 0, 3, 0, 0),
        ];

        await store.Bars.WriteAsync(Write([.. written.Select(bar => new BarRow(Btc, Timeframe.S1, bar))]), Token);

        Assert.Equal(written, await store.Bars.ReadAsync(Btc, Timeframe.S1, Start, Start + 3_000, Token));
    }

    [Fact]
    public async Task The_last_of_several_rows_with_one_key_stands()
    {
        await using var store = await OpenAsync();
        var rows = Enumerable.Range(0, 200).Select(i => Row(Btc, Start + (i * 7 % 20 * 1_000), i)).ToArray();
        await store.Bars.WriteAsync(Write(rows), Token);
        await store.Bars.WriteAsync(Write(Row(Btc, Start, 1_000)), Token);

        var bars = await store.Bars.ReadAsync(Btc, Timeframe.S1, 0, long.MaxValue, Token);

        Assert.Equal(rows.GroupBy(row => row.Bar.OpenUnixMs).OrderBy(group => group.Key).Select(group => group.Last().Bar).Skip(1).Prepend(Bar(Start, 1_000)), bars);
    }

    [Fact]
    public async Task All_bars_stream_by_market_then_time()
    {
        await using var store = await OpenAsync();
        string[] names = ["OKX:b", "BINANCE_FUTURES:a", "BINANCE:z", "BINANCE:A", "BYBIT2:x", "BYBIT:x", "BINANCE:ü", "GATE:a b,c=d"];
        var rows = (from i in Enumerable.Range(0, 1_000)
                    from name in names
                    select new BarRow(MarketId.Parse(name), Timeframe.S1, Bar(Start + (i * 1_000L), i))).ToArray();
        var imported = rows.Select(row => row with { Timeframe = Timeframe.M5, Bar = row.Bar with { OpenUnixMs = Start + ((row.Bar.OpenUnixMs - Start) * 300) }, IsImported = true }).ToArray();
        await store.Bars.WriteAsync(Write([.. rows, .. imported]), Token);

        Assert.Equal(Ordered(rows), await ReadAllAsync(store, Timeframe.S1, 0, long.MaxValue));
        Assert.Equal(Ordered(imported), await ReadAllAsync(store, Timeframe.M5, 0, long.MaxValue));
        Assert.Equal(
            Ordered(rows.Where(row => row.Bar.OpenUnixMs >= Start + 5_000 && row.Bar.OpenUnixMs < Start + 8_000)),
            await ReadAllAsync(store, Timeframe.S1, Start + 5_000, Start + 8_000));
    }

    [Fact]
    public async Task Whoever_stops_in_the_midst_of_all_bars_leaves_nothing_behind()
    {
        await using var store = await OpenAsync();
        await store.Bars.WriteAsync(Write([.. Enumerable.Range(0, 5_000).Select(i => Row(Btc, Start + (i * 1_000L)))]), Token);
        for (var round = 0; round < 20; round++)
        {
            await foreach (var row in store.Bars.ReadAllAsync(Timeframe.S1, 0, long.MaxValue, Token))
            {
                Assert.Equal(Start, row.Bar.OpenUnixMs);
                break;
            }
        }

        Assert.Equal(5_000, (await store.Bars.ReadAsync(Btc, Timeframe.S1, Start, Start + 5_000_000, Token)).Count);
    }

    [Fact]
    public async Task An_unknown_market_has_no_bars_and_an_absurd_range_is_no_trouble()
    {
        await using var store = await OpenAsync();
        Assert.Empty(await ReadAllAsync(store, Timeframe.S1, 0, long.MaxValue));
        Assert.Empty(await store.Bars.ReadMarketsAsync(Token));
        await store.Bars.WriteAsync(Write(Row(Btc, Start)), Token);

        Assert.Empty(await store.Bars.ReadAsync(BtcPerp, Timeframe.S1, long.MinValue, long.MaxValue, Token));
        Assert.Single(await store.Bars.ReadAsync(Btc, Timeframe.S1, long.MinValue, long.MaxValue, Token));
        Assert.Empty(await store.Bars.ReadAsync(Btc, Timeframe.S1, Start + 1, Start, Token));
        Assert.Empty(await store.Bars.ReadFoldedAsync(BtcPerp, Timeframe.M1, long.MinValue, long.MaxValue, Token));
        Assert.Single(await store.Bars.ReadFoldedAsync(Btc, Timeframe.M1, long.MinValue, long.MaxValue, Token));
        Assert.Empty(await store.Bars.ReadFoldedAsync(Btc, new(1_500), Start, Start + 60_000, Token));
        Assert.Empty(await store.Bars.ReadFoldedAsync((IReadOnlyList<MarketId>)[], Timeframe.M1, Start, Start + 60_000, Token));
        Assert.Empty(await store.Bars.ReadLedgerAsync(Btc, long.MinValue, long.MaxValue, Token));
        Assert.Empty(await store.Bars.ReadGapsAsync(null, long.MinValue, long.MaxValue, Token));
    }

    [Fact]
    public async Task Markets_are_listed_in_ordinal_order_with_their_last_second()
    {
        await using var store = await OpenAsync();
        var liquidation = new Bar(Start + 7_000, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 12.5, 0);
        await store.Bars.WriteAsync(Write(Row(BtcPerp, Start + 5_000), Row(Btc, Start), Row(Btc, Start - 9_000), new(BtcPerp, Timeframe.S1, liquidation)), Token);
        await store.Bars.WriteAsync(Write(new BarRow(MarketId.Parse("AA:x"), Timeframe.M5, Bar(Start), true)), Token);
        await store.Bars.WriteAsync(new([], [Run(MarketId.Parse("BB:y"), Start, Start + 60_000)], [Gap(MarketId.Parse("BB:z"), Start, Start + 1)]), Token);

        var markets = await store.Bars.ReadMarketsAsync(Token);

        Assert.Equal([new(MarketId.Parse("AA:x"), 0), new(Btc, Start), new(BtcPerp, Start + 7_000)], markets);
    }

    [Fact]
    public async Task The_last_second_is_right_after_every_batch_in_any_order_of_time()
    {
        await using var store = await OpenAsync();
        var random = new Random(7);
        var expected = new Dictionary<MarketId, long>();
        for (var batch = 0; batch < 15; batch++)
        {
            var market = new MarketId("X", $"m{random.Next(20)}");
            var unixMs = Start + (random.Next(400) * 1_000L);
            await store.Bars.WriteAsync(Write(Row(market, unixMs)), Token);
            expected[market] = Math.Max(expected.GetValueOrDefault(market), unixMs);

            var listed = await store.Bars.ReadMarketsAsync(Token);

            Assert.Equal(expected.Select(pair => new StoredMarket(pair.Key, pair.Value)).OrderBy(row => row.Market), listed);
        }
    }

    [Fact]
    public async Task The_venues_bar_stands_until_ours_holds_more()
    {
        await using var store = await OpenAsync();
        await store.Bars.WriteAsync(Write(new BarRow(Btc, Timeframe.M5, Whole(Start, 500), true)), Token);

        await CountAsync(store, 499);
        var kept = await store.Bars.ReadAsync(Btc, Timeframe.M5, Start, Start + 1, Token);
        await CountAsync(store, 501);
        var replaced = await store.Bars.ReadAsync(Btc, Timeframe.M5, Start, Start + 1, Token);
        var all = await ReadAllAsync(store, Timeframe.M5, 0, long.MaxValue);

        Assert.Equal((500, 501), (Assert.Single(kept).Volume, Assert.Single(replaced).Volume));
        Assert.False(Assert.Single(all).IsImported);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 100)]
    [InlineData(2, 70)]
    [InlineData(3, 30)]
    [InlineData(4, 90)]
    public async Task Bars_of_every_timeframe_and_what_is_missing_of_them_are_those_of_the_embedded_store(int seed, int percentSettled)
    {
        var tale = new MarketTale(seed);
        using var embedded = new StoreFixture();
        await using var store = await OpenAsync();
        for (var i = 0; i < tale.Writes.Count; i++)
        {
            await embedded.Bars.WriteAsync(tale.Writes[i], Token);
            await store.Bars.WriteAsync(tale.Writes[i], Token);
            if (i == (tale.Writes.Count * percentSettled / 100) - 1)
            {
                await store.SettleAsync();
            }
        }

        var random = new Random(seed);
        foreach (var timeframe in Timeframes.Select(Timeframe.Parse))
        {
            await CompareAsync(embedded.Bars, store.Bars, tale.Markets, timeframe, MarketTale.Origin - 20_000_000, MarketTale.Origin + 100_000_000);
            var from = MarketTale.Origin + (random.Next(-3_600, MarketTale.Length) * 1_000L);
            await CompareAsync(embedded.Bars, store.Bars, tale.Markets, timeframe, from, from + random.Next(8_000_000));
        }
    }

    [Fact]
    public async Task Ledger_rows_that_touch_the_range_come_back_in_time_order_however_long_before_it_they_begin()
    {
        await using var store = await OpenAsync();
        var long0 = Run(Btc, Start - (400 * 86_400_000L), Start + 60_000);
        var second = Run(Btc, Start + 60_000, Start + 180_000);
        var third = Run(Btc, Start + 180_000, Start + 240_000) with { FirstId = long.MaxValue - 1, LastId = long.MaxValue, BuyNotional = 1.0 / 3, FeedId = "a\\b \"c\", d=e" };
        var ended = Run(Btc, Start - 90_000, Start - 30_000);
        await store.Bars.WriteAsync(new([], [third, long0, ended, second, Run(BtcPerp, Start, Start + 60_000)], []), Token);

        Assert.Equal([second, third], await store.Bars.ReadLedgerAsync(Btc, Start + 60_000, Start + 180_001, Token));
        Assert.Equal([long0], await store.Bars.ReadLedgerAsync(Btc, Start, Start + 60_000, Token));
        Assert.Equal([long0, ended, second, third], await store.Bars.ReadLedgerAsync(Btc, long.MinValue, long.MaxValue, Token));
    }

    [Fact]
    public async Task A_run_that_grew_replaces_its_shorter_self()
    {
        await using var store = await OpenAsync();
        await store.Bars.WriteAsync(new([], [Run(Btc, Start + 7, Start + 60_000)], []), Token);

        await store.Bars.WriteAsync(new([], [Run(Btc, Start + 7, Start + 120_000, 25) with { GapsFound = 0, FeedId = "" }], []), Token);

        Assert.Equal([Run(Btc, Start + 7, Start + 120_000, 25) with { GapsFound = 0, FeedId = "" }], await store.Bars.ReadLedgerAsync(Btc, Start, Start + 8, Token));
    }

    [Fact]
    public async Task A_filled_gap_replaces_the_open_one_and_others_of_its_millisecond_stay()
    {
        await using var store = await OpenAsync();
        var open = Gap(Btc, Start, Start + 500);
        Gap[] others = [open with { BeforeId = 42, Missing = null }, open with { BeforeId = 0, AfterId = 0 }, open with { Market = BtcPerp }];
        await store.Bars.WriteAsync(new([], [], [open, .. others]), Token);

        var filled = open with { FilledBy = "GET /aggTrades?fromId=42", Missing = null };
        await store.Bars.WriteAsync(new([], [], [filled]), Token);

        Assert.Equal([others[1], filled, others[0], others[2]], await store.Bars.ReadGapsAsync(null, Start, Start + 1, Token));
    }

    [Fact]
    public async Task Gaps_of_all_markets_come_in_time_order_and_those_of_one_alone()
    {
        await using var store = await OpenAsync();
        var late = Gap(Btc, Start + 2_000, Start + 3_000);
        var early = Gap(BtcPerp, Start, Start + 1_000) with { Missing = null };
        await store.Bars.WriteAsync(new([], [], [late, early, Gap(Btc, Start + 90_000, Start + 91_000)]), Token);

        Assert.Equal([early, late], await store.Bars.ReadGapsAsync(null, Start, Start + 60_000, Token));
        Assert.Equal([late], await store.Bars.ReadGapsAsync(Btc, Start, Start + 60_000, Token));
        Assert.Equal([late], await store.Bars.ReadGapsAsync(Btc, Start + 3_000, Start + 60_000, Token));
        Assert.Empty(await store.Bars.ReadGapsAsync(Btc, Start + 3_001, Start + 60_000, Token));
    }

    private protected abstract Task<IContractStore> OpenAsync();

    private static Bar Whole(long open, double volume) => new(open, 1, 1, 1, 1, volume, 0, 1, 0, 0, 0);

    private static IOrderedEnumerable<BarRow> Ordered(IEnumerable<BarRow> rows) => rows.OrderBy(row => row.Market).ThenBy(row => row.Bar.OpenUnixMs);

    // As the service hands it over: the second and the bars that it belongs to.
    private static async Task CountAsync(IContractStore store, double volume)
    {
        Timeframe[] lengths = [Timeframe.S1, Timeframe.S10, Timeframe.M1, Timeframe.M5];
        await store.Bars.WriteAsync(Write([.. lengths.Select(length => new BarRow(Btc, length, Whole(Start, volume)))]), Token);
        await store.SettleAsync();
    }

    private static async Task<List<BarRow>> ReadAllAsync(IContractStore store, Timeframe timeframe, long from, long to)
    {
        var rows = new List<BarRow>();
        await foreach (var row in store.Bars.ReadAllAsync(timeframe, from, to, Token))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static async Task CompareAsync(SqliteBarStore expected, IBarStore found, IReadOnlyList<MarketId> markets, Timeframe timeframe, long from, long to)
    {
        var all = await found.ReadFoldedAsync(markets, timeframe, from, to, Token);
        for (var i = 0; i < markets.Count; i++)
        {
            var bars = await expected.ReadFoldedAsync(markets[i], timeframe, from, to, Token);
            Assert.True(bars.SequenceEqual(all[i]), $"{markets[i]} {timeframe} from {from} to {to}: {Difference(bars, all[i])}");
            Assert.Equal(bars, await found.ReadFoldedAsync(markets[i], timeframe, from, to, Token));
        }
    }

    private static string Difference(IReadOnlyList<Bar> expected, IReadOnlyList<Bar> found)
    {
        var at = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"bar {at} of {expected.Count} and {found.Count}: expected {(at < expected.Count ? expected[at] : null)}, found {(at < found.Count ? found[at] : null)}";
    }
}
