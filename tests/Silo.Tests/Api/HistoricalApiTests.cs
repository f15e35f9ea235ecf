using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class HistoricalApiTests : IClassFixture<ApiHost>
{
    private const long Start = 1_735_689_600_000;

    private static readonly MarketId Spot = new("BINANCE", "btcusdt");
    private static readonly MarketId Perp = new("BINANCE_FUTURES", "btcusdt");

    private readonly ApiHost _host;

    public HistoricalApiTests(ApiHost host)
    {
        _host = host;
        _host.Store.IsDown = false;
        _host.Store.Rows.Clear();
        _host.Store.Ledger.Clear();
        foreach (var market in new[] { Perp, Spot })
        {
            for (var minute = 0; minute < 4; minute++)
            {
                _host.Store.Rows.Add(new(market, Timeframe.M1, new(Start + (minute * 60_000), 10 + minute, 20, 5, 11 + minute, 100, 50, 2, 1, 0, 0)));
            }
        }
    }

    [Fact]
    public async Task Rows_are_arrays_in_seconds_interleaved_by_time()
    {
        var body = await _host.GetAsync($"/historical/{Start}/{Start + 120_000}/60000/BINANCE:btcusdt+BINANCE_FUTURES:btcusdt");

        Assert.Equal(
            """{"format":"point","columns":{"time":0,"cbuy":1,"close":2,"csell":3,"high":4,"lbuy":5,"low":6,"lsell":7,"market":8,"open":9,"vbuy":10,"vsell":11},"results":[[1735689600,2,11,1,20,null,5,null,"BINANCE:btcusdt",10,100,50],[1735689600,2,11,1,20,null,5,null,"BINANCE_FUTURES:btcusdt",10,100,50],[1735689660,2,12,1,20,null,5,null,"BINANCE:btcusdt",11,100,50],[1735689660,2,12,1,20,null,5,null,"BINANCE_FUTURES:btcusdt",11,100,50]]}""",
            body.GetRawText());
    }

    [Fact]
    public async Task The_timeframe_is_a_minute_and_all_markets_are_meant_unless_told()
    {
        var body = await _host.GetAsync($"/historical/{Start}/{Start + 60_000}");

        Assert.Equal(2, body.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task A_timeframe_that_is_not_stored_is_folded()
    {
        var body = await _host.GetAsync($"/historical/{Start}/{Start + 240_000}/120000/BINANCE:btcusdt");

        var rows = body.GetProperty("results").EnumerateArray().Select(row => row.GetRawText());
        Assert.Equal(
            ["[1735689600,4,12,2,20,null,5,null,\"BINANCE:btcusdt\",10,200,100]", "[1735689720,4,14,2,20,null,5,null,\"BINANCE:btcusdt\",12,200,100]"],
            rows);
    }

    [Fact]
    public async Task The_forming_bucket_is_told_in_the_timeframe_asked_for()
    {
        _host.Store.Rows.Add(new(Spot, Timeframe.S1, new(Start + 240_000, 1, 2, 1, 2, 7, 3, 1, 1, 0, 0)));
        _host.Store.Rows.Add(new(Spot, Timeframe.S1, new(Start + 241_000, 2, 3, 2, 3, 1, 1, 1, 1, 0, 4)));

        var body = await _host.GetAsync($"/historical/{Start + 180_000}/{Start + 300_000}/60000/BINANCE:btcusdt");

        var rows = body.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(2, rows.Count);
        Assert.Equal("[1735689840,2,3,2,3,0,1,4,\"BINANCE:btcusdt\",1,8,4]", rows[1].GetRawText());
    }

    [Theory]
    [InlineData("/historical/{0}/{1}/60000/NOWHERE:xyz")]
    [InlineData("/historical/{0}/{1}/7777/BINANCE:btcusdt")]
    [InlineData("/historical/{0}/{1}/60000/%27%20OR%201=1")]
    [InlineData("/historical/1000/2000/1000/BINANCE:btcusdt")]
    public async Task Nothing_found_is_an_empty_answer(string path)
    {
        var body = await _host.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Start, Start + 240_000));

        Assert.Equal("""{"format":"point","columns":{},"results":[]}""", body.GetRawText());
    }

    [Theory]
    [InlineData("/historical/then/now", "missing interval")]
    [InlineData("/historical/0/1735689600000/1000", "too many bars")]
    [InlineData("/historical/2000/1000/1000", "from > to")]
    [InlineData("/historical/1000/2000/often", "timeframe 'often' cannot be read: send whole milliseconds, e.g. 60000 for a minute")]
    [InlineData("/historical/1000/2000/5m/BINANCE:btcusdt", "timeframe '5m' cannot be read: send whole milliseconds, e.g. 60000 for a minute")]
    [InlineData("/historical/1000/2000/0", "timeframe '0' cannot be read: send whole milliseconds, e.g. 60000 for a minute")]
    [InlineData("/historical/1000/2000/-60000", "timeframe '-60000' cannot be read: send whole milliseconds, e.g. 60000 for a minute")]
    [InlineData("/historical/1000/2000/0.5", "timeframe '0.5' cannot be read: send whole milliseconds, e.g. 60000 for a minute")]
    [InlineData("/historical/then/now/often", "missing interval")]
    public async Task A_question_that_makes_no_sense_is_told_so(string path, string error)
    {
        var body = await _host.GetAsync(path, 400);

        Assert.Equal(error, body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("BINANCE:btcusdt+BINANCE_FUTURES:btcusdt")]
    [InlineData("BINANCE:btcusdt%20+%20BINANCE_FUTURES:btcusdt")]
    [InlineData("%20BINANCE:btcusdt%2BBINANCE_FUTURES:btcusdt%20")]
    public async Task Spaces_around_a_market_mean_nothing(string markets)
    {
        var body = await _host.GetAsync($"/historical/{Start}/{Start + 60_000}/60000/{markets}");

        Assert.Equal(2, body.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task A_bar_of_which_something_is_missing_is_marked_in_a_column_of_its_own()
    {
        _host.Store.Ledger.Add(new(Spot, Start + 90_000, Start + 240_000, 1, 9, 9, 1, 1, 0, 0, LedgerState.Complete, ProofKind.Ids, "BINANCE/0", 1));

        var body = await _host.GetAsync($"/historical/{Start + 60_000}/{Start + 180_000}/60000/BINANCE:btcusdt");

        Assert.Equal(12, body.GetProperty("columns").GetProperty("partial").GetInt32());
        Assert.Equal([true, false], body.GetProperty("results").EnumerateArray().Select(row => row[12].GetBoolean()));
    }

    [Fact]
    public async Task A_store_that_fails_is_told_with_its_words()
    {
        // Its markets are known from then on, and the other tests of this host find them.
        await _host.GetAsync("/products");
        _host.Store.IsDown = true;

        var body = await _host.GetAsync($"/historical/{Start}/{Start + 60_000}/60000/BINANCE:btcusdt", 500);

        Assert.Equal("the store is away", body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_bars_paths_say_that_the_store_is_away_and_live_paths_go_on()
    {
        await _host.GetAsync("/products");
        _host.Store.IsDown = true;

        var bars = await _host.GetAsync("/api/v1/markets/BINANCE:btcusdt/bars", 503);
        var ofSymbol = await _host.GetAsync("/api/v1/symbols/BTC/bars", 503);

        Assert.Equal("The store: the store is away", bars.GetProperty("detail").GetString());
        Assert.Equal("The store: the store is away", ofSymbol.GetProperty("detail").GetString());
        await _host.GetAsync("/api/v1/markets");
        await _host.GetAsync("/api/v1/symbols/BTC");
    }

    [Fact]
    public async Task Products_are_all_market_ids()
    {
        var body = await _host.GetAsync("/products");

        Assert.Equal("""["BINANCE:btcusdt","BINANCE_FUTURES:btcusdt"]""", body.GetRawText());
    }

    [Fact]
    public async Task Pages_of_other_sites_may_read()
    {
        using var response = await _host.Client.GetAsync(new Uri("/products", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }
}
