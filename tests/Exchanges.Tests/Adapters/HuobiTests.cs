using System.IO.Compression;
using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Huobi;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class HuobiTests
{
    private readonly Huobi _huobi = new();
    private readonly Instrument _market;
    private readonly VenueBench _bench;

    public HuobiTests()
    {
        _market = _huobi.Assume(new("HUOBI", "ethusdt"))!;
        _bench = new(_huobi, "main", _market);
    }

    [Fact]
    public void One_topic_is_asked_for_in_a_message()
    {
        var request = new SubscriptionRequest(3, "main", [_market]);

        Assert.Equal("""{"sub":"market.ethusdt.trade.detail","id":"3"}""", Encoding.UTF8.GetString(_huobi.Subscribe(request)));
        Assert.Equal("""{"unsub":"market.ethusdt.trade.detail","id":"3"}""", Encoding.UTF8.GetString(_huobi.Unsubscribe(request)));
        Assert.Equal(1, _huobi.Descriptor.StreamsPerMessage);
    }

    [Fact]
    public void A_ping_is_answered_with_its_own_number()
    {
        var kind = _bench.Parse(Packed("""{"ping":1618678073643}"""));

        Assert.Equal(FrameKind.Heartbeat, kind);
        Assert.Equal(["reply {\"pong\":1618678073643}"], _bench.Answers.Lines);
    }

    [Fact]
    public void Answers_name_the_market_or_the_request()
    {
        _bench.Parse("""{"id":"1","status":"ok","subbed":"market.ethusdt.trade.detail","ts":1489474081631}""");
        var refused = _bench.Parse("""{"status":"error","ts":1,"id":"4","err-code":"bad-request","err-msg":"invalid topic market.xusdt.trade.detail"}""");
        _bench.Parse("""{"status":"error","err-code":"bad-request","err-msg":"invalid topic"}""");

        Assert.Equal(FrameKind.Refused, refused);
        Assert.Equal(
            ["accepted ethusdt", "refused 4: bad-request: invalid topic market.xusdt.trade.detail", "refused next: bad-request: invalid topic"],
            _bench.Answers.Lines);
    }

    [Fact]
    public void The_first_push_of_a_topic_is_the_past()
    {
        var first = _bench.Parse(Packed(Push(7, "buy")));
        var second = _bench.Parse(Packed(Push(8, "sell")));

        Assert.Equal((FrameKind.History, FrameKind.Trades), (first, second));
        Assert.Equal(new Trade(8, 1630994963173, 52648.62, 0.5, 52648.62 * 0.5, 1, AggressorSide.Sell), Assert.Single(_bench.Trades).Trade);
    }

    [Fact]
    public void Trades_of_a_push_come_in_the_order_of_their_ids()
    {
        _bench.Parse(Push(7, "buy"));

        _bench.Parse(
            """{"ch":"market.ethusdt.trade.detail","ts":3,"tick":{"data":[{"ts":5,"tradeId":10,"amount":1,"price":2,"direction":"buy"},{"ts":4,"tradeId":8,"amount":1,"price":2,"direction":"buy"},{"ts":4,"tradeId":9,"amount":1,"price":2,"direction":"buy"}]}}""");

        Assert.Equal([8, 9, 10], _bench.Trades.Select(item => item.Trade.Id));
    }

    [Fact]
    public void After_a_reconnect_the_first_push_may_hold_what_was_missed()
    {
        _bench.Parse(Push(7, "buy"));
        _bench.Session.BeginConnect(new RecordedAnswers());

        Assert.Equal(FrameKind.Trades, _bench.Parse(Push(8, "buy")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("BUY")]
    public void A_direction_that_is_neither_is_refused(string direction)
    {
        _bench.Parse(Push(7, "buy"));

        _bench.Parse(Push(8, direction));

        Assert.Empty(_bench.Trades);
        Assert.Equal(1, _bench.Session.Rejected(RejectReason.Side));
    }

    [Fact]
    public void A_packed_message_with_a_flipped_bit_is_malformed()
    {
        var frame = Packed(Push(7, "buy"));
        frame[^2] ^= 1;

        Assert.Equal(FrameKind.Malformed, _bench.Parse(frame));
        Assert.Empty(_bench.Trades);
    }

    [Fact]
    public void The_newest_trades_are_asked_for_once_and_have_the_ids_of_the_stream()
    {
        var search = VenueBench.Search(_market, 6, 1630994963000);
        var call = _huobi.NextTrades(_market, search);

        _huobi.ReadTrades(
            _market,
            """{"ch":"market.ethusdt.trade.detail","status":"ok","ts":2,"data":[{"id":9,"ts":1630994963173,"data":[{"id":1.37e+26,"ts":1630994963173,"trade-id":8,"amount":0.5,"price":52648.62,"direction":"sell"}]},{"id":8,"ts":1,"data":[{"id":1.36e+26,"ts":1630994962999,"trade-id":6,"amount":0.5,"price":52648.62,"direction":"buy"}]}]}"""u8.ToArray(),
            search);

        _bench.Parse(Push(7, "buy"));
        _bench.Parse(Push(8, "sell"));
        Assert.Equal("/market/history/trade?symbol=ethusdt&size=2000", call?.Path);
        Assert.Equal([_bench.Trades[0].Trade.Id, 6], search.Trades.Select(trade => trade.Id));
        Assert.Equal(_bench.Trades[0].Trade, search.Trades[0]);
        Assert.True(search.ReachesBack);
        Assert.Null(_huobi.NextTrades(_market, search));
        Assert.Equal(ProofKind.Ids, _huobi.ProofOf(_market, null));
    }

    [Theory]
    [InlineData("<html>busy</html>")]
    [InlineData("""{"status":"error","err-code":"invalid-parameter"}""")]
    public void An_answer_without_trades_says_what_it_is(string body)
    {
        var search = VenueBench.Search(_market, 6, 1);

        var exception = Assert.Throws<FormatException>(() => _huobi.ReadTrades(_market, Encoding.UTF8.GetBytes(body), search));

        Assert.Contains(body, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Listed_markets_have_upper_case_coins()
    {
        var recorded = VenueBench.RecordedInstruments(_huobi);

        Assert.Contains(new Instrument(new("HUOBI", "ethbtc"), MarketKind.Spot, ContractKind.Spot, "ETH", "BTC", 1, IsTrading: true), recorded);
        Assert.All(recorded, instrument => Assert.Equal(MarketKind.Spot, MarketClassifier.Classify(instrument.Market)));
    }

    [Fact]
    public void Turnover_is_counted_in_quote_units()
    {
        var turnover = new Dictionary<MarketId, double>();

        var isRead = _huobi.TryReadTurnover(
            """{"status":"ok","ts":1,"data":[{"symbol":"ethusdt","open":1,"high":2,"low":1,"close":2,"amount":50,"vol":75.5,"count":3}]}"""u8.ToArray(), turnover);

        Assert.True(isRead);
        Assert.Equal(75.5, turnover[new("HUOBI", "ethusdt")]);
        Assert.False(_huobi.TryReadTurnover("""{"status":"ok","data":[{"symbol":"ethusdt","state":"online"}]}"""u8.ToArray(), turnover));
    }

    private static string Push(long id, string direction) =>
        $$$"""{"ch":"market.ethusdt.trade.detail","ts":1630994963175,"tick":{"id":1,"ts":2,"data":[{"id":1.37e+26,"ts":1630994963173,"tradeId":{{{id}}},"amount":0.5,"price":52648.62,"direction":"{{{direction}}}"}]}}""";

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
