using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Ftx;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class FtxTests
{
    private readonly Ftx _adapter = new();
    private readonly VenueBench _bench = new(new Ftx());

    [Fact]
    public void A_trade_caused_by_a_liquidation_counts_as_both()
    {
        _bench.Parse(Frame("BTC-PERP", """{"id":114724653,"price":10000.5,"size":2,"side":"sell","liquidation":true,"time":"2020-09-15T00:02:05.787437+00:00"}"""));

        Assert.Equal(
            (new MarketId("FTX", "BTC-PERP"), new Trade(114724653, 1600128125787, 10000.5, 2, 20001, 1, AggressorSide.Sell, TradeKind.LiquidationTrade)),
            Assert.Single(_bench.Trades));
    }

    [Fact]
    public void Trades_without_an_id_get_one_each()
    {
        const string Row = """{"id":null,"price":64.33,"size":0.03,"side":"buy","liquidation":false,"time":"2019-09-01T00:00:12.659525+00:00"}""";

        _bench.Parse(Frame("LTC-PERP", $"{Row},{Row}"));

        var ids = _bench.Trades.Select(item => item.Trade.Id).ToArray();
        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id > 0));
        Assert.All(_bench.Trades, item => Assert.Equal((AggressorSide.Buy, TradeKind.Market), (item.Trade.Side, item.Trade.Kind)));
    }

    [Fact]
    public void The_venue_is_closed_and_never_dialled()
    {
        var plans = FeedPlanner.Plan(_adapter, new(), [_bench.Market("BTC-PERP")]);

        Assert.False(_adapter.Descriptor.IsAlive);
        Assert.Empty(plans.Feeds);
        Assert.Empty(_adapter.InstrumentCalls);
    }

    [Fact]
    public void Answers_are_told_apart()
    {
        var kinds = new[]
        {
            _bench.Parse("""{"type":"subscribed","channel":"trades","market":"BTC-PERP"}"""),
            _bench.Parse("""{"type":"unsubscribed","channel":"trades","market":"BTC-PERP"}"""),
            _bench.Parse("""{"type":"error","code":404,"msg":"No such market: X"}"""),
            _bench.Parse("""{"type":"pong"}"""),
            _bench.Parse("""{"type":"info","code":20001,"msg":"restart"}"""),
        };

        Assert.Equal([FrameKind.Acknowledged, FrameKind.Acknowledged, FrameKind.Refused, FrameKind.Heartbeat, FrameKind.Ignored], kinds);
        Assert.Equal(["accepted BTC-PERP", "refused next: No such market: X"], _bench.Answers.Lines);
    }

    [Theory]
    [InlineData("BTC-PERP", MarketKind.Perp, "BTC", "USD")]
    [InlineData("BTC-1227", MarketKind.Perp, "BTC", "USD")]
    [InlineData("BTC/EUR", MarketKind.Spot, "BTC", "EUR")]
    public void The_symbol_tells_the_kind(string symbol, MarketKind kind, string coin, string quote)
    {
        var instrument = _bench.Market(symbol);

        Assert.Equal((kind, coin, quote, 1.0), (instrument.Kind, instrument.BaseCoin, instrument.Quote, instrument.ContractSize));
    }

    [Fact]
    public void Contracts_on_moves_are_nothing_that_can_be_counted() =>
        Assert.Null(_adapter.Assume(new("FTX", "BTC-MOVE-0723")));

    [Fact]
    public void Recorded_lists_give_spot_and_perpetuals()
    {
        var bodies = VenueBench.Bodies("FTX", "rest-instruments.jsonl");

        var instruments = _bench.ReadInstruments(bodies[0])!;

        Assert.Contains(new Instrument(new("FTX", "BTC-PERP"), MarketKind.Perp, ContractKind.Linear, "BTC", "USD", 1, false), instruments);
        Assert.Contains(new Instrument(new("FTX", "BTC/USDT"), MarketKind.Spot, ContractKind.Spot, "BTC", "USDT", 1, false), instruments);
        Assert.DoesNotContain(instruments, instrument => instrument.Market.Symbol.Contains("MOVE", StringComparison.Ordinal));
        Assert.Empty(_bench.ReadInstruments(bodies[1])!);
    }

    private static string Frame(string market, string rows) =>
        $$"""{"channel":"trades","market":"{{market}}","type":"update","data":[{{rows}}]}""";
}
