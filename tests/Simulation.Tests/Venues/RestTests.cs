using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Tests.Venues;

public sealed class RestTests
{
    private const long Now = World.StartUnixMs + 1_830_500;

    [Theory]
    [InlineData("BINANCE", "/api/v3/")]
    [InlineData("BINANCE_FUTURES", "/fapi/v1/")]
    public async Task The_catalogue_lists_every_market_as_trading(string exchange, string path)
    {
        await using var fixture = await VenueFixture.StartAsync(standingAt: Now);

        var info = await fixture.GetAsync(exchange, path + "exchangeInfo");
        var symbols = info.GetProperty("symbols").EnumerateArray().ToList();

        Assert.Equal(["BTCUSDT", "ETHUSDT"], symbols.Select(symbol => symbol.GetProperty("symbol").GetString()));
        Assert.All(symbols, symbol => Assert.Equal(("TRADING", "USDT"), (symbol.GetProperty("status").GetString(), symbol.GetProperty("quoteAsset").GetString())));
        Assert.Equal(Now, (await fixture.GetAsync(exchange, path + "time")).GetProperty("serverTime").GetInt64());
    }

    [Theory]
    [InlineData("BINANCE", "/api/v3/")]
    [InlineData("BINANCE_FUTURES", "/fapi/v1/")]
    public async Task Klines_join_history_and_traded_bars_without_a_hole(string exchange, string path)
    {
        await using var fixture = await VenueFixture.StartAsync(standingAt: Now);

        var rows = (await fixture.GetAsync(exchange, path + "klines?symbol=ETHUSDT&interval=5m&limit=600")).EnumerateArray().ToList();
        var bars = fixture.World.Bars(MarketId.Parse(exchange + ":ethusdt"), Timeframe.M5, World.StartUnixMs, Now).ToList();

        Assert.Equal(600, rows.Count);
        Assert.All(rows, row => Assert.Equal(12, row.GetArrayLength()));
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.First[0].GetInt64() + 300_000, pair.Second[0].GetInt64()));
        Assert.Equal(7, bars.Count);
        foreach (var (bar, row) in bars.Zip(rows.TakeLast(bars.Count)))
        {
            Assert.Equal(bar.OpenUnixMs, row[0].GetInt64());
            Assert.Equal(bar.Close, Number(row[4]));
            Assert.Equal(bar.Volume, Number(row[7]), bar.Volume * 1e-9);
            Assert.Equal(bar.BuyNotional, Number(row[10]), bar.Volume * 1e-9);
        }
    }

    [Fact]
    public async Task Klines_keep_to_the_range_asked_for()
    {
        await using var fixture = await VenueFixture.StartAsync(standingAt: Now);
        var from = World.StartUnixMs - 3_600_000;

        var rows = (await fixture.GetAsync("BINANCE", $"/api/v3/klines?symbol=BTCUSDT&interval=15m&startTime={from}&endTime={from + 3_599_999}")).EnumerateArray().ToList();

        Assert.Equal([0L, 900_000L, 1_800_000L, 2_700_000L], rows.Select(row => row[0].GetInt64() - from));
    }

    [Theory]
    [InlineData("BINANCE", "/api/v3/")]
    [InlineData("BINANCE_FUTURES", "/fapi/v1/")]
    public async Task Paging_aggregates_by_id_reaches_now_without_a_hole(string exchange, string path)
    {
        await using var fixture = await VenueFixture.StartAsync(standingAt: Now);
        var page = (await fixture.GetAsync(exchange, $"{path}aggTrades?symbol=BTCUSDT&startTime={World.StartUnixMs}&limit=1000")).EnumerateArray().ToList();
        var all = new List<JsonElement>();

        while (page.Count > 0)
        {
            all.AddRange(page);
            page = (await fixture.GetAsync(exchange, $"{path}aggTrades?symbol=BTCUSDT&fromId={all[^1].GetProperty("a").GetInt64() + 1}&limit=1000")).EnumerateArray().ToList();
        }

        var truth = fixture.Truth(exchange + ":btcusdt", World.StartUnixMs, Now);
        Assert.True(all.Count > 1500, $"{all.Count} aggregates");
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.Equal((pair.First.GetProperty("a").GetInt64() + 1, pair.First.GetProperty("l").GetInt64() + 1), (pair.Second.GetProperty("a").GetInt64(), pair.Second.GetProperty("f").GetInt64())));
        Assert.Equal(truth.Fills, all[^1].GetProperty("l").GetInt64() - all[0].GetProperty("f").GetInt64() + 1);
        Assert.All(all, row => Assert.True(row.GetProperty("T").GetInt64() < Now));
    }

    [Fact]
    public async Task Aggregates_of_a_range_of_time_are_those_and_no_others()
    {
        await using var fixture = await VenueFixture.StartAsync(standingAt: Now);
        var (from, to) = (World.StartUnixMs + 600_123, World.StartUnixMs + 660_456);

        var rows = (await fixture.GetAsync("BINANCE_FUTURES", $"/fapi/v1/aggTrades?symbol=BTCUSDT&startTime={from}&endTime={to}&limit=1000")).EnumerateArray().ToList();

        Assert.Equal(fixture.Truth("BINANCE_FUTURES:btcusdt", from, to + 1).Trades, rows.Count);
        Assert.All(rows, row => Assert.InRange(row.GetProperty("T").GetInt64(), from, to));
    }

    [Fact]
    public async Task Single_trades_from_an_id_continue_inside_an_aggregate()
    {
        await using var fixture = await VenueFixture.StartAsync(standingAt: Now);
        var aggregates = (await fixture.GetAsync("BINANCE", "/api/v3/aggTrades?symbol=BTCUSDT&limit=800")).EnumerateArray().ToList();
        var large = aggregates.First(row => row.GetProperty("l").GetInt64() > row.GetProperty("f").GetInt64());
        var from = large.GetProperty("f").GetInt64() + 1;

        var rows = (await fixture.GetAsync("BINANCE", $"/api/v3/historicalTrades?symbol=BTCUSDT&fromId={from}&limit=5")).EnumerateArray().ToList();

        Assert.Equal(Enumerable.Range(0, 5).Select(i => from + i), rows.Select(row => row.GetProperty("id").GetInt64()));
        Assert.Equal(large.GetProperty("m").GetBoolean(), rows[0].GetProperty("isBuyerMaker").GetBoolean());
        Assert.Equal(large.GetProperty("p").GetString(), rows[0].GetProperty("price").GetString());
    }

    [Fact]
    public async Task The_newest_single_trades_end_with_the_newest_aggregate()
    {
        await using var fixture = await VenueFixture.StartAsync(standingAt: Now);

        var fills = (await fixture.GetAsync("BINANCE", "/api/v3/historicalTrades?symbol=BTCUSDT&limit=10")).EnumerateArray().ToList();
        var newest = (await fixture.GetAsync("BINANCE", "/api/v3/aggTrades?symbol=BTCUSDT&limit=1")).EnumerateArray().Single();

        Assert.Equal(10, fills.Count);
        Assert.Equal(newest.GetProperty("l").GetInt64(), fills[^1].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Open_interest_is_stated_in_base_units_at_market_time()
    {
        await using var fixture = await VenueFixture.StartAsync(standingAt: Now);

        var answer = await fixture.GetAsync("BINANCE_FUTURES", "/fapi/v1/openInterest?symbol=BTCUSDT");

        Assert.Equal(("BTCUSDT", Now), (answer.GetProperty("symbol").GetString(), answer.GetProperty("time").GetInt64()));
        Assert.InRange(Number(answer.GetProperty("openInterest")), 4_000, 8_000);
    }

    [Theory]
    [InlineData("BINANCE", "/api/v3/klines?symbol=NOSUCH&interval=5m", -1121)]
    [InlineData("BINANCE", "/api/v3/klines?interval=5m", -1102)]
    [InlineData("BINANCE", "/api/v3/klines?symbol=BTCUSDT&interval=7m", -1120)]
    [InlineData("BINANCE_FUTURES", "/fapi/v1/openInterest?symbol=NOSUCH", -1121)]
    [InlineData("BINANCE", "/api/v3/openInterest?symbol=BTCUSDT", -1000)]
    public async Task A_bad_call_is_answered_with_the_venues_code(string exchange, string path, int code)
    {
        await using var fixture = await VenueFixture.StartAsync();

        var answer = await fixture.GetAsync(exchange, path);

        Assert.Equal(code, answer.GetProperty("code").GetInt32());
    }

    private static double Number(JsonElement value) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture);
}
