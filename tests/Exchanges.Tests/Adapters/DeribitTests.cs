using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Deribit;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class DeribitTests
{
    private readonly Deribit _adapter = new();

    [Fact]
    public void Amounts_are_dollars_on_reversed_contracts_and_coins_on_all_others()
    {
        var bench = new VenueBench(_adapter);

        bench.Parse(Trades("""{"trade_seq":7,"trade_id":"ETH-1","timestamp":1566,"price":2000.0,"amount":500.0,"direction":"sell","instrument_name":"ETH-PERPETUAL","contracts":500}"""));
        bench.Parse(Trades("""{"trade_seq":8,"trade_id":"2","timestamp":1567,"price":20.0,"amount":5,"direction":"buy","instrument_name":"SOL_USDC-PERPETUAL","contracts":50}"""));

        Assert.Equal(
            [
                (new MarketId("DERIBIT", "ETH-PERPETUAL"), new Trade(7, 1566, 2000, 0.25, 500, 1, AggressorSide.Sell)),
                (new MarketId("DERIBIT", "SOL_USDC-PERPETUAL"), new Trade(8, 1567, 20, 5, 100, 1, AggressorSide.Buy)),
            ],
            bench.Trades);
    }

    [Fact]
    public void A_block_trade_is_refused_and_the_leg_of_a_combination_counts()
    {
        var bench = new VenueBench(_adapter);

        bench.Parse(Trades(
            """{"trade_seq":7,"timestamp":1,"price":2000,"amount":500,"direction":"sell","instrument_name":"ETH-PERPETUAL","block_trade_id":"BLOCK-1"},{"trade_seq":8,"timestamp":1,"price":2000,"amount":10,"direction":"sell","instrument_name":"ETH-PERPETUAL","combo_id":"ETH-FS","combo_trade_id":"43","block_trade_id":null}"""));

        var trade = Assert.Single(bench.Trades).Trade;
        Assert.Equal((8L, (ushort)1), (trade.Id, trade.IdsBefore));
        Assert.Equal(1, bench.Session.Rejected(RejectReason.OrderClass));
    }

    [Theory]
    [InlineData("T", new[] { TradeKind.LiquidationTrade }, new[] { AggressorSide.Sell })]
    [InlineData("M", new[] { TradeKind.Market, TradeKind.LiquidationReport }, new[] { AggressorSide.Sell, AggressorSide.Buy })]
    [InlineData("MT", new[] { TradeKind.LiquidationTrade, TradeKind.LiquidationReport }, new[] { AggressorSide.Sell, AggressorSide.Buy })]
    [InlineData("none", new[] { TradeKind.Market }, new[] { AggressorSide.Sell })]
    public void The_flag_tells_whose_order_was_forced(string flag, TradeKind[] kinds, AggressorSide[] sides)
    {
        var bench = new VenueBench(_adapter);

        bench.Parse(Trades($$"""{"trade_seq":7,"timestamp":1,"price":2000,"amount":500,"direction":"sell","instrument_name":"ETH-PERPETUAL","liquidation":"{{flag}}"}"""));

        Assert.Equal(kinds, bench.Trades.Select(item => item.Trade.Kind));
        Assert.Equal(sides, bench.Trades.Select(item => item.Trade.Side));
        Assert.All(bench.Trades, item => Assert.Equal(500, item.Trade.Notional));
    }

    [Fact]
    public void A_print_without_its_number_is_refused()
    {
        var bench = new VenueBench(_adapter);

        bench.Parse(Trades("""{"trade_id":"9","timestamp":1,"price":2000,"amount":500,"direction":"sell","instrument_name":"ETH-PERPETUAL"}"""));

        Assert.Empty(bench.Trades);
        Assert.Equal(1, bench.Session.Rejected(RejectReason.Id));
    }

    [Fact]
    public void A_channel_after_its_data_is_read_alike()
    {
        var bench = new VenueBench(_adapter);

        var kind = bench.Parse("""{"params":{"data":[{"trade_seq":7,"timestamp":1,"price":2000,"amount":500,"direction":"buy","instrument_name":"ETH-PERPETUAL"}],"channel":"trades.ETH-PERPETUAL.100ms"},"method":"subscription","jsonrpc":"2.0"}""");

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Single(bench.Trades);
    }

    [Fact]
    public void A_test_request_is_answered_at_once()
    {
        var bench = new VenueBench(_adapter);

        var kinds = new[]
        {
            bench.Parse("""{"jsonrpc":"2.0","method":"heartbeat","params":{"type":"heartbeat"}}"""),
            bench.Parse("""{"jsonrpc":"2.0","method":"heartbeat","params":{"type":"test_request"}}"""),
        };

        Assert.Equal([FrameKind.Heartbeat, FrameKind.Heartbeat], kinds);
        Assert.Equal(["""reply {"jsonrpc":"2.0","id":0,"method":"public/test","params":{}}"""], bench.Answers.Lines);
    }

    [Fact]
    public void What_is_missing_among_the_accepted_channels_is_refused()
    {
        var bench = new VenueBench(_adapter);

        var kind = bench.Parse("""{"result":["trades.BTC-PERPETUAL.100ms","trades.SOL_USDC-PERPETUAL.100ms"],"jsonrpc":"2.0","id":3}""");

        Assert.Equal(FrameKind.Acknowledged, kind);
        Assert.Equal(["accepted BTC-PERPETUAL", "accepted SOL_USDC-PERPETUAL", "finished 3: not among the accepted channels"], bench.Answers.Lines);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":3,"error":{"code":11050,"message":"bad_request","data":{}}}""", FrameKind.Refused, "refused 3: bad_request")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"error":{"code":10028,"message":"too_many_requests","data":null}}""", FrameKind.Refused, "refused 3: too_many_requests")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"error":{"code":11050,"message":"bad_request"}}""", FrameKind.Refused, "refused greeting: bad_request")]
    [InlineData("""{"jsonrpc":"2.0","id":1000000004,"result":["trades.BTC-PERPETUAL.100ms"]}""", FrameKind.Acknowledged, null)]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":"ok"}""", FrameKind.Heartbeat, "accepted greeting")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":{"version":"1.2.26"}}""", FrameKind.Heartbeat, "accepted greeting")]
    public void Answers_reach_the_subscriptions(string frame, FrameKind kind, string? line)
    {
        var bench = new VenueBench(_adapter);

        var seen = bench.Parse(frame);

        Assert.Equal(kind, seen);
        Assert.Equal(line is null ? [] : [line], bench.Answers.Lines);
    }

    [Fact]
    public void The_subscription_names_every_channel()
    {
        var request = new SubscriptionRequest(4, "main", [Assumed("BTC-PERPETUAL"), Assumed("BTC_USDC")]);

        Assert.Equal(
            """{"jsonrpc":"2.0","id":4,"method":"public/subscribe","params":{"channels":["trades.BTC-PERPETUAL.100ms","trades.BTC_USDC.100ms"]}}""",
            VenueBench.Text(_adapter.Subscribe(request)));
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1000000004,"method":"public/unsubscribe","params":{"channels":["trades.BTC-PERPETUAL.100ms","trades.BTC_USDC.100ms"]}}""",
            VenueBench.Text(_adapter.Unsubscribe(request)));
    }

    [Theory]
    [InlineData("BTC-PERPETUAL", MarketKind.Perp, ContractKind.Inverse, "USD")]
    [InlineData("BTC-25MAR22", MarketKind.Perp, ContractKind.Inverse, "USD")]
    [InlineData("SOL_USDC-PERPETUAL", MarketKind.Perp, ContractKind.Linear, "USDC")]
    [InlineData("BTC_USDC", MarketKind.Spot, ContractKind.Spot, "USDC")]
    public void A_market_that_nobody_listed_is_known_by_its_name(string symbol, MarketKind kind, ContractKind contract, string quote)
    {
        var instrument = Assumed(symbol);

        Assert.Equal((kind, contract, quote, 1.0), (instrument.Kind, instrument.Contract, instrument.Quote, instrument.ContractSize));
    }

    [Fact]
    public void Options_are_no_markets_of_ours()
    {
        Assert.Null(_adapter.Assume(new("DERIBIT", "ETH-30JUL21-2800-C")));
        Assert.Null(_adapter.Assume(new("DERIBIT", "MATIC_USDC-9MAR24-1d02-P")));
    }

    [Fact]
    public void Recorded_lists_give_futures_of_both_kinds_and_no_options_or_combinations()
    {
        var found = VenueBench.Bodies("DERIBIT", "rest-instruments.jsonl").SelectMany(body => VenueBench.InstrumentsIn(_adapter, VenueBench.Text(body))).ToList();

        Assert.Contains(new(new("DERIBIT", "BTC-PERPETUAL"), MarketKind.Perp, ContractKind.Inverse, "BTC", "USD", 1, true), found);
        Assert.Contains(new(new("DERIBIT", "BTC-25MAR22"), MarketKind.Perp, ContractKind.Inverse, "BTC", "USD", 1, true), found);
        Assert.Contains(new(new("DERIBIT", "BCH_USDC-PERPETUAL"), MarketKind.Perp, ContractKind.Linear, "BCH", "USDC", 1, true), found);
        Assert.DoesNotContain(found, instrument => instrument.Market.Symbol.Contains("COMBO", StringComparison.Ordinal) || Deribit.IsOption(instrument.Market.Symbol));
    }

    [Fact]
    public void Spot_pairs_are_listed_as_spot()
    {
        var found = VenueBench.InstrumentsIn(_adapter, """{"result":[{"kind":"spot","instrument_name":"ETH_BTC","instrument_type":"linear","settlement_period":"spot","base_currency":"ETH","quote_currency":"BTC","is_active":false}]}""");

        Assert.Equal([new(new("DERIBIT", "ETH_BTC"), MarketKind.Spot, ContractKind.Spot, "ETH", "BTC", 1, false)], found);
    }

    [Fact]
    public void A_gap_is_read_by_number_from_its_old_end_upwards()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 1000, 1, 2500, 2);

        var first = _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);
        _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(1000, 1999, 1), search);
        var second = _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);
        _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(2000, 2499, 1), search);
        var third = _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);

        Assert.Equal(
            "/api/v2/public/get_last_trades_by_instrument?instrument_name=BTC-PERPETUAL&start_seq=1000&end_seq=2499&sorting=asc&count=1000&include_old=true",
            first!.Value.Path);
        Assert.Contains("start_seq=2000&end_seq=2499", second!.Value.Path, StringComparison.Ordinal);
        Assert.Null(third);
        Assert.True(search.ReachesBack);
        Assert.Equal(1500, search.Trades.Count);
    }

    [Fact]
    public void A_page_that_is_not_full_ends_the_search_for_the_newest()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 1000, 1);

        var first = _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);
        _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(1001, 1005, 1), search);

        Assert.DoesNotContain("end_seq", first!.Value.Path, StringComparison.Ordinal);
        Assert.Null(_adapter.NextTrades(Assumed("BTC-PERPETUAL"), search));
    }

    [Fact]
    public void Without_an_older_number_the_search_goes_down_until_it_is_old_enough()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 0, 4_500, 6_000, 6_000);
        var asked = new List<string>();

        for (var top = 5_999; _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search) is { } call && asked.Count < 10; top -= 1000)
        {
            asked.Add(call.Path);
            _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(top - 999, top, -1), search);
        }

        Assert.Equal(2, asked.Count);
        Assert.Contains("&end_seq=5999&sorting=desc&", asked[0], StringComparison.Ordinal);
        Assert.Contains("&end_seq=4999&", asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Block_trades_are_accounted_for_by_the_print_after_them()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 10, 1, 20, 2);

        _adapter.ReadTrades(
            Assumed("BTC-PERPETUAL"),
            """{"result":{"trades":[{"trade_seq":13,"timestamp":1,"price":1,"amount":10,"direction":"buy"},{"trade_seq":12,"timestamp":1,"price":1,"amount":10,"direction":"buy","block_trade_id":"B"},{"trade_seq":11,"timestamp":1,"price":1,"amount":10,"direction":"buy","block_trade_id":"A"},{"trade_seq":14,"timestamp":1,"price":1,"amount":10,"direction":"buy"}]}}"""u8.ToArray(),
            search);

        Assert.Equal([(13L, (ushort)2), (14L, (ushort)0)], search.Trades.Select(trade => (trade.Id, trade.IdsBefore)));
    }

    [Fact]
    public void A_page_of_block_trades_alone_does_not_end_the_search()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 10, 1, 20, 2);
        _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);

        _adapter.ReadTrades(
            Assumed("BTC-PERPETUAL"),
            """{"result":{"has_more":true,"trades":[{"trade_seq":11,"timestamp":1,"price":1,"amount":10,"direction":"buy","block_trade_id":"B"}]}}"""u8.ToArray(),
            search);

        Assert.Empty(search.Trades);
        Assert.Contains("start_seq=12&", _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search)!.Value.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_venue_that_answers_nothing_new_is_not_asked_again()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 10, 1, 20, 2);

        _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);
        _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(5, 9, 1), search);

        Assert.Null(_adapter.NextTrades(Assumed("BTC-PERPETUAL"), search));
    }

    [Fact]
    public void Recorded_answers_are_read_with_the_numbers_of_the_stream_and_an_error_is_no_list()
    {
        var perpetual = Assumed("ETH-PERPETUAL");
        var search = VenueBench.Search(perpetual, 5, 5);

        Assert.All(VenueBench.Bodies("DERIBIT", "rest-trades.jsonl"), body => _adapter.ReadTrades(perpetual, body, search));

        Assert.Equal(new(203024587, 1766332040636, 2968.3, 1 / 2968.3, 1, 1, AggressorSide.Sell), search.Trades[0]);
        Assert.Throws<FormatException>(
            () => _adapter.ReadTrades(perpetual, """{"error":{"code":13020,"message":"instrument_not_found"}}"""u8.ToArray(), search));
        Assert.Throws<FormatException>(() => _adapter.ReadTrades(perpetual, "<html>"u8.ToArray(), search));
    }

    [Fact]
    public void Open_interest_is_dollars_on_reversed_contracts_and_coins_on_linear_ones()
    {
        var values = new List<OpenInterestValue>();

        Assert.True(_adapter.TryReadOpenInterest(Summary, values));
        Assert.True(_adapter.TryReadOpenInterest(Assert.Single(VenueBench.Bodies("DERIBIT", "rest-oi.jsonl")), values));
        Assert.False(_adapter.TryReadOpenInterest("""{"error":{"code":10028}}"""u8.ToArray(), values));

        Assert.Equal(
            [
                new(new("DERIBIT", "BTC-PERPETUAL"), 716004750, OpenInterestUnit.Usd, 63346.33, 5),
                new(new("DERIBIT", "SOL_USDC-PERPETUAL"), 0, OpenInterestUnit.Base, 20, 5),
                new(new("DERIBIT", "ETH-22FEB19-140-P"), 0.55, OpenInterestUnit.Base, double.NaN, 1550227952163),
            ],
            values);
    }

    [Fact]
    public void One_call_for_each_settlement_currency_covers_every_future()
    {
        var calls = _adapter.OpenInterestCalls(
            [Assumed("BTC-PERPETUAL"), Assumed("BTC-25MAR22"), Assumed("SOL_USDC-PERPETUAL"), Assumed("XRP_USDC-PERPETUAL"), Assumed("BTC_USDC")]);

        Assert.Equal(
            [
                "/api/v2/public/get_book_summary_by_currency?currency=BTC&kind=future",
                "/api/v2/public/get_book_summary_by_currency?currency=USDC&kind=future",
            ],
            calls.Select(call => call.Path));
    }

    [Fact]
    public void Turnover_is_the_dollar_volume()
    {
        var turnover = new Dictionary<MarketId, double>();

        Assert.True(_adapter.TryReadTurnover(Summary, turnover));

        Assert.Equal(177187410, turnover[new("DERIBIT", "BTC-PERPETUAL")]);
    }

    private static byte[] Summary =>
        """{"result":[{"instrument_name":"BTC-PERPETUAL","open_interest":716004750,"mark_price":63346.33,"volume_usd":177187410,"creation_timestamp":5},{"instrument_name":"SOL_USDC-PERPETUAL","open_interest":0.0,"mark_price":20,"volume_usd":1,"creation_timestamp":5},{"instrument_name":"X-PERPETUAL","open_interest":null}]}"""u8.ToArray();

    private static string Trades(string rows) =>
        $$$"""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"trades.X.100ms","data":[{{{rows}}}]}}""";

    // A trade's time is its number.
    private static byte[] Page(int first, int last, int step)
    {
        var ids = Enumerable.Range(first, last - first + 1);
        var rows = (step > 0 ? ids : ids.Reverse()).Select(
            id => $$"""{"trade_seq":{{id}},"timestamp":{{id}},"price":10,"amount":10,"direction":"buy","instrument_name":"BTC-PERPETUAL"}""");
        return VenueBench.Body($$$"""{"result":{"has_more":true,"trades":[{{{string.Join(',', rows)}}}]}}""");
    }

    private Instrument Assumed(string symbol) => _adapter.Assume(new("DERIBIT", symbol))!;
}
