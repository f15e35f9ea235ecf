using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Bitstamp;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class BitstampTests
{
    private readonly Bitstamp _adapter = new();

    [Theory]
    [InlineData("0", AggressorSide.Buy)]
    [InlineData("1", AggressorSide.Sell)]
    public void The_type_is_the_side_of_the_taker_and_texts_beat_numbers(string type, AggressorSide side)
    {
        var bench = VenueBench.Following(_adapter, "main", "btcusd");

        bench.Parse($$"""{"data":{"id":5,"timestamp":"1641343699","amount":0.0016429999999999999,"amount_str":"0.00164300","price":100.0000001,"price_str":"100","type":{{type}},"microtimestamp":"1641343699596123"},"channel":"live_trades_btcusd","event":"trade"}""");

        Assert.Equal(new Trade(5, 1641343699596, 100, 0.001643, 0.001643 * 100, 1, side), Assert.Single(bench.Trades).Trade);
    }

    [Theory]
    [InlineData("\"type\":2", RejectReason.Side)]
    [InlineData("\"kind\":0", RejectReason.Side)]
    [InlineData("\"type\":[0]", RejectReason.Side)]
    public void A_side_is_never_guessed(string type, RejectReason reason)
    {
        var bench = VenueBench.Following(_adapter, "main", "btcusd");

        bench.Parse($$"""{"data":{"id":5,"amount":1,"price":100,{{type}},"microtimestamp":"1641343699596123"},"channel":"live_trades_btcusd","event":"trade"}""");

        Assert.Empty(bench.Trades);
        Assert.Equal(1, bench.Session.Rejected(reason));
    }

    [Fact]
    public void One_message_subscribes_to_one_market()
    {
        var bench = VenueBench.Following(_adapter, "main", "btcusd");

        Assert.Equal(1, _adapter.Descriptor.StreamsPerMessage);
        Assert.Equal("""{"event":"bts:subscribe","data":{"channel":"live_trades_btcusd"}}""", bench.Subscribe());
        Assert.Equal("""{"event":"bts:unsubscribe","data":{"channel":"live_trades_btcusd"}}""", bench.Unsubscribe());
    }

    [Fact]
    public void Answers_reach_the_subscription_book()
    {
        var bench = VenueBench.Following(_adapter, "main", "btcusd");

        var kinds = new[]
        {
            bench.Parse("""{"event":"bts:subscription_succeeded","channel":"live_trades_btcusd","data":{}}"""),
            bench.Parse("""{"event":"bts:error","channel":"","data":{"code":4001,"message":"Bad subscription string."}}"""),
            bench.Parse("""{"event":"bts:heartbeat","channel":"","data":{"status":"success"}}"""),
        };

        Assert.Equal([FrameKind.Acknowledged, FrameKind.Refused, FrameKind.Heartbeat], kinds);
        Assert.Equal(["accepted btcusd", "refused next: Bad subscription string."], bench.Answers.Lines);
    }

    [Fact]
    public void A_server_that_is_going_away_is_left()
    {
        var bench = VenueBench.Following(_adapter, "main", "btcusd");

        bench.Parse("""{"event":"bts:request_reconnect","channel":"","data":""}""");

        Assert.Equal(["reconnect: the venue asks for a new connection"], bench.Answers.Lines);
    }

    [Fact]
    public void The_window_of_past_trades_grows_until_it_reaches_the_gap()
    {
        var market = _adapter.Assume(new("BITSTAMP", "btcusd"))!;
        var search = VenueBench.Search(market, 50, 1_000_000_000, 90, 1_000_020_000);

        var first = _adapter.NextTrades(market, search);
        _adapter.ReadTrades(market, VenueBench.Body("""[{"date":"1000019","tid":"80","price":"2","type":"0","amount":"1"}]"""), search);
        var second = _adapter.NextTrades(market, search);
        _adapter.ReadTrades(market, VenueBench.Body("""[{"date":"1000019","tid":80,"price":"2","type":0,"amount":"1"},{"date":"1000000","tid":50,"price":"2","type":1,"amount":"1"}]"""), search);

        Assert.Equal("/api/v2/transactions/btcusd/?time=minute", first!.Value.Path);
        Assert.Equal("/api/v2/transactions/btcusd/?time=hour", second!.Value.Path);
        Assert.Null(_adapter.NextTrades(market, search));
        Assert.Equal([AggressorSide.Buy, AggressorSide.Buy, AggressorSide.Sell], search.Trades.Select(trade => trade.Side));
        Assert.Throws<FormatException>(() => _adapter.ReadTrades(market, VenueBench.Body("""{"status":"error"}"""), search));
    }

    [Fact]
    public void A_gap_of_days_is_asked_for_once()
    {
        var market = _adapter.Assume(new("BITSTAMP", "btcusd"))!;
        var search = VenueBench.Search(market, 50, 1_000_000_000, 90, 1_900_000_000);

        var first = _adapter.NextTrades(market, search);
        _adapter.ReadTrades(market, VenueBench.Body("[]"), search);

        Assert.Equal("/api/v2/transactions/btcusd/?time=day", first!.Value.Path);
        Assert.Null(_adapter.NextTrades(market, search));
    }

    [Fact]
    public void The_list_of_pairs_gives_spot_markets()
    {
        var listed = new List<Instrument>();

        Assert.True(_adapter.TryReadInstruments(VenueBench.Bodies("BITSTAMP", "rest-instruments.jsonl")[0], listed));
        Assert.True(_adapter.TryReadInstruments(VenueBench.Body("""[{"trading":"Enabled","url_symbol":"btcusd-perp","name":"BTC/USD-PERP"}]"""), []));

        Assert.Contains(listed, instrument => instrument is { Market.Symbol: "btceur", BaseCoin: "BTC", Quote: "EUR", IsTrading: true });
        Assert.DoesNotContain(listed, instrument => instrument.Market.Symbol.Contains("perp", StringComparison.Ordinal));
    }
}
