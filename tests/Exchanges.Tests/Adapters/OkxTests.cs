using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Okx;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class OkxTests
{
    private static readonly Instrument LinearSwap =
        new(new("OKX", "BTC-USDT-SWAP"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 0.01, true);

    private readonly Okx _adapter = new();

    [Fact]
    public void A_merged_print_accounts_for_the_ids_of_its_fills()
    {
        var bench = new VenueBench(_adapter);

        bench.Parse(Trade("BTC-USDT", "1").Replace("\"ts\"", "\"count\":\"3\",\"ts\"", StringComparison.Ordinal));
        bench.Parse(Trade("BTC-USDT", "1"));

        Assert.Equal<ushort>([2, 0], bench.Trades.Select(item => item.Trade.IdsBefore));
    }

    [Fact]
    public void A_merged_print_counts_its_fills_and_keeps_the_id_of_the_last()
    {
        var bench = new VenueBench(_adapter);

        bench.Parse("""{"arg":{"channel":"trades","instId":"BTC-USDT"},"data":[{"instId":"BTC-USDT","tradeId":"130639474","px":"42219.9","sz":"0.5","side":"buy","ts":"1630048897897","count":"3","source":"0","seqId":1}]}""");

        Assert.Equal(
            (new MarketId("OKX", "BTC-USDT"), new Trade(130639474, 1630048897897, 42219.9, 0.5, 42219.9 * 0.5, 3, AggressorSide.Buy) { IdsBefore = 2 }), Assert.Single(bench.Trades));
    }

    [Fact]
    public void Swap_sizes_are_contracts_of_coins_or_of_dollars()
    {
        var bench = new VenueBench(_adapter, LinearSwap, Assumed("BTC-USD-SWAP"), Assumed("ETH-USD-SWAP"));

        bench.Parse(Trade("BTC-USDT-SWAP", "50.5"));
        bench.Parse(Trade("BTC-USD-SWAP", "50"));
        bench.Parse(Trade("ETH-USD-SWAP", "50"));

        Assert.Equal([(0.505, 10100), (0.25, 5000), (0.025, 500)], bench.Trades.Select(item => (item.Trade.Size, item.Trade.Notional)));
    }

    [Theory]
    [InlineData("""{"instId":"BTC-USDT","px":"1","sz":"1","side":"buy","ts":"1"}""", RejectReason.Id)]
    [InlineData("""{"instId":"BTC-USDT","tradeId":"5","px":"1","sz":"1","side":"buy","ts":"1","count":"0"}""", RejectReason.Id)]
    [InlineData("""{"instId":"BTC-USDT","tradeId":"5","px":"1","sz":"1","side":"buy","ts":"1","count":"6"}""", RejectReason.Id)]
    [InlineData("""{"instId":"BTC-USDT","tradeId":"5","px":"1","sz":"1","side":"","ts":"1"}""", RejectReason.Side)]
    [InlineData("""{"tradeId":"5","px":"1","sz":"1","side":"buy","ts":"1"}""", RejectReason.Market)]
    public void A_print_that_lacks_something_is_refused_for_it(string row, RejectReason reason)
    {
        var bench = new VenueBench(_adapter);

        var kind = bench.Parse($$"""{"arg":{"channel":"trades","instId":"BTC-USDT"},"data":[{{row}}]}""");

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Empty(bench.Trades);
        Assert.Equal(1, bench.Session.Rejected(reason));
    }

    [Fact]
    public void Forced_orders_of_followed_markets_are_reported_wherever_their_name_stands()
    {
        var bench = new VenueBench(_adapter, LinearSwap);

        var kind = bench.Parse("""{"data":[{"details":[{"bkLoss":"0","bkPx":"20000","ccy":"","posSide":"short","side":"buy","sz":"13","ts":"1692266434010"}],"instFamily":"BTC-USDT","instId":"BTC-USDT-SWAP","instType":"SWAP","uly":"BTC-USDT"},{"details":[{"bkPx":"1","side":"sell","sz":"1","ts":"1"}],"instId":"ELSE-USDT-SWAP"}],"arg":{"channel":"liquidation-orders","instType":"SWAP"}}""");

        Assert.Equal(FrameKind.Trades, kind);
        var trade = Assert.Single(bench.Trades).Trade;
        Assert.Equal((TradeKind.LiquidationReport, AggressorSide.Buy, 0.13, 0L, 1692266434010), (trade.Kind, trade.Side, trade.Size, trade.Id, trade.UnixMs));
        Assert.Equal(0, bench.Session.Rejections);
    }

    [Theory]
    [InlineData("""{"event":"subscribe","arg":{"channel":"trades","instId":"ETH-USDT"},"connId":"a4d3ae55"}""", FrameKind.Acknowledged, "accepted ETH-USDT")]
    [InlineData("""{"event":"subscribe","arg":{"channel":"liquidation-orders","instType":"SWAP"}}""", FrameKind.Acknowledged, "accepted greeting")]
    [InlineData("""{"event":"unsubscribe","arg":{"channel":"trades","instId":"ETH-USDT"}}""", FrameKind.Acknowledged, null)]
    [InlineData(
        """{"event":"error","code":"60018","msg":"Wrong URL or channel:trades,instId:X-Y doesn't exist.","connId":"m"}""",
        FrameKind.Refused,
        "refused next: Wrong URL or channel:trades,instId:X-Y doesn't exist.")]
    [InlineData("""{"event":"error","code":"60018","msg":"channel:liquidation-orders,instType:SWAP doesn't exist"}""", FrameKind.Refused, "refused greeting: channel:liquidation-orders,instType:SWAP doesn't exist")]
    [InlineData("""{"event":"error","code":"1"}""", FrameKind.Refused, "refused next: refused without a reason")]
    [InlineData("""{"event":"notice","code":"64008","msg":"The connection will soon be closed"}""", FrameKind.Ignored, "reconnect: the venue announces the end of the connection: The connection will soon be closed")]
    [InlineData("""{"event":"notice","code":"64009","msg":"Something else"}""", FrameKind.Ignored, null)]
    [InlineData("pong", FrameKind.Heartbeat, null)]
    [InlineData("pon", FrameKind.Malformed, null)]
    public void Answers_reach_the_subscriptions(string frame, FrameKind kind, string? line)
    {
        var bench = new VenueBench(_adapter);

        var seen = bench.Parse(frame);

        Assert.Equal(kind, seen);
        Assert.Equal(line is null ? [] : [line], bench.Answers.Lines);
    }

    [Fact]
    public void The_subscription_names_every_instrument()
    {
        var request = new SubscriptionRequest(1, "main", [Assumed("BTC-USDT"), LinearSwap]);

        var text = VenueBench.Text(_adapter.Subscribe(request));

        Assert.Equal("""{"op":"subscribe","args":[{"channel":"trades","instId":"BTC-USDT"},{"channel":"trades","instId":"BTC-USDT-SWAP"}]}""", text);
        Assert.Equal(text.Replace("\"sub", "\"unsub", StringComparison.Ordinal), VenueBench.Text(_adapter.Unsubscribe(request)));
    }

    [Fact]
    public void Recorded_lists_give_contract_sizes_and_leave_dated_contracts_out()
    {
        var found = VenueBench.Bodies("OKX", "rest-instruments.jsonl").SelectMany(body => VenueBench.InstrumentsIn(_adapter, VenueBench.Text(body))).ToList();

        Assert.Contains(new(new("OKX", "BTC-USDT"), MarketKind.Spot, ContractKind.Spot, "BTC", "USDT", 1, true), found);
        Assert.Contains(new(new("OKX", "BTC-USD-SWAP"), MarketKind.Perp, ContractKind.Inverse, "BTC", "USD", 100, true), found);
        Assert.Contains(LinearSwap, found);
        Assert.DoesNotContain(found, instrument => instrument.Market.Symbol.Any(char.IsAsciiDigit) && instrument.Kind == MarketKind.Perp && !instrument.Market.Symbol.EndsWith("-SWAP", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("linear", "BTC", "0.01", "10", 0.1)]
    [InlineData("inverse", "USD", "100", "1", 100.0)]
    [InlineData("inverse", "BTC", "1", "1", null)]
    [InlineData("linear", "USD", "1", "1", null)]
    [InlineData("linear", "BTC", "", "1", null)]
    [InlineData("", "BTC", "1", "1", null)]
    public void A_contract_is_worth_its_value_times_its_multiplier(string type, string currency, string value, string multiplier, double? size)
    {
        var found = VenueBench.InstrumentsIn(
            _adapter,
            $$"""{"code":"0","data":[{"instType":"SWAP","instId":"A","uly":"BTC-USD","ctType":"{{type}}","ctValCcy":"{{currency}}","ctVal":"{{value}}","ctMult":"{{multiplier}}","state":"suspend"}]}""");

        Assert.Equal(size, found.SingleOrDefault()?.ContractSize);
        Assert.DoesNotContain(found, instrument => instrument.IsTrading);
    }

    [Fact]
    public void A_gap_is_read_by_id_from_its_old_end_upwards()
    {
        var search = VenueBench.Search(LinearSwap, 1000, 1, 1250, 2);
        var asked = new List<string>();

        for (var call = _adapter.NextTrades(LinearSwap, search); call is not null && asked.Count < 10; call = _adapter.NextTrades(LinearSwap, search))
        {
            asked.Add(call.Value.Path);
            _adapter.ReadTrades(LinearSwap, Page(BoundOf(call.Value.Path)), search);
        }

        Assert.Equal([1100, 1200, 1250], asked.Select(BoundOf));
        Assert.Equal("/api/v5/market/history-trades?instId=BTC-USDT-SWAP&type=1&after=1100&limit=100", asked[0]);
        Assert.True(search.ReachesBack);
        Assert.Equal(249, search.Trades.Select(trade => trade.Id).Where(id => id is > 1000 and < 1250).Distinct().Count());
    }

    [Fact]
    public void Without_a_newer_end_the_search_stops_at_the_newest_trade()
    {
        var search = VenueBench.Search(LinearSwap, 1000, 1);
        var asked = 0;

        for (var call = _adapter.NextTrades(LinearSwap, search); call is not null && asked < 10; call = _adapter.NextTrades(LinearSwap, search))
        {
            asked++;
            _adapter.ReadTrades(LinearSwap, Page(BoundOf(call.Value.Path), newest: 1150), search);
        }

        Assert.Equal((2, 1150L), (asked, search.NewestId));
    }

    [Fact]
    public void Without_an_older_id_the_search_goes_down_until_it_is_old_enough()
    {
        var search = VenueBench.Search(LinearSwap, 0, 845, 1000, 1000);
        var asked = new List<long>();

        for (var call = _adapter.NextTrades(LinearSwap, search); call is not null && asked.Count < 10; call = _adapter.NextTrades(LinearSwap, search))
        {
            asked.Add(BoundOf(call.Value.Path));
            _adapter.ReadTrades(LinearSwap, Page(BoundOf(call.Value.Path)), search);
        }

        Assert.Equal([1000, 900], asked);
        Assert.True(search.ReachesBack);
    }

    [Fact]
    public void A_venue_that_answers_nothing_is_not_asked_again()
    {
        var upwards = VenueBench.Search(LinearSwap, 1000, 1, 5000, 2);
        var downwards = VenueBench.Search(LinearSwap, 0, 1, 5000, 2);

        foreach (var search in new[] { upwards, downwards })
        {
            Assert.NotNull(_adapter.NextTrades(LinearSwap, search));
            _adapter.ReadTrades(LinearSwap, """{"code":"0","msg":"","data":[]}"""u8.ToArray(), search);
            Assert.Null(_adapter.NextTrades(LinearSwap, search));
        }
    }

    [Fact]
    public void Recorded_answers_are_read_and_an_error_is_no_list()
    {
        var spot = Assumed("BTC-USDT");
        var search = VenueBench.Search(spot, 5, 5);

        Assert.All(VenueBench.Bodies("OKX", "rest-trades.jsonl"), body => _adapter.ReadTrades(spot, body, search));

        Assert.Equal(new(734864333, 1747087163557, 102537.9, 0.00013669, 102537.9 * 0.00013669, 1, AggressorSide.Sell), search.Trades[0]);
        Assert.Equal(4, search.Trades.Count);
        Assert.Throws<FormatException>(
            () => _adapter.ReadTrades(spot, """{"code":"51001","msg":"Instrument ID doesn't exist.","data":[]}"""u8.ToArray(), search));
    }

    [Fact]
    public void Open_interest_is_taken_in_coins_and_in_contracts_only_without_them()
    {
        var values = new List<OpenInterestValue>();

        Assert.True(_adapter.TryReadOpenInterest(Assert.Single(VenueBench.Bodies("OKX", "rest-oi.jsonl")), values));
        Assert.True(_adapter.TryReadOpenInterest("""{"code":"0","data":[{"instId":"A","oi":"7","oiCcy":"","ts":"3"},{"instId":"B","oi":"","oiCcy":""}]}"""u8.ToArray(), values));
        Assert.False(_adapter.TryReadOpenInterest("""{"code":"50011","msg":"Too Many Requests","data":[]}"""u8.ToArray(), values));

        Assert.Equal(
            [
                new(LinearSwap.Market, 555.55, OpenInterestUnit.Base, double.NaN, 1597026383085),
                new(new("OKX", "A"), 7, OpenInterestUnit.Contracts, double.NaN, 3),
            ],
            values);
        Assert.Equal("/api/v5/public/open-interest?instType=SWAP", Assert.Single(_adapter.OpenInterestCalls([LinearSwap, LinearSwap])).Path);
    }

    [Fact]
    public void Turnover_is_quote_units_on_spot_and_coins_times_price_on_swaps()
    {
        var turnover = new Dictionary<MarketId, double>();

        var isRead = _adapter.TryReadTurnover(
            """{"code":"0","data":[{"instType":"SPOT","instId":"BTC-USDT","last":"20000","volCcy24h":"5000"},{"instType":"SWAP","instId":"BTC-USDT-SWAP","last":"20000","volCcy24h":"3"}]}"""u8.ToArray(),
            turnover);

        Assert.True(isRead);
        Assert.Equal((5000, 60000), (turnover[new("OKX", "BTC-USDT")], turnover[LinearSwap.Market]));
    }

    private static string Trade(string symbol, string size) =>
        $$"""{"arg":{"channel":"trades","instId":"{{symbol}}"},"data":[{"instId":"{{symbol}}","tradeId":"7","px":"20000","sz":"{{size}}","side":"sell","ts":"1"}]}""";

    private static long BoundOf(string path) =>
        long.Parse(path.Split("after=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture);

    // The hundred trades below an id, newest first; a trade's time is its id.
    private static byte[] Page(long bound, long newest = long.MaxValue)
    {
        var rows = Enumerable.Range(1, 100).Select(i => bound - i).Where(id => id <= newest)
            .Select(id => $$"""{"instId":"BTC-USDT-SWAP","side":"sell","sz":"1","px":"10","tradeId":"{{id}}","ts":"{{id}}"}""");
        return VenueBench.Body($$"""{"code":"0","msg":"","data":[{{string.Join(',', rows)}}]}""");
    }

    private Instrument Assumed(string symbol) => _adapter.Assume(new("OKX", symbol))!;
}
