using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Bitmex;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class BitmexTests
{
    private const string Quanto =
        """{"timestamp":"2021-07-22T22:31:49.091Z","symbol":"ADAUSDT","side":"Buy","size":1,"price":1.17478,"trdMatchID":"082f92a6","grossValue":1174780,"homeNotional":321.75,"foreignNotional":377.98}""";

    private readonly Bitmex _adapter = new();

    [Fact]
    public void The_stated_notionals_are_what_a_quanto_trade_is_worth()
    {
        var bench = new VenueBench(_adapter);

        bench.Parse(Trades("insert", Quanto));

        Assert.Equal(
            (new MarketId("BITMEX", "ADAUSDT"), new Trade(TradeId.Of("082f92a6"u8), 1626993109091, 1.17478, 321.75, 377.98, 1, AggressorSide.Buy)), Assert.Single(bench.Trades));
    }

    [Theory]
    [InlineData("\"homeNotional\":321.75,", "")]
    [InlineData("\"foreignNotional\":377.98", "\"foreignNotional\":null")]
    [InlineData("321.75", "0")]
    [InlineData("377.98", "-1")]
    public void A_trade_that_states_no_worth_is_refused(string good, string bad)
    {
        var bench = new VenueBench(_adapter);

        bench.Parse(Trades("insert", Quanto.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Empty(bench.Trades);
        Assert.Equal(1, bench.Session.Rejected(RejectReason.Size));
    }

    [Fact]
    public void What_comes_with_the_subscription_is_past_and_counts_for_nothing()
    {
        var bench = new VenueBench(_adapter);

        var kind = bench.Parse(Trades("partial", Quanto));

        Assert.Equal(FrameKind.History, kind);
        Assert.Empty(bench.Trades);
    }

    [Fact]
    public void Indices_are_passed_over_and_irregular_prints_are_refused()
    {
        var bench = new VenueBench(_adapter);

        bench.Parse(Trades("insert", """{"timestamp":"2021-07-22T22:31:49.091Z","symbol":".BXBT","price":1,"trdType":"Referential"}"""));
        bench.Parse(Trades("insert", Quanto.Replace("}", ",\"trdType\":\"Settlement\"}", StringComparison.Ordinal)));

        Assert.Empty(bench.Trades);
        Assert.Equal((1, 1), (bench.Session.Rejections, bench.Session.Rejected(RejectReason.OrderClass)));
    }

    [Fact]
    public void A_forced_order_stands_at_the_time_of_the_latest_trade_where_its_size_can_be_converted()
    {
        var bench = new VenueBench(_adapter);
        bench.Parse(Trades("insert", Quanto));

        bench.Parse("""{"table":"liquidation","action":"insert","data":[{"orderID":"dd","symbol":"XBTUSD","side":"Buy","price":10000,"leavesQty":9214},{"orderID":"de","symbol":"ADAUSDT","side":"Buy","price":1,"leavesQty":5}]}""");

        Assert.Equal(
            [new(0, 1626993109091, 10000, 0.9214, 9214, 1, AggressorSide.Buy, TradeKind.LiquidationReport)],
            bench.Trades.Skip(1).Select(item => item.Trade));
        Assert.Equal(1, bench.Session.Rejected(RejectReason.Size));
    }

    [Theory]
    [InlineData("""{"success":true,"subscribe":"trade:XBTUSD","request":{"op":"subscribe","args":["trade:XBTUSD"]}}""", FrameKind.Acknowledged, "accepted XBTUSD")]
    [InlineData("""{"success":false,"subscribe":"trade:XBTUSD"}""", FrameKind.Refused, "refused next: refused: trade:XBTUSD")]
    [InlineData("""{"status":400,"error":"Unknown table"}""", FrameKind.Refused, "refused next: refused: ")]
    [InlineData("""{"error":{"message":"Invalid API Key.","name":"HTTPError"}}""", FrameKind.Refused, "refused next: refused: ")]
    [InlineData("""{"info":"Welcome to the BitMEX Realtime API.","limit":{"remaining":39}}""", FrameKind.Ignored, null)]
    [InlineData("""{"table":"liquidation","action":"delete","data":[{"orderID":"dd","symbol":"XBTUSD"}]}""", FrameKind.Ignored, null)]
    [InlineData("pong", FrameKind.Heartbeat, null)]
    public void Other_messages_are_told_apart(string frame, FrameKind kind, string? line)
    {
        var bench = new VenueBench(_adapter);

        var seen = bench.Parse(frame);

        Assert.Equal(kind, seen);
        Assert.Equal(line is null ? [] : [line], bench.Answers.Lines);
    }

    [Fact]
    public void The_venue_is_never_connected_to()
    {
        Assert.False(_adapter.Descriptor.IsAlive);
        Assert.Equal("closed on 2026-09-23", _adapter.Descriptor.Closed);
        Assert.Empty(_adapter.InstrumentCalls);
        Assert.Empty(_adapter.Descriptor.Rests);
    }

    [Theory]
    [InlineData("XBTUSD", ContractKind.Inverse, "BTC", "USD")]
    [InlineData("XBTU21", ContractKind.Inverse, "BTC", "USD")]
    [InlineData("XBTUSDT", ContractKind.Linear, "BTC", "USDT")]
    [InlineData("ETHUSD", ContractKind.Linear, "ETH", "USD")]
    [InlineData("ETH_USDT", ContractKind.Spot, "ETH", "USDT")]
    public void A_market_that_nobody_listed_is_known_by_its_name(string symbol, ContractKind contract, string coin, string quote)
    {
        var instrument = _adapter.Assume(new("BITMEX", symbol))!;

        Assert.Equal((contract, coin, quote), (instrument.Contract, instrument.BaseCoin, instrument.Quote));
    }

    [Fact]
    public void A_dated_contract_of_another_coin_does_not_name_its_quote()
    {
        Assert.Null(_adapter.Assume(new("BITMEX", "TRXU21")));
    }

    [Fact]
    public void Recorded_lists_name_base_and_quote()
    {
        var found = VenueBench.Bodies("BITMEX", "rest-instruments.jsonl").Where(body => body[0] == '[')
            .SelectMany(body => VenueBench.InstrumentsIn(_adapter, VenueBench.Text(body))).ToList();

        Assert.Contains(new(new("BITMEX", "XBTUSD"), MarketKind.Perp, ContractKind.Inverse, "BTC", "USD", 1, true), found);
        Assert.Contains(new(new("BITMEX", "ADAUSDT"), MarketKind.Perp, ContractKind.Linear, "ADA", "USDT", 1, true), found);
        Assert.Contains(new(new("BITMEX", "TRXU21"), MarketKind.Perp, ContractKind.Linear, "TRX", "BTC", 1, true), found);
        Assert.False(_adapter.TryReadInstruments("""{"error":{"message":"x"}}"""u8.ToArray(), []));
    }

    private static string Trades(string action, string row) => $$"""{"table":"trade","action":"{{action}}","data":[{{row}}]}""";
}
