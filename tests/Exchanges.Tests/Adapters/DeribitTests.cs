using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
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

    private static string Trades(string rows) =>
        $$$"""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"trades.X.100ms","data":[{{{rows}}}]}}""";

    private Instrument Assumed(string symbol) => _adapter.Assume(new("DERIBIT", symbol))!;
}
