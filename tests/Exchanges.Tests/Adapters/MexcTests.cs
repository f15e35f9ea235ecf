using System.Text;
using Google.Protobuf;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Mexc;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class MexcTests
{
    private const string Channel = "spot@public.aggre.deals.v3.api.pb@100ms@BTCUSDT";

    private const string Contracts =
        """{"success":true,"code":0,"data":[{"symbol":"BTC_USDT","baseCoin":"BTC","quoteCoin":"USDT","settleCoin":"USDT","contractSize":0.0001,"state":0},{"symbol":"BTC_USD","baseCoin":"BTC","quoteCoin":"USD","settleCoin":"BTC","contractSize":100,"state":3},{"symbol":"ETH_USD","baseCoin":"ETH","quoteCoin":"USD","settleCoin":"BTC","contractSize":1,"state":0}]}""";

    private readonly Mexc _mexc = new();
    private readonly Instrument _pair;
    private readonly Instrument[] _contracts;
    private readonly VenueBench _bench;

    public MexcTests()
    {
        _pair = _mexc.Assume(new("MEXC", "BTCUSDT"))!;
        _contracts = VenueBench.InstrumentsIn(_mexc, Contracts);
        _bench = new(_mexc, "spot", [_pair, .. _contracts]);
    }

    [Fact]
    public void Spot_names_channels_and_perpetuals_one_symbol_a_message()
    {
        var spot = new SubscriptionRequest(1, "spot", [_pair, _mexc.Assume(new("MEXC", "ETHUSDT"))!]);
        var futures = new SubscriptionRequest(2, "futures", [_contracts[0]]);

        Assert.Equal(
            $$"""{"method":"SUBSCRIPTION","params":["{{Channel}}","{{Channel.Replace("BTC", "ETH", StringComparison.Ordinal)}}"]}""",
            Encoding.UTF8.GetString(_mexc.Subscribe(spot)));
        Assert.StartsWith("""{"method":"UNSUBSCRIPTION",""", Encoding.UTF8.GetString(_mexc.Unsubscribe(spot)), StringComparison.Ordinal);
        Assert.Equal("""{"method":"sub.deal","param":{"symbol":"BTC_USDT"},"gzip":false}""", Encoding.UTF8.GetString(_mexc.Subscribe(futures)));
        Assert.Equal("""{"method":"unsub.deal","param":{"symbol":"BTC_USDT"},"gzip":false}""", Encoding.UTF8.GetString(_mexc.Unsubscribe(futures)));
        Assert.Equal((30, 1), (_mexc.Descriptor.StreamsPerConnection, _mexc.Descriptor.Find("futures").StreamsPerMessage));
    }

    [Fact]
    public void Only_the_channel_itself_is_a_yes()
    {
        var accepted = _bench.Parse($$"""{"id":0,"code":0,"msg":"{{Channel}},{{Channel.Replace("BTC", "ETH", StringComparison.Ordinal)}}"}""");
        var refused = _bench.Parse($$"""{"id":0,"code":0,"msg":"Not Subscribed successfully! [{{Channel}}]. Reason: Blocked!"}""");
        _bench.Parse("""{"id":0,"code":1,"msg":"bad"}""");

        Assert.Equal((FrameKind.Acknowledged, FrameKind.Refused), (accepted, refused));
        Assert.Equal(
            ["accepted BTCUSDT", "accepted ETHUSDT", $"refused next: Not Subscribed successfully! [{Channel}]. Reason: Blocked!", "refused next: 1: bad"],
            _bench.Answers.Lines);
    }

    [Fact]
    public void The_socket_of_perpetuals_names_no_market_in_its_answers()
    {
        _bench.Parse("""{"channel":"rs.sub.deal","data":"success","ts":1}""");
        var refused = _bench.Parse("""{"channel":"rs.error","data":"Contract [X_USDT] not exists","ts":1}""");

        Assert.Equal(FrameKind.Refused, refused);
        Assert.Equal(["accepted next", "refused next: Contract [X_USDT] not exists"], _bench.Answers.Lines);
    }

    [Fact]
    public void Both_sockets_keep_themselves_open()
    {
        Assert.Equal("""{"method":"PING"}""", Encoding.UTF8.GetString(_mexc.Descriptor.Find("spot").Heartbeat!.Text.Span));
        Assert.Equal("""{"method":"ping"}""", Encoding.UTF8.GetString(_mexc.Descriptor.Find("futures").Heartbeat!.Text.Span));
        Assert.Equal(FrameKind.Heartbeat, _bench.Parse("""{"id":0,"code":0,"msg":"PONG"}"""));
        Assert.Equal(FrameKind.Heartbeat, _bench.Parse("""{"channel":"pong","data":1587453241453}"""));
    }

    [Fact]
    public void A_push_holds_every_deal_of_its_window()
    {
        var kind = _bench.Parse(Envelope(314, [.. Field(1, Deal("65219.5", "0.5", 2, 1785141192354)), .. Field(1, Deal("65220", "0.25", 1, 1785141192357))]));

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal((0.5, 65219.5 * 0.5, 1785141192354, AggressorSide.Sell), Facts(_bench.Trades[0].Trade));
        Assert.Equal((0.25, 65220 * 0.25, 1785141192357, AggressorSide.Buy), Facts(_bench.Trades[1].Trade));
    }

    [Fact]
    public void The_channel_names_the_market_where_the_symbol_is_left_out()
    {
        _bench.Parse([.. Field(1, Encoding.UTF8.GetBytes(Channel)), .. Field(314, Field(1, Deal("1", "1", 1, 5)))]);

        Assert.Equal(_pair.Market, Assert.Single(_bench.Trades).Market);
    }

    [Fact]
    public void Fields_and_bodies_that_are_new_are_passed_over()
    {
        var kind = _bench.Parse(Envelope(314, [.. Field(9, "new"u8), .. Field(1, [.. Deal("1", "1", 1, 5), .. Field(77, "new"u8)]), .. Field(2, "event"u8)]));
        var other = _bench.Parse(Envelope(315, Field(1, "84270"u8)));
        var future = _bench.Parse(Envelope(399, [0xFF, 0xFF]));

        Assert.Equal((FrameKind.Trades, FrameKind.Ignored, FrameKind.Ignored), (kind, other, future));
        Assert.Single(_bench.Trades);
        Assert.Equal(0, _bench.Session.Rejections);
    }

    [Fact]
    public void A_deal_whose_type_is_neither_is_refused_alone()
    {
        _bench.Parse(Envelope(314, [.. Field(1, Deal("1", "1", 3, 5)), .. Field(1, Deal("1", "1", 1, 5))]));

        Assert.Single(_bench.Trades);
        Assert.Equal(1, _bench.Session.Rejected(RejectReason.Side));
    }

    [Fact]
    public void Lengths_that_do_not_fit_into_each_other_are_malformed()
    {
        var body = Field(1, Deal("1", "1", 1, 5));
        byte[] longer = [.. body];
        longer[1]++;
        byte[] shorter = [.. body];
        shorter[1]--;
        byte[] endless = [body[0], 0xFF, 0xFF, 0xFF, 0xFF, 0x0F];

        Assert.All([longer, shorter, endless], broken => Assert.Equal(FrameKind.Malformed, _bench.Parse(Envelope(314, broken))));
        Assert.Equal(FrameKind.Malformed, _bench.Parse(Field(1, Encoding.UTF8.GetBytes(Channel))));
        Assert.Equal(FrameKind.Malformed, _bench.Parse("pong"));
        Assert.Empty(_bench.Trades);
    }

    [Fact]
    public void A_second_frame_costs_no_more_memory_for_a_hundred_deals_than_for_one()
    {
        var one = Envelope(314, Field(1, Deal("1", "1", 1, 5)));
        var hundred = Envelope(314, [.. Enumerable.Range(0, 100).SelectMany(i => Field(1, Deal("1", "1", 1, 5 + i)))]);
        var session = new FeedSession(_mexc, "spot", [_pair]);
        var sink = new Nowhere();
        Allocated(hundred, session, sink);
        Allocated(one, session, sink);

        Assert.Equal(Allocated(one, session, sink), Allocated(hundred, session, sink));
    }

    [Fact]
    public void A_perpetual_s_size_counts_contracts()
    {
        _bench.Parse("""{"symbol":"BTC_USDT","data":[{"p":50000,"v":55,"T":2,"O":3,"M":1,"t":1755487578276,"i":"13064218826"}],"channel":"push.deal","ts":1}""");
        _bench.Parse("""{"channel":"push.deal","data":{"p":50000,"v":5,"T":1,"O":3,"M":1,"t":1755487578276},"symbol":"BTC_USD","ts":1}""");

        Assert.Equal((0.0055, 275, 1755487578276, AggressorSide.Sell), Facts(_bench.Trades[0].Trade));
        Assert.Equal((0.01, 500, 1755487578276, AggressorSide.Buy), Facts(_bench.Trades[1].Trade));
        Assert.Equal(["BTC_USDT", "BTC_USD"], _contracts.Select(market => market.Market.Symbol));
        Assert.Equal([true, false], _contracts.Select(market => market.IsTrading));
        Assert.Equal(["spot", "futures", "futures"], _contracts.Prepend(_pair).Select(market => _mexc.EndpointOf(market, null)));
    }

    [Fact]
    public void Past_spot_trades_have_the_ids_of_the_stream()
    {
        var search = VenueBench.Search(_pair, 1, 1);
        _bench.Parse(Envelope(314, [.. Field(1, Deal("46782.67", "0.0038", 1, 1641380483000)), .. Field(1, Deal("46782.67", "0.0038", 1, 1641380483000))]));

        _mexc.ReadTrades(
            _pair,
            """[{"a":null,"f":null,"l":null,"p":"46782.670","q":"0.00380","T":1641380483000,"m":false,"M":true},{"a":null,"p":"46782.67","q":"0.0038","T":1641380483000,"m":false},{"a":null,"p":"46782.67","q":"0.0038","T":1641380483000,"m":true}]"""u8.ToArray(),
            search);

        Assert.Equal(_bench.Trades.Select(item => item.Trade), search.Trades.Take(2));
        Assert.Equal(AggressorSide.Sell, search.Trades[2].Side);
        Assert.Single(VenueBench.Bodies(_mexc.Descriptor.Id, "rest-trades.jsonl"), body => ReadAgain(body) == search.Trades[0]);
    }

    [Fact]
    public void Windows_of_spot_are_halved_when_full_and_doubled_when_not()
    {
        var search = VenueBench.Search(_pair, 1, 1_000_001, 9, 1_500_000);
        List<string?> windows = [Window(search)];

        _mexc.ReadTrades(_pair, Page(1000), search);
        windows.Add(Window(search));
        _mexc.ReadTrades(_pair, Page(3), search);
        windows.Add(Window(search));
        _mexc.ReadTrades(_pair, Page(0), search);
        windows.Add(Window(search));
        _mexc.ReadTrades(_pair, Page(0), search);

        Assert.Equal(
            ["startTime=1000000&endTime=1300000", "startTime=1000000&endTime=1150000", "startTime=1150000&endTime=1450000", "startTime=1450000&endTime=1500001"],
            windows);
        Assert.Null(Window(search));
    }

    [Fact]
    public void A_search_without_an_end_stops_at_a_silent_window()
    {
        var search = VenueBench.Search(_pair, 1, 1_000_001);

        Window(search);
        _mexc.ReadTrades(_pair, Page(3), search);
        var second = Window(search);
        _mexc.ReadTrades(_pair, Page(0), search);

        Assert.Equal("startTime=1300000&endTime=1900000", second);
        Assert.Null(Window(search));
    }

    [Fact]
    public void The_newest_trades_of_a_perpetual_are_asked_for_once()
    {
        var search = VenueBench.Search(_contracts[0], 1, 1);
        _bench.Parse("""{"symbol":"BTC_USDT","data":[{"p":50000,"v":55,"T":2,"O":3,"M":1,"t":1755487578276,"i":"13064218826"}],"channel":"push.deal","ts":1}""");

        var call = _mexc.NextTrades(_contracts[0], search);
        _mexc.ReadTrades(_contracts[0], """{"success":true,"code":0,"data":[{"p":50000,"v":55,"T":2,"O":3,"M":1,"t":1755487578276}]}"""u8.ToArray(), search);

        Assert.Equal(new RestCall("futures", "/api/v1/contract/deals/BTC_USDT?limit=100"), call);
        Assert.Equal(_bench.Trades[0].Trade, Assert.Single(search.Trades));
        Assert.Null(_mexc.NextTrades(_contracts[0], search));
        Assert.Throws<FormatException>(() => _mexc.ReadTrades(_contracts[0], """{"success":false,"code":510}"""u8.ToArray(), search));
        Assert.Equal(ProofKind.Overlap, _mexc.ProofOf(_pair, null));
    }

    [Fact]
    public void One_list_tells_open_interest_and_turnover_of_perpetuals()
    {
        const string Tickers =
            """{"success":true,"code":0,"data":[{"symbol":"BTC_USDT","lastPrice":1,"fairPrice":6867.5,"holdVol":2284743,"amount24":75.5,"timestamp":1587442023003}]}""";
        var turnover = new Dictionary<MarketId, double>();

        var value = Assert.Single(_bench.ReadOpenInterest(VenueBench.Body(Tickers))!);
        _mexc.TryReadTurnover(Encoding.UTF8.GetBytes(Tickers), turnover);
        _mexc.TryReadTurnover("""[{"symbol":"BTCUSDT","volume":"5","quoteVolume":"100.5"}]"""u8.ToArray(), turnover);

        Assert.Equal(new(_contracts[0].Market, 2284743, OpenInterestUnit.Contracts, 6867.5, 1587442023003), value);
        Assert.Equal((75.5, 100.5), (turnover[_contracts[0].Market], turnover[_pair.Market]));
        Assert.Equal([0.0001, 0.001, 1], VenueBench.RecordedInstruments(_mexc).Select(market => market.ContractSize));
    }

    private static (double Size, double Notional, long UnixMs, AggressorSide Side) Facts(in Trade trade) =>
        (Math.Round(trade.Size, 12), Math.Round(trade.Notional, 9), trade.UnixMs, trade.Side);

    private string? Window(TradeSearch search) => _mexc.NextTrades(_pair, search)?.Path.Split('?')[1]["symbol=BTCUSDT&".Length..^"&limit=1000".Length];

    private Trade ReadAgain(byte[] body)
    {
        var search = VenueBench.Search(_pair, 1, 1);
        _mexc.ReadTrades(_pair, body, search);
        return search.Trades[0];
    }

    private long Allocated(byte[] frame, FeedSession session, ITradeSink sink)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _mexc.Parse(frame, session, sink);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Page(int rows) =>
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("""{"a":null,"p":"1","q":"1","T":1000500,"m":false}""", rows))}]");

    private static byte[] Envelope(int number, byte[] body) =>
        [.. Field(1, Encoding.UTF8.GetBytes(Channel)), .. Field(3, "BTCUSDT"u8), .. Number(6, 1785141192390), .. Field(number, body)];

    private static byte[] Deal(string price, string quantity, int type, long unixMs) =>
        [.. Field(1, Encoding.UTF8.GetBytes(price)), .. Field(2, Encoding.UTF8.GetBytes(quantity)), .. Number(3, type), .. Number(4, unixMs)];

    private static byte[] Field(int number, ReadOnlySpan<byte> content)
    {
        var bytes = ByteString.CopyFrom(content);
        return Written(output =>
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(bytes);
        });
    }

    private static byte[] Number(int number, long value) => Written(output =>
    {
        output.WriteTag(number, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    });

    private static byte[] Written(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(output);
        }

        return stream.ToArray();
    }

    private sealed class Nowhere : ITradeSink
    {
        public void Add(MarketSlot slot, in Trade trade)
        {
        }
    }
}
