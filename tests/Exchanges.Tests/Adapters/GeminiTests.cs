using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Gemini;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class GeminiTests
{
    private readonly Gemini _adapter = new();

    [Theory]
    [InlineData("true", AggressorSide.Sell)]
    [InlineData("false", AggressorSide.Buy)]
    public void The_third_stream_tells_who_rested(string buyerRested, AggressorSide side)
    {
        var bench = VenueBench.Following(_adapter, "v3", "BTCUSD");

        bench.Parse($$"""{"E":1783981140085684200,"s":"btcusd","t":2840141014190422,"p":"62145.5","q":"2","m":{{buyerRested}}}""");

        Assert.Equal(new Trade(2840141014190422, 1783981140085, 62145.5, 2, 124291, 1, side), Assert.Single(bench.Trades).Trade);
    }

    [Fact]
    public void A_missing_side_is_refused()
    {
        var bench = VenueBench.Following(_adapter, "v3", "BTCUSD");

        bench.Parse("""{"E":1783981140085684200,"s":"btcusd","t":5,"p":"62145.5","q":"2"}""");

        Assert.Empty(bench.Trades);
        Assert.Equal(1, bench.Session.Rejected(RejectReason.Side));
    }

    [Fact]
    public void The_second_stream_is_read_by_the_same_session()
    {
        var bench = VenueBench.Following(_adapter, "v2", "BTCUSD");

        bench.Parse("""{"type":"trade","symbol":"BTCUSD","event_id":8280715334,"timestamp":1569888020080,"price":"8325.00","quantity":"0.5","side":"buy"}""");

        Assert.Equal(new Trade(8280715334, 1569888020080, 8325, 0.5, 4162.5, 1, AggressorSide.Buy), Assert.Single(bench.Trades).Trade);
    }

    [Fact]
    public void The_first_book_of_the_second_stream_confirms_the_market_and_carries_past_trades()
    {
        var bench = VenueBench.Following(_adapter, "v2", "BTCUSD");

        var kind = bench.Parse(
            """{"trades":[{"type":"trade","symbol":"BTCUSD","event_id":3,"timestamp":1569888020080,"price":"8325.00","quantity":"0.5","side":"sell"}],"type":"l2_updates","symbol":"BTCUSD","changes":[["buy","1","2"]]}""");
        var later = bench.Parse("""{"type":"l2_updates","symbol":"BTCUSD","changes":[["buy","1","2"]]}""");

        Assert.Equal((FrameKind.History, FrameKind.Ignored), (kind, later));
        Assert.Empty(bench.Trades);
        Assert.Equal(["accepted BTCUSD"], bench.Answers.Lines);
    }

    [Fact]
    public void A_block_trade_has_no_side_and_is_no_flow_of_the_book()
    {
        var bench = VenueBench.Following(_adapter, "v2", "BTCUSD");

        bench.Parse("""{"type":"trade","symbol":"BTCUSD","event_id":3,"timestamp":1569888020080,"price":"8325.00","quantity":"0.5","side":"block"}""");

        Assert.Empty(bench.Trades);
        Assert.Equal(1, bench.Session.Rejected(RejectReason.Side));
    }

    [Fact]
    public void Subscriptions_speak_the_language_of_each_stream()
    {
        Assert.Equal("""{"id":7,"method":"SUBSCRIBE","params":["btcusd@trade","ethusd@trade"]}""", VenueBench.Following(_adapter, "v3", "BTCUSD", "ETHUSD").Subscribe());
        Assert.Equal("""{"type":"unsubscribe","subscriptions":[{"name":"l2","symbols":["BTCUSD"]}]}""", VenueBench.Following(_adapter, "v2", "BTCUSD").Unsubscribe("v2"));
    }

    [Fact]
    public void The_configured_kind_of_stream_chooses_the_endpoint()
    {
        var market = _adapter.Assume(new("GEMINI", "BTCUSD"))!;

        Assert.Equal(("v3", "v2"), (_adapter.EndpointOf(market, null), _adapter.EndpointOf(market, "v2")));
    }

    [Fact]
    public void Answers_reach_the_subscription_book()
    {
        var bench = VenueBench.Following(_adapter, "v3", "BTCUSD");

        bench.Parse("""{"id":7,"status":200,"result":null}""");
        bench.Parse("""{"id":8,"status":400,"error":{"code":-1,"msg":"Invalid stream"}}""");
        bench.Parse("""{"result":"error","reason":"InvalidJson"}""");

        Assert.Equal(["accepted 7", "refused 8: Invalid stream", "refused next: InvalidJson"], bench.Answers.Lines);
    }

    [Fact]
    public void Names_and_details_of_symbols_give_instruments()
    {
        var named = new List<Instrument>();
        var detailed = new List<Instrument>();

        Assert.True(_adapter.TryReadInstruments(VenueBench.Body("""["btcusd","ethgusd","btcgusdperp","???"]"""), named));
        Assert.All(VenueBench.Bodies("GEMINI", "rest-instruments.jsonl"), body => Assert.True(_adapter.TryReadInstruments(body, detailed)));
        Assert.False(_adapter.TryReadInstruments(VenueBench.Body("""{"result":"error"}"""), detailed));

        Assert.Equal(
            [("BTCUSD", "BTC", "USD", MarketKind.Spot), ("ETHGUSD", "ETH", "GUSD", MarketKind.Spot), ("BTCGUSDPERP", "BTC", "GUSD", MarketKind.Perp)],
            named.Select(item => (item.Market.Symbol, item.BaseCoin, item.Quote, item.Kind)));
        Assert.Equal(["BTCUSD", "ETHBTC", "ETHUSD", "ANKRUSD"], detailed.Select(item => item.Market.Symbol));
    }

    [Fact]
    public void Past_trades_are_asked_for_from_the_last_second_on()
    {
        var market = _adapter.Assume(new("GEMINI", "BTCUSD"))!;
        var search = VenueBench.Search(market, 5, 1_700_000_000_500, 9, 1_700_000_010_000);

        var call = _adapter.NextTrades(market, search);
        _adapter.ReadTrades(
            market,
            VenueBench.Body("""[{"timestamp":1700000001,"timestampms":1700000001250,"tid":7,"price":"2","amount":"3","exchange":"gemini","type":"sell"},{"timestampms":1700000000500,"tid":5,"price":"2","amount":"3","type":"buy"}]"""),
            search);

        Assert.Equal("/v1/trades/btcusd?limit_trades=500&timestamp=1700000000", call!.Value.Path);
        Assert.Equal(new Trade(7, 1700000001250, 2, 3, 6, 1, AggressorSide.Sell), search.Trades[0]);
        Assert.True(search.ReachesBack);
        Assert.Null(_adapter.NextTrades(market, search));
        Assert.Throws<FormatException>(() => _adapter.ReadTrades(market, VenueBench.Body("<html>"), search));
    }
}
