using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Hyperliquid;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Hyperliquid by its documentation: there are no recorded frames to hold against it.</summary>
public sealed class HyperliquidTests
{
    private static readonly Hyperliquid Venue = new();

    [Fact]
    public void A_trade_is_read_with_the_takers_side()
    {
        var seen = Read("""{"channel":"trades","data":[{"coin":"BTC","side":"B","px":"64000.5","sz":"0.25","hash":"0x1","time":1790000000123,"tid":118906512037719,"users":["0xa","0xb"]},{"coin":"BTC","side":"A","px":"64000.0","sz":"1","hash":"0x2","time":1790000000124,"tid":7}]}""");

        Assert.Equal(
            [(118906512037719, 1790000000123, 64000.5, 0.25, AggressorSide.Buy), (7L, 1790000000124, 64000.0, 1.0, AggressorSide.Sell)],
            seen.Trades.Select(item => (item.Trade.Id, item.Trade.UnixMs, item.Trade.Price, item.Trade.Size, item.Trade.Side)));
    }

    [Fact]
    public void A_side_that_is_not_stated_is_refused_and_counted()
    {
        var session = SessionOf("BTC");

        Venue.Parse("""{"channel":"trades","data":[{"coin":"BTC","px":"1","sz":"1","time":1790000000123,"tid":7}]}"""u8, session, new Collected());

        Assert.Equal(1, session.Rejected(RejectReason.Side));
    }

    [Fact]
    public void The_subscription_names_one_coin() =>
        Assert.Equal(
            """{"method":"subscribe","subscription":{"type":"trades","coin":"kPEPE"}}""",
            Encoding.UTF8.GetString(Venue.Subscribe(new(1, "main", [Venue.Assume(new("HYPERLIQUID", "kPEPE"))!]))));

    [Theory]
    [InlineData("""{"channel":"subscriptionResponse","data":{"method":"subscribe","subscription":{"type":"trades","coin":"BTC"}}}""", FrameKind.Acknowledged)]
    [InlineData("""{"channel":"error","data":"Invalid subscription"}""", FrameKind.Refused)]
    [InlineData("""{"channel":"pong"}""", FrameKind.Heartbeat)]
    [InlineData("""{"channel":"l2Book","data":{"coin":"BTC"}}""", FrameKind.Ignored)]
    [InlineData("""{"channel":"trades","data":[{"coin":"BTC""", FrameKind.Malformed)]
    public void Every_kind_of_message_is_told_apart(string frame, FrameKind kind) =>
        Assert.Equal(kind, Venue.Parse(Encoding.UTF8.GetBytes(frame), SessionOf("BTC"), new Collected()));

    [Fact]
    public void The_list_open_interest_and_turnover_come_from_one_answer()
    {
        var body = """[{"universe":[{"name":"BTC","szDecimals":5},{"name":"kPEPE","szDecimals":0},{"name":"OLD","szDecimals":1,"isDelisted":true}]},[{"openInterest":"688.11","markPx":"14.3","dayNtlVlm":"1169046.29"},{"openInterest":"5","markPx":"0.01","dayNtlVlm":"7"},{"openInterest":"0.0","markPx":null,"dayNtlVlm":"0.0"}]]"""u8.ToArray();
        List<Instrument> listed = [];
        List<OpenInterestValue> open = [];
        Dictionary<MarketId, double> turnover = [];

        Assert.True(Venue.TryReadInstruments(body, listed) && Venue.TryReadOpenInterest(body, open) && Venue.TryReadTurnover(body, turnover));

        Assert.Equal([("BTC", true), ("PEPE", true), ("OLD", false)], listed.Select(i => (i.BaseCoin, i.IsTrading)));
        Assert.Equal([688.11, 5, 0], open.Select(value => value.Amount));
        Assert.Equal((14.3, 1169046.29), (open[0].Price, turnover[new("HYPERLIQUID", "BTC")]));
    }

    [Theory]
    [InlineData("<html>busy</html>")]
    [InlineData("[]")]
    [InlineData("""{"universe":[]}""")]
    [InlineData("""[{"universe":7},[]]""")]
    public void Another_answer_is_no_list(string body) => Assert.False(Venue.TryReadInstruments(Encoding.UTF8.GetBytes(body), []));

    private static Collected Read(string frame)
    {
        var sink = new Collected();
        Venue.Parse(Encoding.UTF8.GetBytes(frame), SessionOf("BTC"), sink);
        return sink;
    }

    private static FeedSession SessionOf(string coin) => new(Venue, "main", [Venue.Assume(new("HYPERLIQUID", coin))!]);
}
