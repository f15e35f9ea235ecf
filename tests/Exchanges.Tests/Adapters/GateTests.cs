using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Gate;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class GateTests
{
    private const string Pairs =
        """[{"id":"ETH_USDT","base":"ETH","quote":"USDT","trade_status":"tradable"},{"id":"OLD_USDT","base":"OLD","quote":"USDT","trade_status":"untradable"}]""";

    private const string Contracts =
        """[{"name":"ETH_USDT","type":"direct","quanto_multiplier":"0.01","in_delisting":false,"status":"trading"},{"name":"LAB_USDT","type":"direct","quanto_multiplier":"100","in_delisting":true},{"name":"BTC_USD","type":"inverse","quanto_multiplier":"0"},{"name":"ETH_USD","type":"direct","quanto_multiplier":"0.000001"},{"name":"ETH_USDT_QUARTERLY_20201225","quanto_multiplier":"0.01"}]""";

    private readonly Gate _gate = new();
    private readonly Instrument[] _pairs;
    private readonly Instrument[] _contracts;
    private readonly VenueBench _bench;

    public GateTests()
    {
        _pairs = VenueBench.InstrumentsIn(_gate, Pairs);
        _contracts = VenueBench.InstrumentsIn(_gate, Contracts);
        _bench = new(_gate, "spot", [.. _pairs, .. _contracts]);
    }

    [Fact]
    public void Pairs_and_contracts_of_one_name_are_two_markets()
    {
        Assert.Equal(["GATE:ETH_USDT-SPOT", "GATE:OLD_USDT-SPOT"], _pairs.Select(market => market.Market.ToString()));
        Assert.Equal(["GATE:ETH_USDT", "GATE:LAB_USDT", "GATE:BTC_USD"], _contracts.Select(market => market.Market.ToString()));
        Assert.Equal([true, false, true, false, true], [.. _pairs.Concat(_contracts).Select(market => market.IsTrading)]);
        Assert.Equal(["spot", "usdt", "btc"], new[] { _pairs[0], _contracts[0], _contracts[2] }.Select(market => _gate.EndpointOf(market, null)));
    }

    [Fact]
    public void A_contract_is_worth_its_multiplier_or_one_dollar()
    {
        Assert.Equal([0.01, 100, 1], _contracts.Select(market => market.ContractSize));
        Assert.Equal([ContractKind.Linear, ContractKind.Linear, ContractKind.Inverse], _contracts.Select(market => market.Contract));
        Assert.Equal(100, Assert.Single(VenueBench.RecordedInstruments(_gate), market => market.Market.Symbol == "LAB_USDT").ContractSize);
    }

    [Fact]
    public void The_subscription_names_pairs_without_the_suffix()
    {
        var spot = new SubscriptionRequest(3, "spot", _pairs) { UnixMs = 1785141191994 };
        var futures = new SubscriptionRequest(4, "usdt", [_contracts[0]]) { UnixMs = 1785141191994 };

        Assert.Equal(
            """{"time":1785141191,"id":3,"channel":"spot.trades","event":"subscribe","payload":["ETH_USDT","OLD_USDT"]}""",
            Encoding.UTF8.GetString(_gate.Subscribe(spot)));
        Assert.Equal(
            """{"time":1785141191,"id":4,"channel":"futures.trades","event":"unsubscribe","payload":["ETH_USDT"]}""",
            Encoding.UTF8.GetString(_gate.Unsubscribe(futures)));
    }

    [Theory]
    [InlineData("spot", "spot")]
    [InlineData("usdt", "futures")]
    [InlineData("btc", "futures")]
    public void Every_endpoint_has_its_own_heartbeat(string endpoint, string product)
    {
        var heartbeat = _gate.Descriptor.Find(endpoint).Heartbeat;

        Assert.Equal($$"""{"time":1785141191,"channel":"{{product}}.ping"}""", Encoding.UTF8.GetString(heartbeat!.Compose!(1785141191994)));
        Assert.Equal(FrameKind.Heartbeat, _bench.Parse($$"""{"time":1,"channel":"{{product}}.pong","event":"","result":null}"""));
        Assert.Equal(endpoint == "spot" ? [] : ["X-Gate-Size-Decimal: 1"], _gate.Descriptor.Find(endpoint).Headers);
    }

    [Fact]
    public void Answers_reach_the_request()
    {
        _bench.Parse("""{"time":1,"id":3,"channel":"spot.trades","event":"subscribe","error":null,"result":{"status":"success"}}""");
        var refused = _bench.Parse(
            """{"time":1,"id":4,"channel":"spot.trades","event":"subscribe","error":{"code":2,"message":"unknown currency pair: X_USDT"},"result":{"status":"fail"}}""");
        _bench.Parse("""{"time":1,"channel":"futures.trades","event":"subscribe","result":{"status":"success"}}""");

        Assert.Equal(FrameKind.Refused, refused);
        Assert.Equal(["accepted 3", "refused 4: unknown currency pair: X_USDT", "accepted next"], _bench.Answers.Lines);
    }

    [Theory]
    [InlineData("futures", "upgrade", true)]
    [InlineData("spot", "upgrade", true)]
    [InlineData("futures", "invalid_sbe_schema_id", false)]
    public void An_upgrade_announces_the_end_of_the_connection(string product, string type, bool isEnd)
    {
        _bench.Parse($$$"""{"time":1,"channel":"{{{product}}}.system","event":"update","result":{"type":"{{{type}}}","msg":"words"}}""");

        Assert.Equal(isEnd ? ["reconnect: the venue announces the end of the connection: words"] : [], _bench.Answers.Lines);
    }

    [Fact]
    public void A_spot_push_counts_the_trades_of_its_range()
    {
        _bench.Parse(
            """{"channel":"spot.trades","event":"update","result":{"id":9,"id_market":9,"create_time":1785141195,"create_time_ms":"1785141195444.991000","side":"sell","currency_pair":"ETH_USDT","amount":"0.5","price":"2000","range":"7-9"}}""");

        Assert.Equal((_pairs[0].Market, new Trade(9, 1785141195444, 2000, 0.5, 1000, 3, AggressorSide.Sell) { IdsBefore = 2 }), Assert.Single(_bench.Trades));
    }

    [Fact]
    public void The_sign_of_a_contract_s_size_is_its_side()
    {
        _bench.Parse(
            """{"channel":"futures.trades","event":"update","result":[{"size":"-108.5","id":7,"create_time_ms":1545136464123,"price":"2000","contract":"ETH_USDT"},{"size":50,"id":8,"create_time":1545136464,"price":"20000","contract":"BTC_USD"},{"size":0,"id":9,"create_time":1545136464,"price":"20000","contract":"BTC_USD"}]}""");

        Assert.Equal(new Trade(7, 1545136464123, 2000, 1.085, 2170, 1, AggressorSide.Sell), _bench.Trades[0].Trade);
        Assert.Equal(new Trade(8, 1545136464000, 20000, 0.0025, 50, 1, AggressorSide.Buy), _bench.Trades[1].Trade);
        Assert.Equal(1, _bench.Session.Rejected(RejectReason.Side));
    }

    [Fact]
    public void Trades_with_the_insurance_fund_are_no_flow()
    {
        const string Row = """{"size":"-108.5","id":7,"create_time_ms":1545136464123,"price":"2000","contract":"ETH_USDT","is_internal":true}""";
        var search = VenueBench.Search(_contracts[0], 6, 1);

        _bench.Parse($$"""{"channel":"futures.trades","event":"update","result":[{{Row}}]}""");
        _gate.ReadTrades(_contracts[0], Encoding.UTF8.GetBytes($"[{Row}]"), search);

        Assert.Empty(_bench.Trades);
        Assert.Equal(1, _bench.Session.Rejected(RejectReason.OrderClass));
        Assert.Equal((0, 1, 7), (search.Trades.Count, search.LastRows, search.NewestId));
    }

    [Fact]
    public void Past_spot_trades_are_read_by_id_upwards_until_the_gap_is_closed()
    {
        var search = VenueBench.Search(_pairs[0], 100, 1785141195000, 1600, 1785141199000);

        var first = _gate.NextTrades(_pairs[0], search);
        _gate.ReadTrades(_pairs[0], SpotPage(100, 1000), search);
        var second = _gate.NextTrades(_pairs[0], search);
        _gate.ReadTrades(_pairs[0], SpotPage(1100, 1000), search);

        Assert.Equal("/api/v4/spot/trades?currency_pair=ETH_USDT&limit=1000&last_id=99&reverse=false", first?.Path);
        Assert.Equal("/api/v4/spot/trades?currency_pair=ETH_USDT&limit=1000&last_id=1099&reverse=false", second?.Path);
        Assert.Null(_gate.NextTrades(_pairs[0], search));
        Assert.Equal(2000, search.Trades.Count);
        Assert.True(search.ReachesBack);
    }

    [Fact]
    public void A_page_that_begins_too_late_is_continued_downwards()
    {
        var search = VenueBench.Search(_pairs[0], 100, 1785141195000);

        _gate.NextTrades(_pairs[0], search);
        _gate.ReadTrades(_pairs[0], SpotPage(5000, 1000), search);

        Assert.Equal("/api/v4/spot/trades?currency_pair=ETH_USDT&limit=1000&last_id=5000&reverse=true", _gate.NextTrades(_pairs[0], search)?.Path);
        Assert.Null(_gate.NextTrades(_pairs[0], search));
    }

    [Fact]
    public void Past_contract_trades_are_read_by_time_downwards()
    {
        var search = VenueBench.Search(_contracts[0], 1, 1785141195500, 9, 1785141199500);

        var first = _gate.NextTrades(_contracts[0], search);
        _gate.ReadTrades(_contracts[0], FuturesPage(1785141198.25), search);
        var second = _gate.NextTrades(_contracts[0], search);
        var third = _gate.NextTrades(_contracts[0], search);

        Assert.Equal("/api/v4/futures/usdt/trades?contract=ETH_USDT&limit=1000&from=1785141195&to=1785141200", first?.Path);
        Assert.Equal("/api/v4/futures/usdt/trades?contract=ETH_USDT&limit=1000&from=1785141195&to=1785141199", second?.Path);
        Assert.Null(third);
        Assert.Equal((1785141198250, AggressorSide.Sell), (search.Trades[0].UnixMs, search.Trades[0].Side));
        Assert.Equal("btc", _gate.NextTrades(_contracts[2], VenueBench.Search(_contracts[2], 1, 1))?.Path.Split('/')[4]);
    }

    [Fact]
    public void Recorded_past_trades_are_readable_and_others_say_what_they_are()
    {
        var search = VenueBench.Search(_contracts[0], 1, 1);

        _gate.ReadTrades(_contracts[0], VenueBench.Bodies(_gate.Descriptor.Id, "rest-trades.jsonl")[0], search);

        Assert.Equal((121234231, 1514764800000, 1.0), (search.Trades[0].Id, search.Trades[0].UnixMs, search.Trades[0].Size));
        Assert.Throws<FormatException>(() => _gate.ReadTrades(_contracts[0], """{"label":"TOO_MANY_REQUESTS"}"""u8.ToArray(), search));
    }

    [Fact]
    public void Open_interest_is_counted_in_contracts()
    {
        var value = Assert.Single(_bench.ReadOpenInterest(VenueBench.Body("""[{"contract":"ETH_USDT","last":"5.67","mark_price":"5.735","total_size":"46366","volume_24h_quote":"14051"}]"""))!);

        Assert.Equal(new(_contracts[0].Market, 46366, OpenInterestUnit.Contracts, 5.735), value);
        Assert.Equal(
            ["/api/v4/futures/usdt/tickers", "/api/v4/futures/btc/tickers"],
            _gate.OpenInterestCalls([.. _pairs, .. _contracts]).Select(call => call.Path));
    }

    [Fact]
    public void Turnover_is_counted_in_quote_units()
    {
        var turnover = new Dictionary<MarketId, double>();

        _gate.TryReadTurnover("""[{"currency_pair":"ETH_USDT","last":"5","base_volume":"3","quote_volume":"15.5"}]"""u8.ToArray(), turnover);
        _gate.TryReadTurnover("""[{"contract":"ETH_USDT","volume_24h_quote":"14051","total_size":"1"}]"""u8.ToArray(), turnover);

        Assert.Equal((15.5, 14051), (turnover[_pairs[0].Market], turnover[_contracts[0].Market]));
        Assert.Equal(ProofKind.Ids, _gate.ProofOf(_contracts[0], null));
    }

    private static byte[] SpotPage(long firstId, int rows) =>
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, rows).Select(i => $$"""{"id":"{{firstId + i}}","create_time":"1785141196","create_time_ms":"1785141196444.991","currency_pair":"ETH_USDT","side":"buy","amount":"1","price":"2000"}"""))}]");

    private static byte[] FuturesPage(double seconds) =>
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 1000).Select(i => FormattableString.Invariant($$"""{"id":{{2000 - i}},"create_time":{{seconds}},"contract":"ETH_USDT","size":-3,"price":"2000"}""")))}]");
}
