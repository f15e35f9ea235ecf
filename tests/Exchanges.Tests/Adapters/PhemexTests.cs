using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Phemex;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class PhemexTests
{
    private const long Ns = 1669198793402790477;
    private const long Ms = 1669198793402;

    private readonly Phemex _adapter = new();
    private readonly VenueBench _bench = new(new Phemex());

    [Theory]
    [InlineData("BTCUSDT", "trades_p", "\"16545.5\",\"0.5\"", 16545.5, 0.5, 8272.75)]
    [InlineData("sBTCUSDT", "trades", "954500000000,200000000", 9545, 2, 19090)]
    [InlineData("BTCUSD", "trades", "80000000,400", 8000, 0.05, 400)]
    [InlineData("ETHUSD", "trades", "20000000,100", 2000, 0.5, 1000)]
    public void Each_kind_of_market_has_its_own_scale(string symbol, string name, string numbers, double price, double size, double notional)
    {
        var kind = _bench.Parse(Frame(symbol, "incremental", name, $"""[{Ns},"Sell",{numbers}]"""));

        var (market, trade) = Assert.Single(_bench.Trades);
        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal(symbol, market.Symbol);
        Assert.Equal((price, size, notional, AggressorSide.Sell, Ms), (trade.Price, trade.Size, trade.Notional, trade.Side, trade.UnixMs));
    }

    [Fact]
    public void Letter_case_tells_spot_of_one_coin_from_the_perpetual_of_another()
    {
        _bench.Parse(Frame("sOLUSDT", "incremental", "trades", $"""[{Ns},"Sell",1228700,41250000000]"""));
        _bench.Parse(Frame("SOLUSDT", "incremental", "trades_p", $"""[{Ns},"Sell","13.0","2"]"""));

        Assert.Equal(["PHEMEX:sOLUSDT", "PHEMEX:SOLUSDT"], _bench.Trades.Select(item => item.Market.ToString()));
        Assert.Equal((0.012287, 412.5), (_bench.Trades[0].Trade.Price, _bench.Trades[0].Trade.Size));
        Assert.Equal(("OL", MarketKind.Spot), (_bench.Market("sOLUSDT").BaseCoin, _bench.Market("sOLUSDT").Kind));
        Assert.Equal(("SOL", MarketKind.Perp), (_bench.Market("SOLUSDT").BaseCoin, _bench.Market("SOLUSDT").Kind));
    }

    [Fact]
    public void The_symbol_may_stand_behind_the_rows()
    {
        _bench.Parse($$"""{"trades":[[{{Ns}},"Buy",954500000000,200000000]],"type":"incremental","symbol":"sBTCUSDT"}""");

        Assert.Equal(9545, Assert.Single(_bench.Trades).Trade.Price);
    }

    [Fact]
    public void A_snapshot_is_past()
    {
        var kind = _bench.Parse(Frame("BTCUSDT", "snapshot", "trades_p", $"""[{Ns},"Buy","5","2"],[{Ns - 1},"Sell","5","2"]"""));

        Assert.Equal(FrameKind.History, kind);
        Assert.Empty(_bench.Trades);
    }

    [Fact]
    public void The_same_trade_has_the_same_id_in_the_stream_and_in_the_latest_trades()
    {
        var market = _bench.Market("BTCUSDT");
        var search = new TradeSearch(market, new(market.Market, 0, Ms - 10_000, 0, 0, null, "reconnect"));

        _bench.Parse(Frame("BTCUSDT", "incremental", "trades_p", $"""[{Ns},"Sell","151.86","0.01"],[{Ns},"Sell","151.86","0.01"],[{Ns + 1},"Sell","151.86","0.01"]"""));
        _adapter.ReadTrades(
            market,
            VenueBench.Body($$$"""{"error":null,"id":0,"result":{"sequence":7,"symbol":"BTCUSDT","trades_p":[[{{{Ns + 1}}},"Sell","151.86","0.01"],[{{{Ns}}},"Sell","151.86","0.01"],[{{{Ns}}},"Sell","151.86","0.01"]],"type":"snapshot"}}"""),
            search);

        Assert.Equal(3, _bench.Trades.Select(item => item.Trade.Id).Distinct().Count());
        Assert.Equal(_bench.Trades.Select(item => item.Trade).OrderBy(trade => trade.Id), search.Trades.OrderBy(trade => trade.Id));
    }

    [Fact]
    public void Latest_trades_of_the_older_form_have_one_more_field()
    {
        var market = _bench.Market("ETHUSD");
        var gap = new Gap(market.Market, 0, Ms - 1, 0, 0, null, "reconnect");

        var (paths, search) = _bench.Fill(market, gap, _ =>
            $$$"""{"error":null,"id":0,"result":{"symbol":"ETHUSD","trades":[[{{{Ns}}},77,"Buy",20000000,100],[{{{Ns - 5_000_000}}},"Sell",20000000,100]],"type":"snapshot"}}""");

        Assert.Equal(["/md/trade?symbol=ETHUSD"], paths);
        Assert.Equal([(AggressorSide.Buy, 2000.0, 0.5), (AggressorSide.Sell, 2000.0, 0.5)], search.Trades.Select(trade => (trade.Side, trade.Price, trade.Size)));
        Assert.True(search.ReachesBack);
    }

    [Fact]
    public void A_body_without_trades_is_an_error_that_says_so()
    {
        var market = _bench.Market("BTCUSDT");
        var search = new TradeSearch(market, new(market.Market, 0, 1, 0, 0, null, "reconnect"));

        var error = Assert.Throws<FormatException>(() =>
            _adapter.ReadTrades(market, VenueBench.Body("""{"error":{"code":6001,"message":"invalid argument"},"id":0,"result":null}"""), search));

        Assert.Contains("invalid argument", error.Message, StringComparison.Ordinal);
        Assert.Equal("/md/v2/trade?symbol=BTCUSDT", _adapter.NextTrades(market, search)?.Path);
    }

    [Theory]
    [InlineData("BTCUSDT", "trade_p")]
    [InlineData("BTCUSD", "trade")]
    [InlineData("sBTCUSDT", "trade")]
    public void The_instrument_decides_the_channel(string symbol, string channel)
    {
        var request = new SubscriptionRequest(3, "main", [_bench.Market(symbol)]);

        Assert.Equal($$"""{"id":3,"method":"{{channel}}.subscribe","params":["{{symbol}}"]}""", VenueBench.Text(_adapter.Subscribe(request)));
        Assert.Equal($$"""{"id":3,"method":"{{channel}}.unsubscribe","params":["{{symbol}}"]}""", VenueBench.Text(_adapter.Unsubscribe(request)));
    }

    [Fact]
    public void Answers_reach_the_request_that_they_number()
    {
        var kinds = new[]
        {
            _bench.Parse("""{"error":null,"id":1,"result":{"status":"success"}}"""),
            _bench.Parse("""{"error":{"code":6001,"message":"invalid argument"},"id":2,"result":null}"""),
            _bench.Parse("""{"error":null,"id":0,"result":"pong"}"""),
            _bench.Parse("""{"data":[["BTCUSDT","1","1","1","1","1","1","7"]],"method":"perp_market24h_pack_p.update","timestamp":1669198855202180601,"type":"incremental"}"""),
        };

        Assert.Equal([FrameKind.Acknowledged, FrameKind.Refused, FrameKind.Heartbeat, FrameKind.Ignored], kinds);
        Assert.Equal(["accepted 1", "refused 2: 6001 invalid argument"], _bench.Answers.Lines);
        Assert.Equal(TimeSpan.FromSeconds(5), _adapter.Descriptor.Heartbeat!.Interval);
        Assert.Equal((20, 5), (_adapter.Descriptor.StreamsPerConnection, _adapter.Descriptor.MostConnections));
    }

    [Theory]
    [InlineData("""[1669198793402790477,"Hold","5","2"]""", RejectReason.Side)]
    [InlineData("""[1669198793402790477,"Buy","5"]""", RejectReason.Size)]
    [InlineData("""["x","Buy","5","2"]""", RejectReason.Time)]
    [InlineData("""{"p":5}""", RejectReason.Shape)]
    public void A_bad_row_is_refused_for_its_own_reason(string row, RejectReason reason)
    {
        _bench.Parse(Frame("BTCUSDT", "incremental", "trades_p", row));

        Assert.Empty(_bench.Trades);
        Assert.Equal(1, _bench.Session.Rejected(reason));
    }

    [Fact]
    public void The_recorded_list_gives_the_value_of_a_contract()
    {
        var body = VenueBench.Bodies("PHEMEX", "rest-instruments.jsonl")[0];

        var instruments = _bench.ReadInstruments(body)!;

        Assert.Contains(new Instrument(new("PHEMEX", "BTCUSD"), MarketKind.Perp, ContractKind.Inverse, "BTC", "USD", 1, true), instruments);
        Assert.Contains(new Instrument(new("PHEMEX", "ETHUSD"), MarketKind.Perp, ContractKind.Linear, "ETH", "USD", 0.005, true), instruments);
        Assert.Contains(new Instrument(new("PHEMEX", "sETHUSDT"), MarketKind.Spot, ContractKind.Spot, "ETH", "USDT", 1, true), instruments);
    }

    [Fact]
    public void Listed_contracts_that_cannot_be_converted_are_left_out()
    {
        var instruments = _bench.ReadInstruments(VenueBench.Body("""
            {"code":0,"data":{"currencies":[{"currency":"BTC","valueScale":8},{"currency":"ODD","valueScale":6}],
            "products":[
            {"symbol":"XRPUSD","type":"Perpetual","contractUnderlyingAssets":"XRP","settleCurrency":"BTC","quoteCurrency":"USD","contractSize":5,"priceScale":4,"status":"Listed"},
            {"symbol":"ABCUSD","type":"Perpetual","contractUnderlyingAssets":"ABC","settleCurrency":"USD","quoteCurrency":"USD","contractSize":5,"priceScale":8,"status":"Listed"},
            {"symbol":"sODDUSDT","type":"Spot","baseCurrency":"ODD","quoteCurrency":"USDT","status":"Listed"}],
            "perpProductsV2":[{"symbol":"u1000PEPEUSDT","type":"PerpetualV2","baseCurrency":"1000PEPE","quoteCurrency":"USDT","settleCurrency":"USDT","contractSize":"1.0","status":"Delisted"}]}}
            """));

        Assert.Equal([new Instrument(new("PHEMEX", "u1000PEPEUSDT"), MarketKind.Perp, ContractKind.Linear, "PEPE", "USDT", 1, false)], instruments!);
    }

    [Fact]
    public void Open_interest_counts_base_units_or_contracts()
    {
        var calls = _adapter.OpenInterestCalls([_bench.Market("BTCUSDT"), _bench.Market("SOLUSDT"), _bench.Market("BTCUSD"), _bench.Market("sBTCUSDT")]);
        var recorded = _bench.ReadOpenInterest(VenueBench.Bodies("PHEMEX", "rest-oi.jsonl")[0]);
        var scaled = _bench.ReadOpenInterest(VenueBench.Body("""{"error":null,"id":0,"result":{"markEp":80000000,"openInterest":1200,"symbol":"BTCUSD","timestamp":1669198793402790477}}"""));

        Assert.Equal(["/md/v3/ticker/24hr/all", "/md/v1/ticker/24hr?symbol=BTCUSD"], calls.Select(call => call.Path));
        Assert.Equal([new(new("PHEMEX", "TSLAUSDT"), 1040.65, OpenInterestUnit.Base, 377.85, 1777433740158)], recorded!);
        Assert.Equal([new(new("PHEMEX", "BTCUSD"), 1200, OpenInterestUnit.Contracts, 8000, Ms)], scaled!);
        Assert.Null(_bench.ReadOpenInterest(VenueBench.Body("""{"error":null,"id":0,"result":null}""")));
    }

    [Fact]
    public void All_decimal_contracts_come_in_one_list_with_open_interest_and_turnover()
    {
        const string Body = """{"error":null,"id":0,"result":[{"symbol":"BTCUSDT","openInterestRv":"7.5","turnoverRv":"250.5","markRp":"5"},{"symbol":"SOLUSDT","openInterestRv":"0","turnoverRv":"0"}]}""";

        var values = _bench.ReadOpenInterest(VenueBench.Body(Body))!;

        Assert.Equal([("BTCUSDT", 7.5), ("SOLUSDT", 0)], values.Select(value => (value.Market.Symbol, value.Amount)));
        Assert.Equal(new Dictionary<string, double> { ["BTCUSDT"] = 250.5, ["SOLUSDT"] = 0 }, _bench.ReadTurnover(Body)!);
    }

    [Fact]
    public void Turnover_of_spot_is_scaled()
    {
        const string Body = """{"error":null,"id":0,"result":[{"symbol":"sBTCUSDT","turnoverEv":25050000000,"volumeEv":7}]}""";

        Assert.Equal(new Dictionary<string, double> { ["sBTCUSDT"] = 250.5 }, _bench.ReadTurnover(Body)!);
        Assert.Null(_bench.ReadOpenInterest(VenueBench.Body(Body)));
        Assert.Null(_bench.ReadTurnover("""{"error":null,"id":0,"result":null}"""));
    }

    private static string Frame(string symbol, string type, string name, string rows) =>
        $$"""{"sequence":79157171,"symbol":"{{symbol}}","{{name}}":[{{rows}}],"type":"{{type}}"}""";
}
