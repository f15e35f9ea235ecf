using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Kraken;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class KrakenTests
{
    private readonly Kraken _adapter = new();

    [Theory]
    [InlineData("update", FrameKind.Trades, 2)]
    [InlineData("snapshot", FrameKind.History, 0)]
    public void Every_element_of_a_message_is_read_and_a_snapshot_is_past(string type, FrameKind kind, int live)
    {
        var bench = VenueBench.Following(_adapter, "spot", "XBT/USD");

        var seen = bench.Parse(
            $$"""{"channel":"trade","type":"{{type}}","data":[{"symbol":"BTC/USD","side":"buy","price":100.5,"qty":2.0,"ord_type":"limit","trade_id":10,"timestamp":"2026-01-02T03:04:05.123456Z"},{"symbol":"BTC/USD","side":"sell","price":100.0,"qty":1e-3,"ord_type":"market","trade_id":11,"timestamp":"2026-01-02T03:04:05.123456Z"}]}""");

        Assert.Equal(kind, seen);
        Assert.Equal(live, bench.Trades.Count);
        Assert.All(bench.Trades.Take(1), first => Assert.Equal(new Trade(10, 1767323045123, 100.5, 2, 201, 1, AggressorSide.Buy), first.Trade));
    }

    [Fact]
    public void Market_ids_keep_the_old_coin_names_that_the_stream_gave_up()
    {
        var market = new MarketId("KRAKEN", "XBT/USD");

        Assert.Equal("BTC/USD", _adapter.WireSymbol(market));
        Assert.Equal(market, _adapter.MarketOf("spot", "BTC/USD"));
        Assert.Equal("ETH/BTC", _adapter.WireSymbol(_adapter.MarketOf("spot", "ETH/BTC")));
        Assert.Equal("KRAKEN:XDG/EUR", _adapter.MarketOf("spot", "DOGE/EUR").ToString());
        Assert.Equal("PF_XBTUSD", _adapter.WireSymbol(new("KRAKEN", "PF_XBTUSD")));
    }

    [Fact]
    public void Equal_prints_of_the_first_version_get_different_ids()
    {
        var bench = VenueBench.Following(_adapter, "spot", "ETH/USD");

        bench.Parse("""[1,[["5.5","2","1534614057.321597","s","l",""],["5.5","2","1534614057.321597","s","l",""]],"trade","ETH/USD"]""");

        Assert.Equal([1534614057321, 1534614057321], bench.Trades.Select(item => item.Trade.UnixMs));
        Assert.Equal(2, bench.Trades.Select(item => item.Trade.Id).Distinct().Count());
    }

    [Fact]
    public void Futures_count_dollars_under_PI_and_coins_under_PF()
    {
        var bench = VenueBench.Following(_adapter, "futures", "PI_XBTUSD", "PF_XBTUSD");

        bench.Parse("""{"feed":"trade","product_id":"PI_XBTUSD","uid":"a-1","side":"sell","type":"fill","seq":5,"time":1612269657781,"qty":500,"price":50000}""");
        bench.Parse("""{"feed":"trade","product_id":"PF_XBTUSD","uid":"a-2","side":"buy","type":"liquidation","seq":6,"time":1612269657781,"qty":0.5,"price":50000}""");

        Assert.Equal((0.01, 500, AggressorSide.Sell, TradeKind.Market), (bench.Trades[0].Trade.Size, bench.Trades[0].Trade.Notional, bench.Trades[0].Trade.Side, bench.Trades[0].Trade.Kind));
        Assert.Equal((0.5, 25000, AggressorSide.Buy, TradeKind.LiquidationTrade), (bench.Trades[1].Trade.Size, bench.Trades[1].Trade.Notional, bench.Trades[1].Trade.Side, bench.Trades[1].Trade.Kind));
    }

    [Theory]
    [InlineData("block")]
    [InlineData("assignment")]
    [InlineData("termination")]
    public void Transfers_beside_the_book_are_no_flow(string type)
    {
        var bench = VenueBench.Following(_adapter, "futures", "PF_XBTUSD");

        bench.Parse($$"""{"feed":"trade","product_id":"PF_XBTUSD","uid":"a","side":"sell","type":"{{type}}","seq":5,"time":1612269657781,"qty":5,"price":5}""");

        Assert.Empty(bench.Trades);
        Assert.Equal(1, bench.Session.Rejected(RejectReason.OrderClass));
    }

    [Fact]
    public void A_futures_snapshot_is_past()
    {
        var bench = VenueBench.Following(_adapter, "futures", "PI_XBTUSD");

        var kind = bench.Parse(
            """{"feed":"trade_snapshot","product_id":"PI_XBTUSD","trades":[{"feed":"trade","uid":"a","side":"sell","type":"fill","seq":5,"time":1612269657781,"qty":440,"price":34893}]}""");

        Assert.Equal(FrameKind.History, kind);
        Assert.Empty(bench.Trades);
    }

    [Fact]
    public void Subscriptions_speak_the_language_of_each_stream()
    {
        var spot = VenueBench.Following(_adapter, "spot", "XBT/USD", "ETH/USD");
        var futures = VenueBench.Following(_adapter, "futures", "PF_XBTUSD");

        Assert.Equal("""{"method":"subscribe","params":{"channel":"trade","symbol":["BTC/USD","ETH/USD"],"snapshot":true},"req_id":7}""", spot.Subscribe());
        Assert.Equal("""{"method":"unsubscribe","params":{"channel":"trade","symbol":["BTC/USD","ETH/USD"]},"req_id":7}""", spot.Unsubscribe());
        Assert.Equal("""{"event":"subscribe","feed":"trade","product_ids":["PF_XBTUSD"]}""", futures.Subscribe());
    }

    [Fact]
    public void Answers_come_by_symbol()
    {
        var bench = VenueBench.Following(_adapter, "spot", "XBT/USD");

        bench.Parse("""{"method":"subscribe","result":{"channel":"trade","snapshot":true,"symbol":"BTC/USD"},"success":true,"req_id":7}""");
        bench.Parse("""{"error":"Currency pair not supported FOO/BAR","method":"subscribe","req_id":7,"success":false,"symbol":"FOO/BAR"}""");
        bench.Parse("""{"event":"subscribed","feed":"trade","product_ids":["PF_XBTUSD"]}""");
        bench.Parse("""{"event":"subscribed","feed":"heartbeat"}""");
        bench.Parse("""{"event":"error","message":"Invalid product id"}""");
        bench.Parse("""{"Error":"Exceeded msg rate"}""");

        Assert.Equal(
            [
                "accepted BTC/USD", "refused FOO/BAR: Currency pair not supported FOO/BAR", "accepted PF_XBTUSD", "accepted greeting",
                "refused next: Invalid product id", "refused next: Exceeded msg rate",
            ],
            bench.Answers.Lines);
    }

    [Theory]
    [InlineData("""{"channel":"status","type":"update","data":[{"api_version":"v2","connection_id":7,"system":"ST","version":"2.0.7"}]}""")]
    [InlineData("""{"connectionID":7,"event":"systemStatus","status":"ST","version":"1.8.3"}""")]
    public void Only_a_system_that_turns_to_maintenance_announces_the_end_of_the_connection(string frame)
    {
        string[] Told(params string[] states)
        {
            var bench = VenueBench.Following(_adapter, "spot", "XBT/USD");
            foreach (var state in states)
            {
                bench.Parse(frame.Replace("ST", state, StringComparison.Ordinal));
            }

            return [.. bench.Answers.Lines];
        }

        Assert.Equal(["reconnect: the venue announces its maintenance"], Told("online", "maintenance", "maintenance"));
        Assert.Empty(Told("maintenance", "online", "post_only"));
    }

    [Theory]
    [InlineData("""{"channel":"heartbeat"}""")]
    [InlineData("""{"method":"pong","req_id":1}""")]
    [InlineData("""{"feed":"heartbeat","time":1612269657781}""")]
    public void Signs_of_life_are_recognised(string frame)
    {
        Assert.Equal(FrameKind.Heartbeat, VenueBench.Following(_adapter, "spot").Parse(frame));
    }

    [Fact]
    public void Lists_of_both_interfaces_give_instruments()
    {
        var spot = new List<Instrument>();
        var futures = new List<Instrument>();

        Assert.All(VenueBench.Bodies("KRAKEN", "rest-instruments.jsonl"), body => Assert.True(_adapter.TryReadInstruments(body, spot)));
        Assert.True(_adapter.TryReadInstruments(
            VenueBench.Body("""{"result":"success","instruments":[{"symbol":"PI_XBTUSD","type":"futures_inverse","tradeable":true,"contractSize":1},{"symbol":"PF_ETHUSD","type":"flexible_futures","tradeable":false,"contractSize":1},{"symbol":"FI_XBTUSD_260925","type":"futures_inverse","tradeable":true}]}"""),
            futures));
        Assert.False(_adapter.TryReadInstruments(VenueBench.Bodies("KRAKEN", "rest-trades.jsonl")[0], futures));

        Assert.Contains(spot, instrument => instrument is { Market.Symbol: "ADA/XBT", BaseCoin: "ADA", Quote: "BTC", Kind: MarketKind.Spot });
        Assert.Contains(spot, instrument => instrument is { Market.Symbol: "ETH/XBT", BaseCoin: "ETH" });
        Assert.Equal([(ContractKind.Inverse, "BTC", true), (ContractKind.Linear, "ETH", false)], futures.Select(item => (item.Contract, item.BaseCoin, item.IsTrading)));
    }

    [Fact]
    public void Past_spot_trades_carry_the_stream_ids_and_page_by_cursor()
    {
        var market = _adapter.Assume(new("KRAKEN", "XBT/USD"))!;
        var search = VenueBench.Search(market, 61044951, 1_688_669_597_000, 71044951, 1_788_669_597_000);

        var first = _adapter.NextTrades(market, search);
        _adapter.ReadTrades(market, VenueBench.Bodies("KRAKEN", "rest-trades.jsonl")[0], search);
        var second = _adapter.NextTrades(market, search);
        _adapter.ReadTrades(market, VenueBench.Bodies("KRAKEN", "rest-trades.jsonl")[0], search);

        Assert.Equal("/0/public/Trades?pair=XBTUSD&since=1688669596999999999&count=1000", first!.Value.Path);
        Assert.Equal("/0/public/Trades?pair=XBTUSD&since=1688671969993150842&count=1000", second!.Value.Path);
        Assert.Equal((61044952, 1688669597827, AggressorSide.Buy), (search.Trades[0].Id, search.Trades[0].UnixMs, search.Trades[0].Side));
        Assert.Equal(second, _adapter.NextTrades(market, search));
        Assert.Throws<FormatException>(() => _adapter.ReadTrades(market, VenueBench.Body("""{"error":["EGeneral:Too many requests"]}"""), search));
    }

    [Fact]
    public void Past_futures_trades_get_the_id_and_the_taker_of_the_stream()
    {
        var bench = VenueBench.Following(_adapter, "futures", "PF_XBTUSD");
        var search = VenueBench.Search(bench.Markets[0], 1, 1_700_000_000_000, 2, 1_700_000_010_000);

        var first = _adapter.NextTrades(bench.Markets[0], search);
        bench.Parse("""{"feed":"trade","product_id":"PF_XBTUSD","uid":"a-2","side":"buy","type":"fill","seq":6,"time":1700000000500,"qty":0.5,"price":50000}""");
        _adapter.ReadTrades(
            bench.Markets[0],
            VenueBench.Body("""{"elements":[{"uid":"x","timestamp":1700000000500,"event":{"Execution":{"execution":{"uid":"a-2","takerOrder":{"direction":"Buy"},"timestamp":1700000000500,"quantity":"0.5","price":"50000"}}}}],"continuationToken":"c=="}"""),
            search);

        Assert.Equal("/api/history/v3/market/PF_XBTUSD/executions?since=1700000000000&before=1700000010001&sort=asc&count=1000", first!.Value.Path);
        Assert.Equal(bench.Trades.Select(item => item.Trade), search.Trades);
        Assert.EndsWith("&continuationToken=c%3D%3D", _adapter.NextTrades(bench.Markets[0], search)!.Value.Path);
    }

    [Fact]
    public void Open_interest_of_perpetuals_stands_in_the_tickers()
    {
        var values = new List<OpenInterestValue>();

        Assert.True(_adapter.TryReadOpenInterest(
            VenueBench.Body("""{"result":"success","tickers":[{"symbol":"PF_XBTUSD","openInterest":1234.5,"markPrice":50000},{"symbol":"PI_XBTUSD","openInterest":0},{"symbol":"PF_ETHUSD"},{"symbol":"FI_XBTUSD_260925","openInterest":3}],"serverTime":"2026-01-02T03:04:05.000Z"}"""),
            values));
        Assert.False(_adapter.TryReadOpenInterest(VenueBench.Body("<html>"), values));

        Assert.Equal(2, values.Count);
        Assert.Equal(new OpenInterestValue(new("KRAKEN", "PF_XBTUSD"), 1234.5, OpenInterestUnit.Base, 50000, 1767323045000), values[0]);
        Assert.Equal((0, OpenInterestUnit.Usd), (values[1].Amount, values[1].Unit));
    }

    [Fact]
    public void Only_spot_ids_prove_completeness()
    {
        Assert.Equal(ProofKind.Ids, _adapter.ProofOf(_adapter.Assume(new("KRAKEN", "XBT/USD"))!, null));
        Assert.Equal(ProofKind.Overlap, _adapter.ProofOf(_adapter.Assume(new("KRAKEN", "PF_XBTUSD"))!, null));
    }
}
