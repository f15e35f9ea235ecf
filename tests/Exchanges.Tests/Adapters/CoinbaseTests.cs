using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Coinbase;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class CoinbaseTests
{
    private const string Match =
        """{"type":"match","trade_id":11,"side":"sell","size":"0.5","price":"100.25","product_id":"BTC-USD","sequence":5,"time":"2026-01-02T03:04:05.678901Z"}""";

    private readonly Coinbase _adapter = new();

    [Fact]
    public void A_resting_seller_means_that_the_taker_bought()
    {
        var bench = VenueBench.Following(_adapter, "exchange", "BTC-USD");

        var kind = bench.Parse(Match);

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal(new Trade(11, 1767323045678, 100.25, 0.5, 50.125, 1, AggressorSide.Buy), Assert.Single(bench.Trades).Trade);
    }

    [Fact]
    public void The_trade_from_before_the_subscription_is_past()
    {
        var bench = VenueBench.Following(_adapter, "exchange", "BTC-USD");

        var kind = bench.Parse(Match.Replace("\"match\"", "\"last_match\"", StringComparison.Ordinal));

        Assert.Equal(FrameKind.History, kind);
        Assert.Empty(bench.Trades);
    }

    [Fact]
    public void A_print_without_id_or_side_is_refused()
    {
        var bench = VenueBench.Following(_adapter, "exchange", "BTC-USD");

        bench.Parse(Match.Replace("\"trade_id\":11,", string.Empty, StringComparison.Ordinal));
        bench.Parse(Match.Replace("\"sell\"", "\"SHORT\"", StringComparison.Ordinal));

        Assert.Empty(bench.Trades);
        Assert.Equal((1, 1), (bench.Session.Rejected(RejectReason.Id), bench.Session.Rejected(RejectReason.Side)));
    }

    [Theory]
    [InlineData("update", new[] { AggressorSide.Buy, AggressorSide.Sell })]
    [InlineData("snapshot", new AggressorSide[0])]
    public void The_advanced_feed_names_the_maker_too_and_sends_history_as_snapshot(string type, AggressorSide[] sides)
    {
        var bench = VenueBench.Following(_adapter, "advanced", "BTC-PERP-INTX");

        bench.Parse(
            $$$"""{"channel":"market_trades","sequence_num":3,"events":[{"trades":[{"product_id":"BTC-PERP-INTX","trade_id":"9","price":"100","size":"2","time":"2026-01-02T03:04:05Z","side":"SELL"},{"product_id":"BTC-PERP-INTX","trade_id":"8","price":"99","size":"1","time":"2026-01-02T03:04:04Z","side":"BUY"}],"type":"{{{type}}}"}]}""");

        Assert.Equal(sides, bench.Trades.Select(item => item.Trade.Side));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void An_update_beside_a_snapshot_counts_and_the_snapshot_does_not(int first, int second)
    {
        var bench = VenueBench.Following(_adapter, "advanced", "BTC-PERP-INTX");
        string[] events =
        [
            """{"type":"snapshot","trades":[{"product_id":"BTC-PERP-INTX","trade_id":"6","price":"97","size":"1","time":"2026-01-02T03:04:01Z","side":"BUY"}]}""",
            """{"trades":[{"product_id":"BTC-PERP-INTX","trade_id":"7","price":"98","size":"1","time":"2026-01-02T03:04:02Z","side":"BUY"}],"type":"update"}""",
        ];

        var kind = bench.Parse($$"""{"channel":"market_trades","sequence_num":3,"events":[{{events[first]}},{{events[second]}}]}""");

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal([7], bench.Trades.Select(item => item.Trade.Id));
    }

    [Fact]
    public void Subscriptions_name_products_in_the_form_of_each_feed()
    {
        var spot = VenueBench.Following(_adapter, "exchange", "BTC-USD", "ETH-USD");
        var perp = VenueBench.Following(_adapter, "advanced", "BTC-PERP-INTX");

        Assert.Equal(
            """{"type":"subscribe","channels":[{"name":"matches","product_ids":["BTC-USD","ETH-USD"]},{"name":"heartbeat","product_ids":["BTC-USD","ETH-USD"]}]}""",
            spot.Subscribe());
        Assert.Equal("""{"type":"unsubscribe","channel":"market_trades","product_ids":["BTC-PERP-INTX"]}""", perp.Unsubscribe());
    }

    [Fact]
    public void Answers_reach_the_subscription_book()
    {
        var bench = VenueBench.Following(_adapter, "exchange", "BTC-USD");

        bench.Parse("""{"type":"subscriptions","channels":[{"product_ids":["BTC-USD"],"name":"matches"},{"name":"heartbeat","product_ids":["ETH-USD"]}]}""");
        bench.Parse("""{"type":"error","message":"Failed to subscribe","reason":"XX-USD is not a valid product"}""");
        bench.Parse("""{"channel":"subscriptions","events":[{"subscriptions":{"heartbeats":["heartbeats"],"market_trades":["BTC-PERP-INTX"]}}]}""");

        Assert.Equal(
            ["accepted BTC-USD", "refused next: Failed to subscribe: XX-USD is not a valid product", "accepted greeting", "accepted BTC-PERP-INTX"], bench.Answers.Lines);
    }

    [Fact]
    public void Perpetuals_go_to_the_advanced_feed()
    {
        var perp = _adapter.Assume(new("COINBASE", "BTC-PERP-INTX"))!;
        var spot = _adapter.Assume(new("COINBASE", "BTC-USD"))!;

        Assert.Equal(("advanced", ProofKind.Overlap), (_adapter.EndpointOf(perp, null), _adapter.ProofOf(perp, null)));
        Assert.Equal(("exchange", ProofKind.Ids), (_adapter.EndpointOf(spot, null), _adapter.ProofOf(spot, null)));
        Assert.Equal((MarketKind.Perp, "BTC", "USDC"), (perp.Kind, perp.BaseCoin, perp.Quote));
    }

    [Fact]
    public void Recorded_lists_give_instruments_without_aliases()
    {
        var bodies = VenueBench.Bodies("COINBASE", "rest-instruments.jsonl");
        var exchange = new List<Instrument>();
        var advanced = new List<Instrument>();

        Assert.True(_adapter.TryReadInstruments(bodies[0], exchange));
        Assert.True(_adapter.TryReadInstruments(
            VenueBench.Body("""{"products":[{"product_id":"BTC-USDC","alias":"BTC-USD","product_type":"SPOT","base_currency_id":"BTC","quote_currency_id":"USDC"},{"product_id":"1000PEPE-PERP-INTX","alias":"","product_type":"FUTURE","quote_currency_id":"USDC","status":"online"},{"product_id":"BIP-20DEC30-CDE","alias":"","product_type":"FUTURE"}]}"""),
            advanced));
        Assert.False(_adapter.TryReadInstruments(VenueBench.Body("""{"message":"NotFound"}"""), advanced));

        Assert.Contains(exchange, instrument => instrument is { Market.Symbol: "BTC-GBP", BaseCoin: "BTC", Quote: "GBP", IsTrading: true });
        Assert.Equal(("1000PEPE-PERP-INTX", "PEPE", 1.0), Assert.Single(advanced) is var only ? (only.Market.Symbol, only.BaseCoin, only.ContractSize) : default);
    }

    [Fact]
    public void A_hole_in_ids_is_filled_from_its_old_end_upwards()
    {
        var market = _adapter.Assume(new("COINBASE", "BTC-USD"))!;
        var search = VenueBench.Search(market, 100, 1, 1500, 2);

        var first = _adapter.NextTrades(market, search);
        _adapter.ReadTrades(market, VenueBench.Body($"[{string.Join(',', Enumerable.Range(101, 1000).Reverse().Select(Row))}]"), search);
        var second = _adapter.NextTrades(market, search);
        _adapter.ReadTrades(market, VenueBench.Body($"[{string.Join(',', Enumerable.Range(500, 1000).Reverse().Select(Row))}]"), search);

        Assert.Equal("/products/BTC-USD/trades?limit=1000&after=1101", first!.Value.Path);
        Assert.Equal("/products/BTC-USD/trades?limit=1000&after=1500", second!.Value.Path);
        Assert.Null(_adapter.NextTrades(market, search));
        Assert.Equal((1499, AggressorSide.Buy), (search.NewestId, search.Trades[0].Side));
    }

    [Fact]
    public void Another_answer_than_a_list_of_trades_is_said_to_be_none()
    {
        var market = _adapter.Assume(new("COINBASE", "BTC-USD"))!;
        var search = VenueBench.Search(market, 100, 1, 5000, 2);

        Assert.Throws<FormatException>(() => _adapter.ReadTrades(market, VenueBench.Body("<html>"), search));
        Assert.Throws<FormatException>(() => _adapter.ReadTrades(market, VenueBench.Body("""{"message":"slow down"}"""), search));
    }

    [Fact]
    public void Perpetual_trades_are_asked_for_by_time_and_read_as_recorded()
    {
        var market = _adapter.Assume(new("COINBASE", "BTC-PERP-INTX"))!;
        var search = VenueBench.Search(market, 5, 1_622_455_100_000, 9, 1_622_455_300_500);

        var call = _adapter.NextTrades(market, search);
        _adapter.ReadTrades(market, VenueBench.Bodies("COINBASE", "rest-trades.jsonl")[0], search);

        Assert.Equal("/api/v3/brokerage/market/products/BTC-PERP-INTX/ticker?limit=1000&start=1622455100&end=1622455301", call!.Value.Path);
        Assert.Equal((22350501, AggressorSide.Sell), (search.Trades[0].Id, search.Trades[0].Side));
        Assert.Null(_adapter.NextTrades(market, search));
    }

    [Fact]
    public void Turnover_is_read_in_quote_units()
    {
        var turnover = new Dictionary<MarketId, double>();

        Assert.True(_adapter.TryReadTurnover(VenueBench.Bodies("COINBASE", "rest-instruments.jsonl")[1], turnover));

        Assert.True(turnover[new("COINBASE", "BTC-USD")] > 1e8);
    }

    private static string Row(int id) =>
        $$"""{"trade_id":{{id}},"side":"sell","size":"1","price":"2","time":"2026-01-02T03:04:05.678901Z"}""";
}
