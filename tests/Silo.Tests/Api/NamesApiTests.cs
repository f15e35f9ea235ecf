using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class NamesApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/api/v1/feeds?symbol=BTC", "symbol", "takes no parameters")]
    [InlineData("/api/v1/status?acount=main", "acount", "nearest is account")]
    [InlineData("/api/v1/signals?symbl=BTC", "symbl", "nearest is symbol")]
    [InlineData("/api/v1/signals?market=BINANCE:btcusdt", "market", "takes symbol, limit")]
    [InlineData("/api/v1/markets?symbols=BTC", "symbols", "nearest is symbol")]
    [InlineData("/api/v1/markets/BINANCE:btcusdt/bars?timeframes=5m", "timeframes", "nearest is timeframe")]
    [InlineData("/api/v1/symbols/BTC?limit=1", "limit", "takes no parameters")]
    [InlineData("/api/v1/symbols/BTC/bars?form=0", "form", "nearest is from")]
    [InlineData("/api/v1/symbols/BTC/cvd?form=0", "form", "nearest is from")]
    [InlineData("/api/v1/symbols/BTC/explain?att=0", "att", "nearest is at")]
    [InlineData("/api/v1/orders?limits=1", "limits", "nearest is limit")]
    [InlineData("/api/v1/positions?close=true", "close", "nearest is closed")]
    [InlineData("/api/v1/ledger/BINANCE:btcusdt?frm=0", "frm", "nearest is from")]
    [InlineData("/api/v1/ledger?symbol=BTC&too=1", "too", "nearest is to")]
    [InlineData("/api/v1/gaps?symbol=BTC", "symbol", "takes market, from, to")]
    [InlineData("/api/v1/open-interest/BTC?from=1", "from", "takes no parameters")]
    [InlineData("/api/v1/events?symbol=BTC", "symbol", "nearest is symbols")]
    public async Task A_parameter_that_a_path_does_not_know_is_refused_with_the_nearest_that_it_does(string path, string field, string fix)
    {
        var body = await host.GetAsync(path, 400);

        Assert.Equal(field, body.GetProperty("field").GetString());
        Assert.Contains(fix, body.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/signals?symbol=BTX", "symbol", "nearest is BTC")]
    [InlineData("/api/v1/signals?symbol=FOOBAR", "symbol", "known are $WIF, BTC, 币安人生")]
    [InlineData("/api/v1/markets?symbol=BTX", "symbol", "nearest is BTC")]
    [InlineData("/api/v1/ledger?symbol=BTX", "symbol", "nearest is BTC")]
    [InlineData("/api/v1/events?symbols=BTC,BTX", "symbols", "nearest is BTC")]
    [InlineData("/api/v1/events?kinds=bar,signals", "kinds", "nearest is signal")]
    [InlineData("/api/v1/gaps?market=BINANCE:btcusd", "market", "nearest is BINANCE:btcusdt")]
    [InlineData("/api/v1/symbols/BTC/bars?by=markets", "by", "nearest is market")]
    public async Task A_filter_that_names_what_is_not_collected_is_refused_with_the_nearest_name(string path, string field, string fix)
    {
        var body = await host.GetAsync(path, 400);

        Assert.Equal(field, body.GetProperty("field").GetString());
        Assert.Contains(fix, body.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/symbols/BTX", "nearest is BTC")]
    [InlineData("/api/v1/symbols/BTX/explain", "nearest is BTC")]
    [InlineData("/api/v1/markets/BINANCE:btcusd/bars", "nearest is BINANCE:btcusdt")]
    [InlineData("/api/v1/ledger/BINANCE:btcusd", "nearest is BINANCE:btcusdt")]
    public async Task A_path_that_names_what_is_not_collected_is_not_found_and_tells_the_nearest_name(string path, string fix)
    {
        var body = await host.GetAsync(path, 404);

        Assert.Contains(fix, body.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/symbols/btc")]
    [InlineData("/api/v1/symbols/$wif")]
    [InlineData("/api/v1/symbols/%24WIF/explain")]
    [InlineData("/api/v1/symbols/币安人生")]
    [InlineData("/api/v1/symbols/%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9F/explain")]
    [InlineData("/api/v1/symbols/币安人生/bars?BY=Market")]
    [InlineData("/api/v1/signals?symbol=币安人生")]
    [InlineData("/api/v1/signals?Symbol=$Wif")]
    [InlineData("/api/v1/markets?symbol=btc")]
    [InlineData("/api/v1/ledger?symbol=$wif")]
    [InlineData("/api/v1/markets/binance:BTCUSDT/bars")]
    [InlineData("/api/v1/markets/Binance_Futures:BtcUsdt/bars")]
    [InlineData("/api/v1/ledger/binance:BTCUSDT")]
    [InlineData("/api/v1/gaps?market=binance:BTCUSDT")]
    public async Task What_is_collected_can_be_asked_for_in_any_letter_case_and_any_script(string path) => await host.GetAsync(path);

    [Fact]
    public async Task A_market_is_read_and_shown_as_its_venue_spells_it()
    {
        host.Store.Rows.Clear();
        host.Store.Rows.Add(new(new("BINANCE", "btcusdt"), Timeframe.M1, new(1_735_689_600_000, 1, 1, 1, 1, 10, 5, 1, 2, 0, 0)));

        var body = await host.GetAsync("/api/v1/markets/binance:BTCUSDT/bars?timeframe=1m&from=1735689600000&to=1735689660000");

        Assert.Equal("BINANCE:btcusdt", body.GetProperty("market").GetString());
        Assert.Equal(1, body.GetProperty("bars").GetArrayLength());
    }

    [Theory]
    [InlineData("?kinds=BAR,Signal&symbols=btc")]
    [InlineData("?symbols=$wif,币安人生")]
    public async Task Events_are_filtered_by_names_in_any_letter_case_and_any_script(string query)
    {
        using var response = await host.Client.GetAsync(
            new Uri("/api/v1/events" + query, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
    }
}
