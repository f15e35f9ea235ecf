using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Kucoin;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class KucoinTests
{
    private const string Contracts =
        """{"code":"200000","data":[{"symbol":"XBTUSDTM","type":"FFWCSX","baseCurrency":"XBT","quoteCurrency":"USDT","settleCurrency":"USDT","multiplier":0.001,"isInverse":false,"status":"Open","openInterest":"4615535","markPrice":50000.5,"turnoverOf24h":1e9},{"symbol":"XBTUSDM","type":"FFWCSX","baseCurrency":"XBT","quoteCurrency":"USD","settleCurrency":"XBT","multiplier":-1.0,"isInverse":true,"status":"Open","openInterest":"0","turnoverOf24h":7},{"symbol":"XBTMH26","type":"FFICSX","baseCurrency":"XBT","quoteCurrency":"USD","settleCurrency":"XBT","multiplier":-1.0,"isInverse":true,"status":"Open","openInterest":"5"}]}""";

    private readonly Kucoin _adapter = new();

    [Fact]
    public void A_spot_trade_gets_the_same_id_from_the_stream_and_from_rest()
    {
        var bench = VenueBench.Following(_adapter, "spot", "BTC-USDT");
        var search = VenueBench.Search(bench.Markets[0], 0, 1, 0, 0);

        bench.Parse("""{"type":"message","topic":"/market/match:BTC-USDT","subject":"trade.l3match","data":{"symbol":"BTC-USDT","side":"sell","type":"match","sequence":"1","size":"0.5","price":"20000","time":"1660608000026914990","tradeId":"62fade002e113d292303a18b"}}""");
        _adapter.ReadTrades(
            bench.Markets[0],
            VenueBench.Body("""{"code":"200000","data":[{"sequence":"9","price":"20000","size":"0.5","side":"sell","time":1660608000026914990}]}"""),
            search);

        var trade = Assert.Single(bench.Trades).Trade;
        Assert.Equal((1660608000026, 10000, AggressorSide.Sell), (trade.UnixMs, trade.Notional, trade.Side));
        Assert.Equal(trade, Assert.Single(search.Trades));
    }

    [Fact]
    public void Futures_count_contracts_of_the_listed_size()
    {
        var listed = new List<Instrument>();
        var sink = new Collected();
        Assert.True(_adapter.TryReadInstruments(VenueBench.Body(Contracts), listed));
        var session = new FeedSession(_adapter, "futures", listed);

        foreach (var symbol in new[] { "XBTUSDTM", "XBTUSDM" })
        {
            _adapter.Parse(
                Encoding.UTF8.GetBytes($$$"""{"topic":"/contractMarket/execution:{{{symbol}}}","type":"message","subject":"match","data":{"symbol":"{{{symbol}}}","side":"buy","size":5,"price":"50000","tradeId":"1743169228057","ts":1712570590399000000}}"""),
                session,
                sink);
        }

        Assert.Equal(["BTC", "BTC"], listed.Select(instrument => instrument.BaseCoin));
        Assert.Equal((0.005, 250), (sink.Trades[0].Trade.Size, sink.Trades[0].Trade.Notional));
        Assert.Equal((0.0001, 5), (sink.Trades[1].Trade.Size, sink.Trades[1].Trade.Notional));
        Assert.Equal(1743169228057, sink.Trades[0].Trade.Id);
    }

    [Fact]
    public void A_past_futures_trade_keeps_its_id()
    {
        var bench = VenueBench.Following(_adapter, "futures", "XBTUSDM");
        var search = VenueBench.Search(bench.Markets[0], 1, 1, 2, 2);

        var call = _adapter.NextTrades(bench.Markets[0], search);
        _adapter.ReadTrades(
            bench.Markets[0],
            VenueBench.Body("""{"code":"200000","data":[{"sequence":32114961,"side":"buy","size":39,"price":"4001.6","tradeId":"1743169228057","ts":1712570590399000000}]}"""),
            search);

        Assert.Equal(new("futures", "/api/v1/trade/history?symbol=XBTUSDM") { Weight = 5 }, call!.Value);
        Assert.Equal((1743169228057, 39), (search.Trades[0].Id, search.Trades[0].Notional));
        Assert.Null(_adapter.NextTrades(bench.Markets[0], search));
    }

    [Fact]
    public void The_unified_envelope_is_understood()
    {
        var bench = VenueBench.Following(_adapter, "spot", "ETH-USDT");

        var kind = bench.Parse("""{"T":"trade.SPOT","P":1768802538491160904,"d":{"E":2,"M":1768802538480000000,"S":"sell","p":"2000","q":"0.5","s":"ETH-USDT","ti":"20631804219899904"}}""");

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal(new Trade(20631804219899904, 1768802538480, 2000, 0.5, 1000, 1, AggressorSide.Sell), Assert.Single(bench.Trades).Trade);
    }

    [Fact]
    public void Subscriptions_name_markets_in_one_topic()
    {
        Assert.Equal(
            """{"id":"7","type":"subscribe","topic":"/market/match:BTC-USDT,ETH-USDT","privateChannel":false,"response":true}""",
            VenueBench.Following(_adapter, "spot", "BTC-USDT", "ETH-USDT").Subscribe());
        Assert.Equal(
            """{"id":"7","type":"unsubscribe","topic":"/contractMarket/execution:XBTUSDM","privateChannel":false,"response":true}""",
            VenueBench.Following(_adapter, "futures", "XBTUSDM").Unsubscribe());
    }

    [Fact]
    public void Answers_reach_the_subscription_book()
    {
        var bench = VenueBench.Following(_adapter, "spot", "BTC-USDT");

        var kinds = new[]
        {
            bench.Parse("""{"id":"hQvf8jkno","type":"welcome"}"""),
            bench.Parse("""{"id":"7","type":"ack"}"""),
            bench.Parse("""{"id":"8","type":"error","code":404,"data":"topic /market/match:X is not found"}"""),
            bench.Parse("""{"id":"ping","type":"pong"}"""),
        };

        Assert.Equal([FrameKind.Ignored, FrameKind.Acknowledged, FrameKind.Refused, FrameKind.Heartbeat], kinds);
        Assert.Equal(["accepted 7", "refused 8: topic /market/match:X is not found"], bench.Answers.Lines);
    }

    [Fact]
    public void A_ticket_names_the_address_to_dial()
    {
        var call = _adapter.TicketCall("futures")!.Value;
        var address = _adapter.ReadTicket(
            _adapter.Descriptor.Main.Address,
            VenueBench.Body("""{"code":"200000","data":{"token":"a+b==","instanceServers":[{"endpoint":"wss://host.example/endpoint","encrypt":true,"protocol":"websocket","pingInterval":18000,"pingTimeout":10000}]}}"""),
            1700000000123);

        Assert.Equal(("futures", "/api/v1/bullet-public", ""), (call.Endpoint, call.Path, call.Post));
        Assert.Equal("wss://host.example/endpoint?token=a%2Bb%3D%3D&connectId=1700000000123", address.AbsoluteUri);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("""{"code":"429000","msg":"Too many requests"}""")]
    [InlineData("""{"data":{"token":"a","instanceServers":[]}}""")]
    [InlineData("""{"data":{"token":"a","instanceServers":[{"endpoint":"file:///etc"}]}}""")]
    public void A_body_that_is_no_ticket_is_refused(string body)
    {
        Assert.Throws<FormatException>(() => _adapter.ReadTicket(_adapter.Descriptor.Main.Address, VenueBench.Body(body), 1));
    }

    [Fact]
    public void Open_interest_counts_contracts_of_perpetuals()
    {
        var values = new List<OpenInterestValue>();

        Assert.True(_adapter.TryReadOpenInterest(VenueBench.Body(Contracts), values));
        Assert.False(_adapter.TryReadOpenInterest(VenueBench.Bodies("KUCOIN", "rest-instruments.jsonl")[0], values));

        Assert.Equal([("XBTUSDTM", 4615535.0), ("XBTUSDM", 0.0)], values.Select(value => (value.Market.Symbol, value.Amount)));
        Assert.Equal((OpenInterestUnit.Contracts, 50000.5), (values[0].Unit, values[0].Price));
    }

    [Fact]
    public void Turnover_is_read_in_quote_units()
    {
        var turnover = new Dictionary<MarketId, double>();

        Assert.True(_adapter.TryReadTurnover(VenueBench.Body(Contracts), turnover));
        Assert.True(_adapter.TryReadTurnover(VenueBench.Body("""{"code":"200000","data":{"time":1,"ticker":[{"symbol":"BTC-USDT","volValue":"123.5"},{"symbol":"ETH-USDT"}]}}"""), turnover));
        Assert.False(_adapter.TryReadTurnover(VenueBench.Body("[]"), turnover));

        Assert.Equal(1e9, turnover[new("KUCOIN", "XBTUSDTM")]);
        Assert.Equal(123.5, turnover[new("KUCOIN", "BTC-USDT")]);
        Assert.False(turnover.ContainsKey(new("KUCOIN", "XBTUSDM")));
    }

    [Fact]
    public void Recorded_lists_and_past_trades_are_readable()
    {
        var listed = new List<Instrument>();
        var market = _adapter.Assume(new("KUCOIN", "BTC-USDT"))!;
        var search = VenueBench.Search(market, 0, 1, 0, 0);

        Assert.True(_adapter.TryReadInstruments(VenueBench.Bodies("KUCOIN", "rest-instruments.jsonl")[0], listed));
        _adapter.ReadTrades(market, VenueBench.Bodies("KUCOIN", "rest-trades.jsonl")[0], search);

        Assert.Contains(listed, instrument => instrument is { Market.Symbol: "BCHSV-BTC", BaseCoin: "BSV" or "BCHSV", Quote: "BTC" });
        Assert.Equal((2, 1545904567062), (search.Trades.Count, search.Trades[0].UnixMs));
        Assert.Throws<FormatException>(() => _adapter.ReadTrades(market, VenueBench.Body("""{"code":"400100","msg":"bad"}"""), search));
    }
}
