using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Bybit;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class BybitTests
{
    private const string Frame =
        """{"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":2,"data":[{"T":1672304486865,"s":"BTCUSDT","S":"Buy","v":"0.5","p":"16578.50","L":"PlusTick","i":"20f43950-d8dd-5b31-9112-a178eb6023af","BT":false,"RPI":true,"seq":7}]}""";

    private const string Body =
        """{"retCode":0,"retMsg":"OK","result":{"category":"linear","list":[{"execId":"20f43950-d8dd-5b31-9112-a178eb6023af","symbol":"BTCUSDT","price":"16578.50","size":"0.5","side":"Buy","time":"1672304486865","isBlockTrade":false},{"execId":"b","symbol":"BTCUSDT","price":"16578","size":"2","side":"Sell","time":"1672304486800","isBlockTrade":true}]},"time":3}""";

    private readonly Bybit _adapter = new();

    [Fact]
    public void Messages_called_snapshots_are_live_and_the_side_is_the_taker()
    {
        var bench = new VenueBench(_adapter);

        var kind = bench.Parse(Frame);

        Assert.Equal(FrameKind.Trades, kind);
        var (market, trade) = Assert.Single(bench.Trades);
        Assert.Equal("BYBIT:BTCUSDT", market.ToString());
        Assert.Equal(new(IdOf("20f43950-d8dd-5b31-9112-a178eb6023af"), 1672304486865, 16578.5, 0.5, 8289.25, 1, AggressorSide.Buy), trade);
    }

    [Fact]
    public void An_inverse_size_counts_dollars()
    {
        var bench = new VenueBench(_adapter, "inverse");

        bench.Parse("""{"topic":"publicTrade.BTCUSD","data":[{"T":1,"s":"BTCUSD","S":"Sell","v":"5000","p":"20000","i":"x"}]}""");

        var (market, trade) = Assert.Single(bench.Trades);
        Assert.Equal(("BYBIT:BTCUSD", 5000, 0.25, AggressorSide.Sell), (market.ToString(), trade.Notional, trade.Size, trade.Side));
    }

    [Fact]
    public void The_spot_endpoint_speaks_of_spot_markets()
    {
        var bench = new VenueBench(_adapter, "spot");

        bench.Parse("""{"topic":"publicTrade.BTCUSDT","ts":1,"type":"snapshot","data":[{"i":"2290000000050703789","T":1,"p":"28165.38","v":"0.5","S":"Sell","s":"BTCUSDT","BT":false}]}""");

        var (market, trade) = Assert.Single(bench.Trades);
        Assert.Equal(("BYBIT:BTCUSDT-SPOT", 2290000000050703789), (market.ToString(), trade.Id));
    }

    [Fact]
    public void A_block_trade_and_a_trade_without_id_are_refused_and_their_neighbour_is_kept()
    {
        var bench = new VenueBench(_adapter);

        bench.Parse("""{"topic":"publicTrade.BTCUSDT","data":[{"T":1,"s":"BTCUSDT","S":"Buy","v":"1","p":"10","i":"a","BT":true},{"T":1,"s":"BTCUSDT","S":"Buy","v":"1","p":"10"},{"T":1,"s":"BTCUSDT","S":"Buy","v":"1","p":"11","i":"c"}]}""");

        Assert.Equal(11, Assert.Single(bench.Trades).Trade.Price);
        Assert.Equal((1, 1), (bench.Session.Rejected(RejectReason.OrderClass), bench.Session.Rejected(RejectReason.Id)));
    }

    [Fact]
    public void A_liquidated_long_is_a_forced_sell_beside_the_flow()
    {
        var bench = new VenueBench(_adapter);

        var kind = bench.Parse("""{"topic":"allLiquidation.ROSEUSDT","type":"snapshot","ts":1,"data":[{"T":1739502302929,"s":"ROSEUSDT","S":"Buy","v":"20000","p":"0.04499"}]}""");

        Assert.Equal(FrameKind.Trades, kind);
        var trade = Assert.Single(bench.Trades).Trade;
        Assert.Equal((TradeKind.LiquidationReport, AggressorSide.Sell, 0L, 20000.0), (trade.Kind, trade.Side, trade.Id, trade.Size));
    }

    [Fact]
    public void A_topic_after_its_data_is_read_alike()
    {
        var bench = new VenueBench(_adapter);

        bench.Parse("""{"data":[{"T":1,"s":"BTCUSDT","S":"Buy","v":"1","p":"10"}],"topic":"allLiquidation.BTCUSDT"}""");
        bench.Parse("""{"data":[{"T":1,"s":"BTCUSDT","S":"Buy","v":"1","p":"10"}],"topic":"kline.1.BTCUSDT"}""");

        Assert.Equal(AggressorSide.Sell, Assert.Single(bench.Trades).Trade.Side);
    }

    [Theory]
    [InlineData("""{"success":true,"ret_msg":"subscribe","conn_id":"c","req_id":"7","op":"subscribe"}""", FrameKind.Acknowledged, "accepted 7")]
    [InlineData("""{"success":true,"ret_msg":"","conn_id":"c","req_id":"8","op":"unsubscribe"}""", FrameKind.Acknowledged, "accepted 8")]
    [InlineData("""{"success":false,"ret_msg":"args size >10","req_id":"9","op":"subscribe"}""", FrameKind.Refused, "refused 9: args size >10")]
    [InlineData("""{"success":false,"ret_msg":"Invalid topic: publicTrade.X","op":"subscribe"}""", FrameKind.Refused, "refused next: Invalid topic: publicTrade.X")]
    [InlineData("""{"success":false,"conn_id":"","op":""}""", FrameKind.Refused, "refused next: refused without a reason")]
    [InlineData("""{"success":true,"ret_msg":"pong","conn_id":"c","req_id":"0","op":"ping"}""", FrameKind.Heartbeat, null)]
    [InlineData("""{"req_id":"0","op":"pong","args":["1"],"conn_id":"c"}""", FrameKind.Heartbeat, null)]
    public void Answers_reach_the_subscriptions(string frame, FrameKind kind, string? line)
    {
        var bench = new VenueBench(_adapter);

        var seen = bench.Parse(frame);

        Assert.Equal(kind, seen);
        Assert.Equal(line is null ? [] : [line], bench.Answers.Lines);
    }

    [Fact]
    public void Contracts_are_subscribed_with_their_liquidations_and_spot_without()
    {
        var contract = new SubscriptionRequest(3, "linear", [Assumed("BTCUSDT"), Assumed("BTCPERP")]);
        var spot = new SubscriptionRequest(4, "spot", [Assumed("BTCUSDT-SPOT")]);

        Assert.Equal(
            """{"req_id":"3","op":"subscribe","args":["publicTrade.BTCUSDT","allLiquidation.BTCUSDT","publicTrade.BTCPERP","allLiquidation.BTCPERP"]}""",
            VenueBench.Text(_adapter.Subscribe(contract)));
        Assert.Equal("""{"req_id":"4","op":"unsubscribe","args":["publicTrade.BTCUSDT"]}""", VenueBench.Text(_adapter.Unsubscribe(spot)));
    }

    [Theory]
    [InlineData("BTCUSDT", ContractKind.Linear, "USDT", "linear")]
    [InlineData("BTCPERP", ContractKind.Linear, "USDC", "linear")]
    [InlineData("BTCUSD", ContractKind.Inverse, "USD", "inverse")]
    [InlineData("ETHBTC-SPOT", ContractKind.Spot, "BTC", "spot")]
    public void A_market_that_nobody_listed_is_known_by_its_name(string symbol, ContractKind contract, string quote, string endpoint)
    {
        var instrument = Assumed(symbol);

        Assert.Equal((contract, quote, 1.0), (instrument.Contract, instrument.Quote, instrument.ContractSize));
        Assert.Equal(endpoint, _adapter.EndpointOf(instrument, null));
    }

    [Fact]
    public void A_delivery_code_says_nothing_of_the_quote()
    {
        Assert.Null(_adapter.Assume(new("BYBIT", "BTCUSDH26")));
    }

    [Fact]
    public void Recorded_lists_tell_perpetuals_from_spot_and_old_ones_are_not_recognised()
    {
        var bodies = VenueBench.Bodies("BYBIT", "rest-instruments.jsonl");
        var found = new List<Instrument>();

        var recognised = bodies.Select(body => _adapter.TryReadInstruments(body, found)).ToArray();

        Assert.Equal(3, recognised.Count(known => known));
        Assert.Contains(new(new("BYBIT", "BTCUSD"), MarketKind.Perp, ContractKind.Inverse, "BTC", "USD", 1, true), found);
        Assert.Contains(new(new("BYBIT", "BTCUSDT-SPOT"), MarketKind.Spot, ContractKind.Spot, "BTC", "USDT", 1, true), found);
        Assert.Contains(found, instrument => instrument.Market.Symbol == "PRE02ZROUSDT" && !instrument.IsTrading);
    }

    [Fact]
    public void Dated_contracts_are_left_out_and_multipliers_stripped()
    {
        var found = VenueBench.InstrumentsIn(_adapter, """{"retCode":0,"result":{"category":"linear","list":[{"symbol":"BTC-29DEC26","contractType":"LinearFutures","status":"Trading","baseCoin":"BTC","quoteCoin":"USDC"},{"symbol":"1000PEPEUSDT","contractType":"LinearPerpetual","status":"Trading","baseCoin":"1000PEPE","quoteCoin":"USDT"}],"nextPageCursor":""}}""");

        var only = Assert.Single(found);
        Assert.Equal(("PEPE", "USDT", 1.0), (only.BaseCoin, only.Quote, only.ContractSize));
    }

    [Fact]
    public void Pages_follow_their_cursor_until_it_is_empty()
    {
        var first = _adapter.InstrumentCalls[0];

        var second = _adapter.NextInstruments(first, Page("first%3A1000&more"));
        var third = _adapter.NextInstruments(second!.Value, Page("b"));
        var end = _adapter.NextInstruments(third!.Value, Page(""));

        Assert.Equal(first.Path + "&cursor=first%253A1000%26more", second.Value.Path);
        Assert.Equal(first.Path + "&cursor=b", third.Value.Path);
        Assert.Null(end);
        Assert.Null(_adapter.NextInstruments(third.Value, Page("b")));
        Assert.Null(_adapter.NextInstruments(first, VenueBench.Body("<html>")));
    }

    [Fact]
    public void A_list_of_no_instruments_is_a_list_and_an_error_is_none()
    {
        var found = new List<Instrument>();

        Assert.True(_adapter.TryReadInstruments(Page(""), found));
        Assert.False(_adapter.TryReadInstruments("""{"retCode":10001,"retMsg":"params error","result":{}}"""u8.ToArray(), found));
        Assert.Empty(found);
    }

    [Fact]
    public void The_newest_trades_are_asked_for_once_and_have_the_ids_of_the_stream()
    {
        var bench = new VenueBench(_adapter);
        bench.Parse(Frame);
        var search = VenueBench.Search(Assumed("BTCUSDT"), 5, 1672304486000);

        var call = _adapter.NextTrades(Assumed("BTCUSDT"), search);
        _adapter.ReadTrades(Assumed("BTCUSDT"), VenueBench.Body(Body), search);

        Assert.Equal("/v5/market/recent-trade?category=linear&symbol=BTCUSDT&limit=1000", call!.Value.Path);
        Assert.Equal(Assert.Single(bench.Trades).Trade, Assert.Single(search.Trades));
        Assert.Null(_adapter.NextTrades(Assumed("BTCUSDT"), search));
    }

    [Fact]
    public void Spot_gives_sixty_trades_only()
    {
        var spot = Assumed("BTCUSDT-SPOT");

        var call = _adapter.NextTrades(spot, VenueBench.Search(spot, 5, 5));

        Assert.Equal("/v5/market/recent-trade?category=spot&symbol=BTCUSDT&limit=60", call!.Value.Path);
    }

    [Fact]
    public void The_recorded_answer_is_read_and_an_error_is_no_list()
    {
        var search = VenueBench.Search(Assumed("BTCUSDT"), 5, 5);

        _adapter.ReadTrades(Assumed("BTCUSDT"), Assert.Single(VenueBench.Bodies("BYBIT", "rest-trades.jsonl")), search);

        Assert.Equal((27450.5, 0.005), (Assert.Single(search.Trades).Price, search.Trades[0].Size));
        Assert.Throws<FormatException>(() => _adapter.ReadTrades(Assumed("BTCUSDT"), "<html>"u8.ToArray(), search));
        Assert.Throws<FormatException>(
            () => _adapter.ReadTrades(Assumed("BTCUSDT"), """{"retCode":10006,"retMsg":"Too many visits!","result":{}}"""u8.ToArray(), search));
    }

    [Fact]
    public void Open_interest_is_base_units_on_linear_and_dollars_on_inverse_contracts()
    {
        var values = new List<OpenInterestValue>();

        Assert.True(_adapter.TryReadOpenInterest(Tickers("linear", "BTCUSDT"), values));
        Assert.True(_adapter.TryReadOpenInterest(Tickers("inverse", "BTCUSD"), values));
        Assert.True(_adapter.TryReadOpenInterest(Assert.Single(VenueBench.Bodies("BYBIT", "rest-oi.jsonl")), values));
        Assert.False(_adapter.TryReadOpenInterest(Tickers("spot", "BTCUSDT"), values));

        Assert.Equal(
            [
                new(new("BYBIT", "BTCUSDT"), 52774.528, OpenInterestUnit.Base, 28552.81, 9),
                new(new("BYBIT", "BTCUSD"), 52774.528, OpenInterestUnit.Usd, 28552.81, 9),
                new(new("BYBIT", "BTCUSD"), 461134384, OpenInterestUnit.Usd, double.NaN, 1669571400000),
            ],
            values);
    }

    [Fact]
    public void One_call_for_each_kind_of_contract_covers_every_market()
    {
        var calls = _adapter.OpenInterestCalls([Assumed("BTCUSDT"), Assumed("ETHUSDT"), Assumed("BTCUSD"), Assumed("BTCUSDT-SPOT")]);

        Assert.Equal(["/v5/market/tickers?category=linear", "/v5/market/tickers?category=inverse"], calls.Select(call => call.Path));
    }

    [Fact]
    public void Turnover_is_quote_units_whatever_the_contract()
    {
        var turnover = new Dictionary<MarketId, double>();

        Assert.All(["linear", "inverse", "spot"], category => Assert.True(_adapter.TryReadTurnover(Tickers(category, "BTCUSD"), turnover)));
        Assert.False(_adapter.TryReadTurnover(Page(""), new Dictionary<MarketId, double>()));

        // The inverse row came last under the id that it shares with the linear one.
        Assert.Equal((151185.516, 4273027716.4294), (turnover[new("BYBIT", "BTCUSD")], turnover[new("BYBIT", "BTCUSD-SPOT")]));
    }

    private static byte[] Page(string cursor) =>
        VenueBench.Body(cursor.Length > 0
            ? """{"retCode":0,"result":{"list":[{"symbol":"A"}],"nextPageCursor":"?"}}""".Replace("?", cursor, StringComparison.Ordinal)
            : """{"retCode":0,"result":{"list":[],"nextPageCursor":""}}""");

    private static byte[] Tickers(string category, string symbol) => VenueBench.Body(
        $$"""{"retCode":0,"result":{"category":"{{category}}","list":[{"symbol":"{{symbol}}","lastPrice":"28550.70","markPrice":"28552.81","openInterest":"52774.528","turnover24h":"4273027716.4294","volume24h":"151185.5160"},{"symbol":"NEW","openInterest":"","turnover24h":"","volume24h":""}]},"time":9}""");

    private static long IdOf(string text) => TradeId.Of(VenueBench.Body(text));

    private Instrument Assumed(string symbol) => _adapter.Assume(new("BYBIT", symbol))!;
}
