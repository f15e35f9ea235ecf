using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Bitfinex;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Feeds.Subscriptions;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class BitfinexTests
{
    private const string Subscribed = """{"event":"subscribed","channel":"trades","chanId":17,"symbol":"tBTCUSD","pair":"BTCUSD"}""";

    private readonly Bitfinex _adapter = new();
    private readonly VenueBench _bench = new(new Bitfinex());

    [Fact]
    public void A_trade_counts_once_when_it_is_executed_and_not_again_when_it_is_confirmed()
    {
        _bench.Parse(Subscribed);

        var kinds = new[]
        {
            _bench.Parse("""[17,"te",[382489563,1564617600709,-0.5,10000],18,1564617600784]"""),
            _bench.Parse("""[17,"tu",[382489563,1564617600709,-0.5,10000],19,1564617600790]"""),
        };

        Assert.Equal([FrameKind.Trades, FrameKind.Ignored], kinds);
        Assert.Equal(
            (new MarketId("BITFINEX", "BTCUSD"), new Trade(382489563, 1564617600709, 10000, 0.5, 5000, 1, AggressorSide.Sell)),
            Assert.Single(_bench.Trades));
    }

    [Fact]
    public void The_list_after_a_subscription_is_past()
    {
        _bench.Parse(Subscribed);

        var kind = _bench.Parse("""[17,[[2,1564617600709,0.5,10000],[1,1564617600700,-0.25,9999]],1,1564617600784]""");

        Assert.Equal(FrameKind.History, kind);
        Assert.Empty(_bench.Trades);
    }

    [Fact]
    public void A_list_of_another_channel_gives_nothing()
    {
        _bench.Parse("""{"event":"subscribed","channel":"book","chanId":18,"symbol":"tBTCUSD","pair":"BTCUSD"}""");

        Assert.Equal(FrameKind.Ignored, _bench.Parse("""[18,[[10000,1564617600709,0.5,10000]],1,1564617600784]"""));
        Assert.Equal(FrameKind.Ignored, _bench.Parse("""[18,[1570493698000,null,8210.5,8208.45],2,1564617600784]"""));
        Assert.Empty(_bench.Trades);
    }

    [Fact]
    public void A_new_connection_forgets_the_numbers_of_channels()
    {
        _bench.Parse(Subscribed);
        _bench.Session.BeginConnect(_bench.Answers);

        _bench.Parse("""[17,"te",[382489563,1564617600709,-0.5,10000],18,1564617600784]""");

        Assert.Empty(_bench.Trades);
        Assert.Equal(1, _bench.Session.Rejected(RejectReason.Market));
    }

    [Fact]
    public void A_perpetual_keeps_its_own_colon()
    {
        _bench.Parse("""{"event":"subscribed","channel":"trades","chanId":5,"symbol":"tBTCF0:USTF0","pair":"BTCF0:USTF0"}""");

        _bench.Parse("""[5,"te",[452025730,1590593199934,0.005,9135.5],11125,1590593199956]""");

        var (market, trade) = Assert.Single(_bench.Trades);
        Assert.Equal("BITFINEX:BTCF0:USTF0", market.ToString());
        Assert.Equal("tBTCF0:USTF0", _adapter.WireSymbol(market));
        Assert.Equal((AggressorSide.Buy, 0.005), (trade.Side, trade.Size));
    }

    [Fact]
    public void A_liquidated_long_is_a_forced_sell_and_its_execution_is_not_reported_again()
    {
        var bench = new VenueBench(new Bitfinex(), _bench.Market("BTCF0:USTF0"));

        var kind = bench.Parse("""
            [38,[["pos",143,1593522802742,null,"tBTCF0:USTF0",0.5,9135.9,null,0,1,null,9000],
            ["pos",143,1593522802743,null,"tBTCF0:USTF0",0.5,9135.9,null,1,1,null,9000],
            ["pos",144,1593522802744,null,"tETHF0:USTF0",0.5,135.9,null,0,1,null,90],
            ["pos",145,1593522802745,null,"tBTCF0:USTF0",-2,9200,null,0,1,null,null]],7,1593566593351]
            """);

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal(
            [
                new Trade(0, 1593522802742, 9000, 0.5, 4500, 1, AggressorSide.Sell, TradeKind.LiquidationReport),
                new Trade(0, 1593522802745, 9200, 2, 18400, 1, AggressorSide.Buy, TradeKind.LiquidationReport),
            ],
            bench.Trades.Select(item => item.Trade));
        Assert.Equal(0, bench.Session.Rejections);
    }

    [Fact]
    public void A_number_that_is_left_out_is_counted()
    {
        _bench.Parse("""[17,"hb",5,1564617600784]""");
        _bench.Parse("""[18,"hb",6,1564617600784]""");
        _bench.Parse("""[17,"hb",9,1564617600784]""");

        Assert.Equal(2, _bench.Session.SequenceHoles);

        _bench.Session.BeginConnect(_bench.Answers);
        _bench.Parse("""[17,"hb",1,1564617600784]""");
        _bench.Parse("""[17,"hb",2,1564617600784]""");

        Assert.Equal(2, _bench.Session.SequenceHoles);
    }

    [Fact]
    public void A_connection_is_greeted_with_its_settings_and_the_liquidations()
    {
        Assert.Equal(
            ["""{"event":"conf","flags":98304}""", """{"event":"subscribe","channel":"status","key":"liq:global"}"""],
            _adapter.Descriptor.Main.Greetings.Select(VenueBench.Text));
    }

    [Fact]
    public void A_subscription_is_ended_by_the_number_of_its_channel()
    {
        var request = new SubscriptionRequest(3, "main", [_bench.Market("BTCF0:USTF0")]);

        Assert.Equal("""{"event":"subscribe","channel":"trades","symbol":"tBTCF0:USTF0"}""", VenueBench.Text(_adapter.Subscribe(request)));
        Assert.Equal("""{"event":"unsubscribe","chanId":17}""", VenueBench.Text(_adapter.Unsubscribe(request with { Channels = [17] })));
        Assert.Empty(_adapter.Unsubscribe(request with { Channels = [0] }));
    }

    [Fact]
    public void The_book_of_subscriptions_remembers_the_numbers_that_acknowledgements_gave()
    {
        var clock = TimeProvider.System;
        var plan = new FeedPlan("BITFINEX/0", "BITFINEX", "main", new("wss://localhost"), [_bench.Market("BTCUSD")]);
        var book = new SubscriptionBook(plan, _adapter, new(), clock, new(clock));
        while (book.Next() is not null)
        {
            // Its greetings, and the subscription.
        }

        book.Answers.AcknowledgeMarket("tBTCUSD"u8);
        book.Answers.NameChannel(17, "tBTCUSD"u8);

        book.Change([], [_bench.Market("BTCUSD")]);

        Assert.Equal("""{"event":"unsubscribe","chanId":17}""", VenueBench.Text(book.Next()));
    }

    [Fact]
    public void Answers_reach_the_market_that_they_name()
    {
        _bench.Parse(Subscribed);
        _bench.Parse("""{"event":"subscribed","channel":"status","chanId":18,"key":"liq:global"}""");
        _bench.Parse("""{"event":"conf","status":"OK","flags":98304}""");
        _bench.Parse("""{"channel":"trades","symbol":"tNOPE","event":"error","msg":"symbol: invalid","code":10300,"pair":"NOPE"}""");
        _bench.Parse("""{"channel":"status","key":"liq:global","event":"error","msg":"no","code":10300}""");
        _bench.Parse("""{"event":"error","msg":"too many","code":10305}""");

        Assert.Equal(
            [
                "channel 17 tBTCUSD", "accepted tBTCUSD", "accepted greeting", "accepted greeting", "refused tNOPE: 10300 symbol: invalid",
                "refused greeting: 10300 no", "refused next: 10305 too many",
            ],
            _bench.Answers.Lines);
    }

    [Theory]
    [InlineData(20051, 1)]
    [InlineData(20060, 1)]
    [InlineData(20061, 1)]
    [InlineData(20099, 0)]
    public void A_restart_and_both_ends_of_maintenance_ask_for_a_new_connection(int code, int times)
    {
        var kind = _bench.Parse($$"""{"event":"info","code":{{code}},"msg":"words"}""");

        Assert.Equal(FrameKind.Ignored, kind);
        Assert.Equal(times, _bench.Answers.Lines.Count(line => line == $"reconnect: the venue asks for a new connection: {code} words"));
    }

    [Theory]
    [InlineData("""[17,"te",[1,2],7,8]""")]
    [InlineData("""[17,"te",[1,1564617600709,"x",10000],7,8]""")]
    [InlineData("""[17,"te",[1,1564617600709,0,10000],7,8]""")]
    [InlineData("""[17,"te",[],7,8]""")]
    public void A_trade_with_a_part_missing_is_refused(string frame)
    {
        _bench.Parse(Subscribed);

        _bench.Parse(frame);

        Assert.Empty(_bench.Trades);
        Assert.True(_bench.Session.Rejections > 0);
    }

    [Fact]
    public void Pairs_are_taken_apart_and_coins_get_their_common_names()
    {
        var instruments = _bench.ReadInstruments(VenueBench.Body(
            """[["BTCUSD","AVAX:USD","ALGUST","TESTBTC:TESTUSD","AAABBB"],["BTCF0:USTF0","DOTF0:BTCF0"],[["ALG","ALGO"],["UST","USDt"]]]"""));

        Assert.Equal(
            [
                new Instrument(new("BITFINEX", "BTCUSD"), MarketKind.Spot, ContractKind.Spot, "BTC", "USD", 1, true),
                new Instrument(new("BITFINEX", "AVAX:USD"), MarketKind.Spot, ContractKind.Spot, "AVAX", "USD", 1, true),
                new Instrument(new("BITFINEX", "ALGUST"), MarketKind.Spot, ContractKind.Spot, "ALGO", "USDT", 1, true),
                new Instrument(new("BITFINEX", "BTCF0:USTF0"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 1, true),
                new Instrument(new("BITFINEX", "DOTF0:BTCF0"), MarketKind.Perp, ContractKind.Linear, "DOT", "BTC", 1, true),
            ],
            instruments!);
    }

    [Fact]
    public void Recorded_lists_are_told_apart_by_their_shape()
    {
        var bodies = VenueBench.Bodies("BITFINEX", "rest-instruments.jsonl");

        var lists = bodies.Select(body => _bench.ReadInstruments(body)).ToArray();

        Assert.All(lists[0]!, instrument => Assert.Equal(MarketKind.Spot, instrument.Kind));
        Assert.All(lists[1]!, instrument => Assert.Equal(MarketKind.Perp, instrument.Kind));
        Assert.Contains(lists[1]!, instrument => instrument.Market.ToString() == "BITFINEX:BTCF0:USTF0");
        Assert.Equal([null, null, null], lists[2..]);
        Assert.All(bodies, body => Assert.Null(_bench.ReadOpenInterest(body)));
    }

    [Fact]
    public void A_gap_is_filled_from_its_older_end_upwards()
    {
        var gap = new Gap(new("BITFINEX", "BTCUSD"), 100, 1_000, 20_200, 13_000, null, "reconnect");
        var full = "[" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"[{100 + i},{1_000 + i},1,5]")) + "]";

        var (paths, search) = _bench.Fill(_bench.Market("BTCUSD"), gap, page => page == 0 ? full : "[[20100,12000,-1,5]]");

        Assert.Equal(
            ["/v2/trades/tBTCUSD/hist?start=1000&end=13000&limit=10000&sort=1", "/v2/trades/tBTCUSD/hist?start=10999&end=13000&limit=10000&sort=1"],
            paths);
        Assert.True(search.ReachesBack);
        Assert.Equal((10_001, AggressorSide.Sell), (search.Trades.Count, search.Trades[^1].Side));
    }

    [Fact]
    public void A_millisecond_with_more_trades_than_fit_into_an_answer_ends_the_search()
    {
        var gap = new Gap(new("BITFINEX", "BTCUSD"), 100, 1_000, 0, 0, null, "reconnect");
        var full = "[" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"[{100 + i},1000,1,5]")) + "]";

        var (paths, _) = _bench.Fill(_bench.Market("BTCUSD"), gap, _ => full);

        Assert.Single(paths);
    }

    [Fact]
    public void Recorded_trades_are_read_and_anything_else_is_an_error_that_says_so()
    {
        var market = _bench.Market("ETHUST");
        var search = new TradeSearch(market, new(market.Market, 0, 1, 0, 0, null, "reconnect"));

        _adapter.ReadTrades(market, VenueBench.Bodies("BITFINEX", "rest-trades.jsonl")[0], search);

        Assert.Equal(new Trade(388063448, 1567526214876, 10682, 1.918524, 1.918524 * 10682, 1, AggressorSide.Buy), Assert.Single(search.Trades));
        var error = Assert.Throws<FormatException>(() => _adapter.ReadTrades(market, VenueBench.Body("""["error",10020,"symbol: invalid"]"""), search));
        Assert.Contains("symbol: invalid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_interest_of_all_perpetuals_comes_in_one_answer()
    {
        var values = _bench.ReadOpenInterest(VenueBench.Body("""
            [["tBTCF0:USTF0",1590596819000,null,9166.3,9169.35,null,1372762.9,null,1590624000000,-0.00001415,533,null,0,null,null,9170.3525,null,null,3005.25851857,null],
            ["tETHF0:USTF0",1590596819000,null,9166.3,9169.35,null,1372762.9,null,1590624000000,-0.00001415,533,null,0,null,null,9170.3525,null,null,null,null]]
            """));

        Assert.Equal([new(new("BITFINEX", "BTCF0:USTF0"), 3005.25851857, OpenInterestUnit.Base, 9170.3525, 1590596819000)], values!);
        Assert.Equal("/v2/status/deriv?keys=ALL", Assert.Single(_adapter.OpenInterestCalls([_bench.Market("BTCF0:USTF0")])).Path);
        Assert.Empty(_adapter.OpenInterestCalls([_bench.Market("BTCUSD")]));
    }

    [Fact]
    public void Turnover_is_the_volume_of_a_day_at_the_last_price()
    {
        var turnover = _bench.ReadTurnover("""
            [["tBTCUSD",1,1,1,1,1,0.01,100,2.5,1,1],["fUSD",1,1,30,1,2,1,1,1,1,100,2,1,1,null,null,1],["tBTCF0:USTF0",1,1,1,1,1,0.01,200,3,1,1]]
            """);

        Assert.Equal(new Dictionary<string, double> { ["BTCF0:USTF0"] = 600, ["BTCUSD"] = 250 }, turnover!);
        Assert.Null(_bench.ReadTurnover("""["error",10020,"symbols: invalid"]"""));
    }
}
