using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class FlowApiTests : IClassFixture<ApiHost>
{
    private const long Start = 1_735_689_600_000;

    private readonly ApiHost _host;

    public FlowApiTests(ApiHost host) => _host = host;

    [Theory]
    [InlineData("/api/v1/symbols/b:tc", 400, "symbol")]
    [InlineData("/api/v1/symbols/b!tc", 404, "symbol")]
    [InlineData("/api/v1/symbols/DOGE", 404, "symbol")]
    [InlineData("/api/v1/symbols/DOGE/cvd", 404, "symbol")]
    [InlineData("/api/v1/symbols/BTC/bars?timeframe=often", 400, "timeframe")]
    [InlineData("/api/v1/symbols/BTC/bars?timeframe=36h", 400, "timeframe")]
    [InlineData("/api/v1/symbols/BTC/bars?from=soon", 400, "from")]
    [InlineData("/api/v1/symbols/BTC/bars?from=2000&to=1000", 400, "from")]
    [InlineData("/api/v1/symbols/BTC/bars?timeframe=1s&from=0", 400, "from")]
    [InlineData("/api/v1/symbols/BTC/bars?by=colour", 400, "by")]
    [InlineData("/api/v1/symbols/BTC/explain?at=5", 404, "at")]
    [InlineData("/api/v1/markets/nothing/bars", 400, "market")]
    [InlineData("/api/v1/markets/BINANCE:nothing/bars", 404, "market")]
    [InlineData("/api/v1/ledger/BINANCE:nothing", 404, "market")]
    [InlineData("/api/v1/ledger", 400, "symbol")]
    [InlineData("/api/v1/signals?limit=0", 400, "limit")]
    [InlineData("/api/v1/signals/stats?from=soon", 400, "from")]
    [InlineData("/api/v1/signals/stats?to=0x7", 400, "to")]
    [InlineData("/api/v1/signals/stats?from=2000&to=1000", 400, "from")]
    [InlineData("/api/v1/signals/stats?symbol=BTC", 400, "symbol")]
    [InlineData("/api/v1/orders?limit=many", 400, "limit")]
    [InlineData("/api/v1/positions?closed=perhaps", 400, "closed")]
    [InlineData("/api/v1/events?kinds=bar,weather", 400, "kinds")]
    [InlineData("/api/v1/events?hz=1000", 400, "hz")]
    [InlineData("/api/v1/open-interest/SOL", 404, "symbol")]
    public async Task A_refusal_names_field_value_and_fix(string path, int status, string field)
    {
        var body = await _host.GetAsync(path, status);

        Assert.Equal(field, body.GetProperty("field").GetString());
        Assert.True(body.TryGetProperty("value", out _));
        Assert.NotEmpty(body.GetProperty("fix").GetString()!);
        Assert.Equal(status, body.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("SOL", 404, "open interest is collected for BTC, ETH")]
    [InlineData("no%20coin", 400, "send a base coin")]
    public async Task Open_interest_of_a_coin_that_is_not_collected_is_refused_with_those_that_are(string symbol, int status, string fix)
    {
        var body = await _host.GetAsync($"/api/v1/open-interest/{symbol}", status);

        Assert.Contains(fix, body.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_of_an_account_that_cannot_be_read_are_not_known_and_the_answer_says_why()
    {
        _host.Flow.AccountProblem = "the account has not answered for 4 s";

        var body = await _host.GetAsync("/api/v1/positions", 503);
        var status = await _host.GetAsync("/api/v1/status", 200);
        _host.Flow.AccountProblem = null;

        Assert.Equal("Positions are not known: the account has not answered for 4 s", body.GetProperty("detail").GetString());
        Assert.Equal("paper", status.GetProperty("account").GetString());
    }

    [Fact]
    public async Task Open_interest_tells_sums_venues_and_markets()
    {
        var body = await _host.GetAsync("/api/v1/open-interest/btc");

        Assert.Equal(("BTC", 1.5), (body.GetProperty("symbol").GetString(), body.GetProperty("changePercent2h").GetDouble()));
        Assert.Equal("BYBIT", body.GetProperty("aggregates")[0].GetProperty("missing")[0].GetString());
        Assert.Equal(150_000, body.GetProperty("aggregates")[1].GetProperty("openInterestUsd").GetDouble());
        Assert.Equal("HTTP 500", body.GetProperty("venues")[1].GetProperty("error").GetString());
        Assert.Equal("OKX:BTC-USDT-SWAP", body.GetProperty("markets")[0].GetProperty("market").GetString());
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_a_problem_too()
    {
        var body = await _host.GetAsync("/api/v1/weather", 404);

        Assert.Equal(404, body.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Bars_of_a_symbol_sum_the_flow_and_take_the_prices_of_the_reference_market()
    {
        _host.Store.Rows.Clear();
        _host.Store.Ledger.Clear();
        _host.Store.Rows.Add(new(new("BINANCE", "btcusdt"), Timeframe.M1, new(Start, 1, 1, 1, 1, 10, 5, 1, 2, 0, 0)));
        _host.Store.Rows.Add(new(new("BINANCE_FUTURES", "btcusdt"), Timeframe.M1, new(Start, 2, 3, 1, 2, 20, 7, 3, 4, 1, 0)));

        var merged = await _host.GetAsync($"/api/v1/symbols/btc/bars?timeframe=1m&from={Start}&to={Start + 60_000}");
        var split = await _host.GetAsync($"/api/v1/symbols/btc/bars?timeframe=1m&from={Start}&to={Start + 60_000}&by=market");

        Assert.Equal(
            """[{"market":null,"openUnixMs":1735689600000,"open":2,"high":3,"low":1,"close":2,"buyNotional":30,"sellNotional":12,"buyCount":4,"sellCount":6,"buyLiquidation":1,"sellLiquidation":0}]""",
            merged.GetProperty("bars").GetRawText());
        Assert.Equal("BTC", merged.GetProperty("symbol").GetString());
        Assert.Equal("1m", merged.GetProperty("timeframe").GetString());
        Assert.Equal(_host.Hub.Sequence, merged.GetProperty("asOf").GetInt64());
        Assert.Equal(
            ["BINANCE:btcusdt", "BINANCE_FUTURES:btcusdt"],
            split.GetProperty("bars").EnumerateArray().Select(bar => bar.GetProperty("market").GetString()));
    }

    [Fact]
    public async Task What_is_known_in_part_is_marked_in_bars_and_in_volume_delta()
    {
        _host.Store.Rows.Clear();
        _host.Store.Ledger.Clear();
        var spot = new MarketId("BINANCE", "btcusdt");
        _host.Store.Rows.Add(new(spot, Timeframe.M1, new(Start, 1, 1, 1, 1, 10, 5, 1, 2, 0, 0)));
        _host.Store.Rows.Add(new(spot, Timeframe.M1, new(Start + 60_000, 1, 1, 1, 1, 10, 5, 1, 2, 0, 0)));
        _host.Store.Ledger.Add(new(spot, Start + 30_000, Start + 120_000, 1, 9, 9, 1, 1, 0, 0, LedgerState.Complete, ProofKind.Ids, "BINANCE/0", 1));
        var range = $"timeframe=1m&from={Start}&to={Start + 120_000}";

        var merged = await _host.GetAsync($"/api/v1/symbols/BTC/bars?{range}");
        var single = await _host.GetAsync($"/api/v1/markets/BINANCE:btcusdt/bars?{range}");
        var cvd = await _host.GetAsync($"/api/v1/symbols/BTC/cvd?{range}");

        foreach (var body in new[] { merged, single })
        {
            var (first, second) = (body.GetProperty("bars")[0], body.GetProperty("bars")[1]);
            Assert.True(first.GetProperty("partial").GetBoolean());
            Assert.False(second.TryGetProperty("partial", out _));
        }

        Assert.Equal($"[{Start}]", cvd.GetProperty("partialUnixMs").GetRawText());
    }

    [Fact]
    public async Task Times_may_be_written_as_ISO_8601()
    {
        _host.Store.Rows.Clear();
        _host.Store.Rows.Add(new(new("BINANCE", "btcusdt"), Timeframe.M1, new(Start, 1, 1, 1, 1, 10, 5, 1, 2, 0, 0)));

        var body = await _host.GetAsync("/api/v1/markets/BINANCE:btcusdt/bars?timeframe=1m&from=2025-01-01T00:00Z&to=2025-01-01T00:01:00Z");

        Assert.Equal(1, body.GetProperty("bars").GetArrayLength());
        Assert.Equal("BINANCE:btcusdt", body.GetProperty("market").GetString());
    }

    [Fact]
    public async Task A_value_that_is_not_a_number_is_null()
    {
        var symbol = await _host.GetAsync("/api/v1/symbols/BTC");
        var cvd = await _host.GetAsync("/api/v1/symbols/BTC/cvd");

        Assert.Equal(JsonValueKind.Null, symbol.GetProperty("score").ValueKind);
        Assert.Equal("[null]", cvd.GetProperty("perpDelta").GetRawText());
    }

    [Fact]
    public async Task Gaps_name_their_market_as_text()
    {
        var body = await _host.GetAsync("/api/v1/gaps?market=BINANCE:btcusdt");

        Assert.Equal("BINANCE:btcusdt", body[0].GetProperty("market").GetString());
    }

    [Fact]
    public async Task Minutes_without_a_row_are_unknown()
    {
        _host.Store.Rows.Clear();
        _host.Store.Rows.Add(new(new("BINANCE", "btcusdt"), Timeframe.M1, new(Start, 1, 1, 1, 1, 10, 5, 1, 2, 0, 0)));
        _host.Store.Ledger.Clear();
        _host.Store.Ledger.Add(new(new("BINANCE", "btcusdt"), Start, Start + 180_000, 1, 9, 9, 1, 1, 0, 0, Core.Completeness.Ledger.LedgerState.Complete, Core.Completeness.ProofKind.Ids, "BINANCE/0", 1));
        _host.Store.Ledger.Add(new(new("BINANCE", "btcusdt"), Start + 180_000, Start + 240_000, 1, 9, 9, 1, 1, 1, 0, Core.Completeness.Ledger.LedgerState.Partial, Core.Completeness.ProofKind.Ids, "BINANCE/0", 1));

        var body = await _host.GetAsync($"/api/v1/ledger/BINANCE:btcusdt?from={Start + 60_000}&to={Start + 600_000}");

        Assert.Equal((2, 1, 6), (body.GetProperty("completeMinutes").GetInt32(), body.GetProperty("partialMinutes").GetInt32(), body.GetProperty("unknownMinutes").GetInt32()));
        Assert.Equal("Complete", body.GetProperty("runs")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Entries_are_paused_and_resumed()
    {
        var (paused, _) = await _host.ChangeAsync(HttpMethod.Post, "/api/v1/execution/pause");
        var wasPaused = _host.Flow.IsPaused;
        var (resumed, _) = await _host.ChangeAsync(HttpMethod.Post, "/api/v1/execution/resume");

        Assert.Equal((200, 200), (paused, resumed));
        Assert.True(wasPaused);
        Assert.False(_host.Flow.IsPaused);
    }

    [Theory]
    [InlineData("/api/v1/feeds/BINANCE/0/restart", 200)]
    [InlineData("/api/v1/feeds/BINANCE%2F0/restart", 200)]
    [InlineData("/api/v1/feeds/BINANCE/7/restart", 404)]
    [InlineData("/api/v1/positions/1/close", 200)]
    [InlineData("/api/v1/positions/2/close", 409)]
    public async Task What_is_named_is_changed_or_said_not_to_be(string path, int status) =>
        Assert.Equal(status, (await _host.ChangeAsync(HttpMethod.Post, path)).Status);

    [Theory]
    [InlineData("PUT", "BINANCE:ethusdt", 200)]
    [InlineData("DELETE", "BINANCE:ethusdt", 200)]
    [InlineData("PUT", "BINANCE:ethusd", 404)]
    [InlineData("PUT", "NOWHERE:ethusdt", 404)]
    public async Task A_market_is_added_or_taken_away_while_the_service_runs_or_it_is_said_why_not(string method, string market, int expected)
    {
        var (status, body) = await _host.ChangeAsync(new(method), $"/api/v1/markets/{market}");

        Assert.Equal(expected, status);
        Assert.Equal(expected == 404 ? market : null, body.TryGetProperty("value", out var value) ? value.GetString() : null);
    }

    [Fact]
    public async Task The_status_sums_up()
    {
        var body = await _host.GetAsync("/api/v1/status");

        Assert.Equal("demo", body.GetProperty("mode").GetString());
        Assert.Equal(1, body.GetProperty("feedsConnected").GetInt32());
        Assert.Equal(10_000, body.GetProperty("totalUsd").GetDecimal());
    }

    [Fact]
    public async Task The_description_names_every_path()
    {
        var body = await _host.GetAsync("/openapi/v1.json");

        var paths = body.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/api/v1/status", paths);
        Assert.Contains("/api/v1/symbols/{symbol}/explain", paths);
        Assert.Contains("/products", paths);
        Assert.Contains("/health/ready", paths);
    }
}
