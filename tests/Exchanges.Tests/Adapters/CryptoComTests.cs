using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.CryptoCom;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class CryptoComTests
{
    private const string Fills =
        """{"d":"46","t":1667320276194,"p":"20440","q":"0.1","s":"BUY","i":"BTCUSD-PERP"},{"d":"45","t":1667320276193,"p":"20439.5","q":"0.005","s":"SELL","i":"BTCUSD-PERP"},{"d":"45","t":1667320276193,"p":"20439.5","q":"0.1","s":"SELL","i":"BTCUSD-PERP"},{"d":"45","t":1667320276193,"p":"20439.5","q":"0.005","s":"SELL","i":"BTCUSD-PERP"}""";

    private readonly CryptoCom _cryptoCom = new();
    private readonly Instrument _perpetual;
    private readonly Instrument _pair;
    private readonly VenueBench _bench;

    public CryptoComTests()
    {
        _perpetual = _cryptoCom.Assume(new("CRYPTOCOM", "BTCUSD-PERP"))!;
        _pair = _cryptoCom.Assume(new("CRYPTOCOM", "ETH_USDT"))!;
        _bench = new(_cryptoCom, "main", _perpetual, _pair);
    }

    [Fact]
    public void The_subscription_names_every_channel_and_waits_after_connecting()
    {
        var request = new SubscriptionRequest(3, "main", [_perpetual, _pair]) { UnixMs = 1667320276193 };

        var text = Encoding.UTF8.GetString(_cryptoCom.Subscribe(request));

        Assert.Equal("""{"id":3,"method":"subscribe","params":{"channels":["trade.BTCUSD-PERP","trade.ETH_USDT"]},"nonce":1667320276193}""", text);
        Assert.Equal(text.Replace("\"sub", "\"unsub", StringComparison.Ordinal), Encoding.UTF8.GetString(_cryptoCom.Unsubscribe(request)));
        Assert.Equal(TimeSpan.FromSeconds(1), _cryptoCom.Descriptor.Main.SendAfter);
    }

    [Fact]
    public void A_heartbeat_is_answered_with_its_own_number()
    {
        var kind = _bench.Parse("""{"id":1790274309177,"method":"public/heartbeat","code":0}""");

        Assert.Equal(FrameKind.Heartbeat, kind);
        Assert.Equal(["""reply {"id":1790274309177,"method":"public/respond-heartbeat"}"""], _bench.Answers.Lines);
    }

    [Fact]
    public void Answers_reach_the_request_or_the_market()
    {
        _bench.Parse("""{"id":3,"method":"subscribe","code":0}""");
        var refused = _bench.Parse("""{"id":4,"method":"subscribe","code":40003,"message":"invalid channel trade.X"}""");
        _bench.Parse(Frame(5, "ETH_USDT", ""));

        Assert.Equal(FrameKind.Refused, refused);
        Assert.Equal(["accepted 3", "refused 4: 40003: invalid channel trade.X", "accepted ETH_USDT"], _bench.Answers.Lines);
    }

    [Fact]
    public void Trades_that_answer_a_request_are_the_past()
    {
        var answer = _bench.Parse(Frame(5, "BTCUSD-PERP", Fills));
        var live = _bench.Parse(Frame(-1, "BTCUSD-PERP", Fills.Replace("20440", "20441", StringComparison.Ordinal).Replace("2761", "2771", StringComparison.Ordinal)));

        Assert.Equal((FrameKind.History, FrameKind.Trades), (answer, live));
        Assert.Equal(4, _bench.Trades.Count);
    }

    [Fact]
    public void Prints_of_one_order_share_the_venue_s_id_and_get_their_own()
    {
        _bench.Parse(Frame(-1, "BTCUSD-PERP", Fills));

        var trades = _bench.Trades.Select(item => item.Trade).ToArray();
        Assert.Equal(4, trades.Select(trade => trade.Id).Distinct().Count());
        Assert.Equal([1667320276193, 1667320276193, 1667320276193, 1667320276194], trades.Select(trade => trade.UnixMs));
        Assert.Equal((0.1, 20440 * 0.1, AggressorSide.Buy), (trades[3].Size, trades[3].Notional, trades[3].Side));
        Assert.Equal(AggressorSide.Sell, trades[0].Side);
    }

    [Theory]
    [InlineData("\"d\":\"45\"", "\"d\":45")]
    [InlineData("\"i\":", "\"m\":\"77\",\"tn\":1667320276193523623,\"i\":")]
    public void Numbers_and_new_fields_change_no_id(string old, string today)
    {
        var other = new VenueBench(_cryptoCom, "main", _perpetual);

        _bench.Parse(Frame(-1, "BTCUSD-PERP", Fills));
        other.Parse(Frame(-1, "BTCUSD-PERP", Fills.Replace(old, today, StringComparison.Ordinal)));

        Assert.Equal(_bench.Trades, other.Trades);
    }

    [Fact]
    public void Past_trades_have_the_ids_of_the_stream_and_are_read_downwards()
    {
        var search = VenueBench.Search(_perpetual, 44, 1667320276000, 99, 1667320277000);
        _bench.Parse(Frame(-1, "BTCUSD-PERP", Fills));

        var first = _cryptoCom.NextTrades(_perpetual, search);
        _cryptoCom.ReadTrades(_perpetual, Body(Fills), search);
        var second = _cryptoCom.NextTrades(_perpetual, search);
        _cryptoCom.ReadTrades(_perpetual, Body(Fills[(Fills.IndexOf("},", StringComparison.Ordinal) + 2)..]), search);

        const string Start = "/exchange/v1/public/get-trades?instrument_name=BTCUSD-PERP&count=150&start_ts=1667320275999&end_ts=";
        Assert.Equal(Start + "1667320277001", first?.Path);
        Assert.Equal(Start + "1667320276194", second?.Path);
        Assert.Null(_cryptoCom.NextTrades(_perpetual, search));
        Assert.Equal(_bench.Trades.Select(item => item.Trade.Id).Order(), search.Trades.Select(trade => trade.Id).Distinct().Order());
        Assert.Equal(ProofKind.Overlap, _cryptoCom.ProofOf(_perpetual, null));
    }

    [Fact]
    public void The_search_ends_at_the_trade_before_the_gap()
    {
        var search = VenueBench.Search(_perpetual, 44, 1667320276194);

        _cryptoCom.ReadTrades(_perpetual, Body(Fills), search);

        Assert.True(search.ReachesBack);
        Assert.Null(_cryptoCom.NextTrades(_perpetual, search));
        Assert.Throws<FormatException>(() => _cryptoCom.ReadTrades(_perpetual, """{"id":-1,"code":10004,"message":"BAD_REQUEST"}"""u8.ToArray(), search));
    }

    [Fact]
    public void Perpetuals_and_pairs_are_listed_and_dated_futures_left_out()
    {
        var listed = VenueBench.InstrumentsIn(
            _cryptoCom,
            """{"id":1,"method":"public/get-instruments","code":0,"result":{"data":[{"symbol":"BTCUSD-PERP","inst_type":"PERPETUAL_SWAP","base_ccy":"BTC","quote_ccy":"USD","tradable":true},{"symbol":"ETH_USDT","inst_type":"CCY_PAIR","base_ccy":"ETH","quote_ccy":"USDT","tradable":false},{"symbol":"BTCUSD-260327","inst_type":"FUTURE","base_ccy":"BTC","quote_ccy":"USD","tradable":true}]}}""");

        Assert.Equal([_perpetual, _pair with { IsTrading = false }], listed);
        Assert.Equal("BTCUSD-PERP", Assert.Single(VenueBench.RecordedInstruments(_cryptoCom)).Market.Symbol);
        Assert.Null(_cryptoCom.Assume(new("CRYPTOCOM", "BTCUSD-260327")));
    }

    [Fact]
    public void One_list_tells_open_interest_and_turnover()
    {
        const string Tickers =
            """{"id":-1,"method":"public/get-tickers","code":0,"result":{"data":[{"i":"BTCUSD-PERP","a":"51174.5","v":"879.5","vv":"26370000.12","oi":"12345.12","t":1613580710768},{"i":"CRO_BTC","a":"0.5","v":"10","vv":"99","oi":"0","t":1}]}}""";
        var turnover = new Dictionary<MarketId, double>();

        var value = Assert.Single(_bench.ReadOpenInterest(VenueBench.Body(Tickers))!);
        _cryptoCom.TryReadTurnover(Encoding.UTF8.GetBytes(Tickers), turnover);

        Assert.Equal(new(_perpetual.Market, 12345.12, OpenInterestUnit.Base, 51174.5, 1613580710768), value);
        Assert.Equal((26370000.12, 5.0), (turnover[_perpetual.Market], turnover[new("CRYPTOCOM", "CRO_BTC")]));
        Assert.Single(_cryptoCom.OpenInterestCalls([_pair, _perpetual]));
        Assert.Empty(_cryptoCom.OpenInterestCalls([_pair]));
    }

    private static string Frame(long id, string instrument, string rows) =>
        $$$"""{"id":{{{id}}},"method":"subscribe","code":0,"result":{"channel":"trade","subscription":"trade.{{{instrument}}}","instrument_name":"{{{instrument}}}","data":[{{{rows}}}]}}""";

    private static byte[] Body(string rows) =>
        Encoding.UTF8.GetBytes($$$"""{"id":1,"method":"public/get-trades","code":0,"result":{"data":[{{{rows}}}]}}""");
}
