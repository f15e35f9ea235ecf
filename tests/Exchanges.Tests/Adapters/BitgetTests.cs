using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Bitget;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class BitgetTests
{
    private readonly Bitget _adapter = new();
    private readonly VenueBench _bench = new(new Bitget());

    [Fact]
    public void An_update_counts_for_the_kind_that_the_frame_names()
    {
        _bench.Parse(Frame("update", "usdt-futures", "BTCUSDT", """{"i":"1432912492051054592","p":"76631.3","v":"0.01","S":"buy","T":"1777358881008"}"""));
        _bench.Parse(Frame("update", "spot", "BTCUSDT", """{"i":"1432912492536195072","p":"76671.22","v":"0.5","S":"sell","T":"1777358880170"}"""));

        Assert.Equal(["BITGET:BTCUSDT", "BITGET:BTCUSDT-SPOT"], _bench.Trades.Select(item => item.Market.ToString()));
        Assert.Equal(new Trade(1432912492051054592, 1777358881008, 76631.3, 0.01, 76631.3 * 0.01, 1, AggressorSide.Buy), _bench.Trades[0].Trade);
        Assert.Equal((AggressorSide.Sell, 0.5), (_bench.Trades[1].Trade.Side, _bench.Trades[1].Trade.Size));
    }

    [Fact]
    public void A_snapshot_is_past()
    {
        var kind = _bench.Parse(Frame("snapshot", "usdt-futures", "BTCUSDT", """{"i":"14","p":"76631.3","v":"0.01","S":"buy","T":"1777358881008"}"""));

        Assert.Equal(FrameKind.History, kind);
        Assert.Empty(_bench.Trades);
    }

    [Fact]
    public void Rows_that_stand_before_their_argument_are_read_all_the_same()
    {
        _bench.Parse("""{"data":[{"i":"7","p":"2","v":"3","S":"sell","T":"1777358881008"}],"arg":{"symbol":"ETHUSDT","topic":"publicTrade","instType":"spot"},"action":"update"}""");

        Assert.Equal("BITGET:ETHUSDT-SPOT", Assert.Single(_bench.Trades).Market.ToString());
    }

    [Fact]
    public void The_older_interface_is_read_too()
    {
        var kind = _bench.Parse("""{"action":"update","arg":{"instType":"USDT-FUTURES","channel":"trade","instId":"LTCUSDT"},"data":[{"ts":"1730332858796","price":"72.5","size":"4","side":"buy","tradeId":"1235671058980749319"}],"ts":1730332858805}""");

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal((1235671058980749319, 4), (_bench.Trades[0].Trade.Id, _bench.Trades[0].Trade.Size));
    }

    [Fact]
    public void A_coin_margined_trade_is_refused_because_its_unit_is_not_certain()
    {
        _bench.Parse(Frame("update", "coin-futures", "BTCUSD", """{"i":"7","p":"2","v":"3","S":"sell","T":"1777358881008"}"""));

        Assert.Empty(_bench.Trades);
        Assert.Equal(1, _bench.Session.Rejected(RejectReason.Multiplier));
    }

    [Fact]
    public void A_liquidated_long_is_a_forced_sell_of_its_quote_amount()
    {
        var bench = new VenueBench(new Bitget(), _bench.Market("BTCUSDT"));

        var kind = bench.Parse("""{"action":"snapshot","arg":{"instType":"usdt-futures","topic":"liquidation"},"data":[{"symbol":"BTCUSDT","side":"buy","price":"50000","amount":"2500","ts":"1777358881008"},{"symbol":"XYZUSDT","side":"buy","price":"5","amount":"25","ts":"1777358881008"}],"ts":1777358881009}""");

        var trade = Assert.Single(bench.Trades).Trade;
        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal((TradeKind.LiquidationReport, AggressorSide.Sell, 0.05, 2500), (trade.Kind, trade.Side, trade.Size, trade.Notional));
        Assert.Equal(0, bench.Session.Rejections);
    }

    [Theory]
    [InlineData("v3", """{"op":"subscribe","args":[{"instType":"usdt-futures","topic":"publicTrade","symbol":"BTCUSDT"},{"instType":"usdc-futures","topic":"publicTrade","symbol":"BTCPERP"},{"instType":"spot","topic":"publicTrade","symbol":"BTCUSDT"}]}""")]
    [InlineData("v2", """{"op":"subscribe","args":[{"instType":"USDT-FUTURES","channel":"trade","instId":"BTCUSDT"},{"instType":"USDC-FUTURES","channel":"trade","instId":"BTCPERP"},{"instType":"SPOT","channel":"trade","instId":"BTCUSDT"}]}""")]
    public void The_subscription_names_kind_and_symbol(string endpoint, string expected)
    {
        var request = new SubscriptionRequest(3, endpoint, [_bench.Market("BTCUSDT"), _bench.Market("BTCPERP"), _bench.Market("BTCUSDT-SPOT")]);

        Assert.Equal(expected, VenueBench.Text(_adapter.Subscribe(request)));
        Assert.Equal(expected.Replace("subscribe", "unsubscribe", StringComparison.Ordinal), VenueBench.Text(_adapter.Unsubscribe(request)));
    }

    [Fact]
    public void The_configured_stream_chooses_the_interface()
    {
        Assert.Equal("v3", _adapter.EndpointOf(_bench.Market("BTCUSDT"), null));
        Assert.Equal("v2", _adapter.EndpointOf(_bench.Market("BTCUSDT"), "v2"));
    }

    [Fact]
    public void Answers_reach_the_market_that_they_name()
    {
        var kinds = new[]
        {
            _bench.Parse("""{"event":"subscribe","arg":{"instType":"spot","topic":"publicTrade","symbol":"BTCUSDT"}}"""),
            _bench.Parse("""{"event":"subscribe","arg":{"instType":"USDT-FUTURES","channel":"trade","instId":"BTCUSDT"}}"""),
            _bench.Parse("""{"event":"subscribe","arg":{"instType":"usdt-futures","topic":"liquidation"}}"""),
            _bench.Parse("""{"event":"error","arg":{"instType":"spot","topic":"publicTrade","symbol":"NOPE"},"code":30001,"msg":"doesn't exist"}"""),
            _bench.Parse("""{"event":"error","arg":{"instType":"usdt-futures","topic":"liquidation"},"code":30001,"msg":"doesn't exist"}"""),
            _bench.Parse("""{"event":"error","code":30003,"msg":"bad args","op":"subscribe"}"""),
        };

        Assert.Equal([FrameKind.Acknowledged, FrameKind.Acknowledged, FrameKind.Acknowledged, FrameKind.Refused, FrameKind.Refused, FrameKind.Refused], kinds);
        Assert.Equal(
            [
                "accepted BTCUSDT-SPOT", "accepted BTCUSDT", "accepted greeting", "refused NOPE-SPOT: 30001 doesn't exist",
                "refused greeting: 30001 doesn't exist", "refused next: 30003 bad args",
            ],
            _bench.Answers.Lines);
    }

    [Fact]
    public void The_heartbeat_is_plain_text()
    {
        Assert.Equal("ping", VenueBench.Text(_adapter.Descriptor.Heartbeat!.Text));
        Assert.Equal(FrameKind.Heartbeat, _bench.Parse("pong"));
        Assert.Equal(FrameKind.Malformed, _bench.Parse("pon"));
    }

    [Fact]
    public void The_list_offers_spot_and_perpetuals_and_neither_coin_margined_nor_dated_contracts()
    {
        var instruments = _bench.ReadInstruments(VenueBench.Body("""
            {"code":"00000","msg":"success","data":[
            {"symbol":"BTCUSDT","category":"SPOT","baseCoin":"BTC","quoteCoin":"USDT","status":"online"},
            {"symbol":"1000PEPEUSDT","category":"USDT-FUTURES","baseCoin":"1000PEPE","quoteCoin":"USDT","type":"perpetual","isRwa":"NO","status":"online"},
            {"symbol":"TSLAUSDT","category":"USDT-FUTURES","baseCoin":"TSLA","quoteCoin":"USDT","type":"perpetual","isRwa":"YES","status":"online"},
            {"symbol":"BTCPERP","category":"USDC-FUTURES","baseCoin":"BTC","quoteCoin":"USDC","type":"perpetual","status":"offline"},
            {"symbol":"BTCUSDT260327","category":"USDT-FUTURES","baseCoin":"BTC","quoteCoin":"USDT","type":"delivery","status":"online"},
            {"symbol":"BTCUSD","category":"COIN-FUTURES","baseCoin":"BTC","quoteCoin":"USD","type":"perpetual","status":"online"}]}
            """));

        Assert.Equal(
            [
                new Instrument(new("BITGET", "BTCUSDT-SPOT"), MarketKind.Spot, ContractKind.Spot, "BTC", "USDT", 1, true),
                new Instrument(new("BITGET", "1000PEPEUSDT"), MarketKind.Perp, ContractKind.Linear, "PEPE", "USDT", 1, true),
                new Instrument(new("BITGET", "TSLAUSDT"), MarketKind.Perp, ContractKind.Linear, "TSLA", "USDT", 1, false),
                new Instrument(new("BITGET", "BTCPERP"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDC", 1, false),
            ],
            instruments!);
    }

    [Fact]
    public void Of_the_recorded_lists_only_the_current_one_is_recognised()
    {
        var bodies = VenueBench.Bodies("BITGET", "rest-instruments.jsonl");

        var counts = bodies.Select(body => _bench.ReadInstruments(body)?.Length ?? -1).ToArray();

        Assert.Equal([-1, -1, -1, -1, 1], counts);
    }

    [Fact]
    public void A_gap_is_filled_from_its_newer_end_downwards_until_the_last_trade_is_met()
    {
        var gap = new Gap(new("BITGET", "BTCUSDT"), 100, 1_000_000, 200, 2_000_000, null, "reconnect");
        var pages = new[] { Fills((150, 1_500_000), (140, 1_400_000)), Fills((120, 1_200_000), (100, 1_000_000)) };

        var (paths, search) = _bench.Fill(_bench.Market("BTCUSDT"), gap, page => pages[page]);

        Assert.Equal(
            [
                "/api/v2/mix/market/fills-history?productType=usdt-futures&symbol=BTCUSDT&limit=1000&idLessThan=200",
                "/api/v2/mix/market/fills-history?productType=usdt-futures&symbol=BTCUSDT&limit=1000&idLessThan=140",
            ],
            paths);
        Assert.True(search.ReachesBack);
        Assert.Equal([150, 140, 120, 100], search.Trades.Select(trade => trade.Id));
        Assert.All(search.Trades, trade => Assert.Equal(AggressorSide.Buy, trade.Side));
    }

    [Fact]
    public void A_search_that_gets_no_further_ends()
    {
        var gap = new Gap(new("BITGET", "BTCUSDT-SPOT"), 1, 1_000_000, 0, 0, null, "reconnect");

        var (paths, search) = _bench.Fill(_bench.Market("BTCUSDT-SPOT"), gap, _ => Fills((150, 1_500_000)));

        Assert.Equal(
            ["/api/v2/spot/market/fills-history?symbol=BTCUSDT&limit=1000", "/api/v2/spot/market/fills-history?symbol=BTCUSDT&limit=1000&idLessThan=150"],
            paths);
        Assert.False(search.ReachesBack);
    }

    [Fact]
    public void Recorded_fills_are_read_and_anything_else_is_an_error_that_says_so()
    {
        var search = new TradeSearch(_bench.Market("BFTUSDT-SPOT"), new(new("BITGET", "BFTUSDT-SPOT"), 0, 1, 0, 0, null, "reconnect"));
        var body = VenueBench.Bodies("BITGET", "rest-trades.jsonl")[0];

        _adapter.ReadTrades(_bench.Market("BFTUSDT-SPOT"), body, search);

        Assert.Equal([(1, AggressorSide.Buy, 2470.6224), (2, AggressorSide.Sell, 3239.7976)], search.Trades.Select(trade => (trade.Id, trade.Side, trade.Size)));
        var error = Assert.Throws<FormatException>(() =>
            _adapter.ReadTrades(_bench.Market("BFTUSDT-SPOT"), VenueBench.Body("""{"code":"40034","msg":"no such symbol","data":null}"""), search));
        Assert.Contains("no such symbol", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_interest_is_asked_for_once_per_kind_of_margin_and_counts_base_units()
    {
        var calls = _adapter.OpenInterestCalls([_bench.Market("BTCUSDT"), _bench.Market("ETHUSDT"), _bench.Market("BTCPERP"), _bench.Market("BTCUSDT-SPOT")]);
        var recorded = _bench.ReadOpenInterest(VenueBench.Bodies("BITGET", "rest-oi.jsonl")[0]);
        var current = _bench.ReadOpenInterest(VenueBench.Body("""{"code":"00000","data":{"list":[{"symbol":"BTCUSDT","openInterest":"0"},{"symbol":"ETHUSDT"}],"ts":"1777358881008"}}"""));

        Assert.Equal(["/api/v3/market/open-interest?category=USDT-FUTURES", "/api/v3/market/open-interest?category=USDC-FUTURES"], calls.Select(call => call.Path));
        Assert.Equal([new(new("BITGET", "BTCUSDT"), 34278.06, OpenInterestUnit.Base, UnixMs: 1695796781616)], recorded!);
        Assert.Equal([new(new("BITGET", "BTCUSDT"), 0, OpenInterestUnit.Base, UnixMs: 1777358881008)], current!);
        Assert.Null(_bench.ReadOpenInterest(VenueBench.Body("""{"code":"00000","data":[]}""")));
    }

    [Fact]
    public void Turnover_of_both_kinds_is_told_apart_by_their_category()
    {
        var turnover = _bench.ReadTurnover("""{"code":"00000","data":[{"category":"SPOT","symbol":"BTCUSDT","turnover24h":"12.5"},{"category":"USDT-FUTURES","symbol":"BTCUSDT","turnover24h":"250"},{"category":"SPOT","symbol":"X"}]}""");

        Assert.Equal(new Dictionary<string, double> { ["BTCUSDT"] = 250, ["BTCUSDT-SPOT"] = 12.5 }, turnover!);
        Assert.Null(_bench.ReadTurnover("""{"code":"00000","data":[{"symbol":"BTCUSDT"}]}"""));
    }

    private static string Frame(string action, string kind, string symbol, string row) =>
        $$$"""{"action":"{{{action}}}","arg":{"instType":"{{{kind}}}","topic":"publicTrade","symbol":"{{{symbol}}}"},"data":[{{{row}}}],"ts":1777358881009}""";

    private static string Fills(params (long Id, long UnixMs)[] fills) =>
        $$"""{"code":"00000","data":[{{string.Join(',', fills.Select(fill => $$"""{"symbol":"BTCUSDT","tradeId":"{{fill.Id}}","side":"Buy","price":"5","size":"1","ts":"{{fill.UnixMs}}"}"""))}}]}""";
}
