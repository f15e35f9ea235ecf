using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Tests.Adapters;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>A venue announces that it will end a connection: the next one is ready before.</summary>
public sealed class AnnouncedEndTests
{
    private const string OkxNotice =
        """{"event":"notice","code":"64008","msg":"The connection will soon be closed for a service upgrade. Please reconnect.","connId":"c1"}""";

    private const string OkxAccepted = """{"event":"subscribe","arg":{"channel":"trades","instId":"BTC-USDT"},"connId":"c1"}""";

    private static readonly Dictionary<string, Announcement> Announcements = new()
    {
        ["OKX"] = new("BTC-USDT", "trades", OkxNotice, OkxAccepted, OkxTrade),
        ["BINANCE"] = new("btcusdt", "SUBSCRIBE", """{"e":"serverShutdown","E":1770123456789}""", """{"result":null,"id":1}""", id => FeedHarness.TradeOf("BTCUSDT", id)),
        ["BITFINEX"] = new(
            "BTCUSD",
            "tBTCUSD",
            """{"event":"info","code":20051,"msg":"Stopping. Please try to reconnect"}""",
            """{"event":"subscribed","channel":"trades","chanId":17,"symbol":"tBTCUSD","pair":"BTCUSD"}""",
            id => $"""[17,"te",[{id},1790000000000,0.5,30000]]"""),
        ["BITSTAMP"] = new(
            "btcusd",
            "live_trades_btcusd",
            """{"event":"bts:request_reconnect","channel":"","data":""}""",
            """{"event":"bts:subscription_succeeded","channel":"live_trades_btcusd","data":{}}""",
            id => $$$"""{"event":"trade","channel":"live_trades_btcusd","data":{"id":{{{id}}},"microtimestamp":"1790000000000000","price_str":"30000","amount_str":"0.5","type":0}}"""),
        ["GATE"] = new(
            "BTC_USDT-SPOT",
            "subscribe",
            """{"time":1,"channel":"spot.system","event":"update","result":{"type":"upgrade","msg":"Please reconnect."}}""",
            """{"time":1,"id":1,"channel":"spot.trades","event":"subscribe","result":{"status":"success"}}""",
            id => $$$"""{"channel":"spot.trades","event":"update","result":{"id":{{{id}}},"id_market":{{{id}}},"create_time_ms":"1790000000000.5","side":"buy","currency_pair":"BTC_USDT","amount":"0.5","price":"30000"}}"""),
        ["KRAKEN"] = new(
            "XBT/USD",
            "subscribe",
            """{"channel":"status","type":"update","data":[{"system":"maintenance"}]}""",
            """{"method":"subscribe","result":{"channel":"trade","symbol":"BTC/USD"},"success":true,"req_id":1}""",
            id => $$$"""{"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"buy","price":30000,"qty":0.5,"ord_type":"market","trade_id":{{{id}}},"timestamp":"2026-09-21T12:00:00.000000Z"}]}""")
        {
            Greeting = """{"channel":"status","type":"update","data":[{"system":"online"}]}""",
        },
    };

    public static TheoryData<string> Venues => [.. Announcements.Keys];

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task The_connection_is_replaced_before_it_is_closed_and_no_trade_is_missed(string venue)
    {
        var clock = new ManualClock();
        var told = Announcements[venue];
        await using var feed = FeedHarness.Patient(Fixtures.AdapterOf(venue), clock, told.Symbol);
        var first = await ConnectAsync(feed, clock, told);
        await first.SendTextAsync(told.Trade(1));
        List<long> ids = [(await feed.NextTradeAsync()).Id];
        clock.Advance(TimeSpan.FromSeconds(10));

        await first.SendTextAsync(told.Notice);
        var accepted = feed.Venue.AcceptPeerAsync();
        await FeedHarness.AdvanceUntilAsync(clock, accepted);
        var second = await accepted;
        await first.SendTextAsync(told.Trade(2));
        ids.Add((await feed.NextTradeAsync()).Id);
        await FeedHarness.AdvanceUntilAsync(clock, second.ReadUntilAsync(told.Asked));
        await second.SendTextAsync(told.Accepted);
        await FeedHarness.AdvanceUntilAsync(clock, first.WaitForEndAsync());
        await second.SendTextAsync(told.Trade(3));
        ids.Add((await feed.NextTradeAsync()).Id);

        Assert.Equal([1, 2, 3], ids);
        Assert.Equal([FeedState.Connecting, FeedState.Connected], feed.StatesSoFar());
        Assert.Equal((2, 1, FeedState.Connected), (feed.Connection.Status.Connects, feed.Connection.Status.Acknowledged, feed.Connection.Status.State));
    }

    [Fact]
    public async Task The_first_connection_goes_on_until_the_second_has_its_markets()
    {
        var clock = new ManualClock();
        var told = Announcements["OKX"];
        await using var feed = FeedHarness.Patient(Fixtures.AdapterOf("OKX"), clock, told.Symbol);
        var first = await ConnectAsync(feed, clock, told);
        clock.Advance(TimeSpan.FromSeconds(10));

        await first.SendTextAsync(OkxNotice);
        var accepted = feed.Venue.AcceptPeerAsync();
        await FeedHarness.AdvanceUntilAsync(clock, accepted);
        var second = await accepted;
        await FeedHarness.AdvanceUntilAsync(clock, second.ReadUntilAsync(told.Asked));
        await second.SendTextAsync("""{"event":"error","code":"60014","msg":"Requests too frequent"}""");
        await second.SendTextAsync("""{"event":"error","code":"60014","msg":"Requests too frequent"}""");
        await FeedHarness.AdvanceUntilAsync(clock, second.ReadUntilAsync(told.Asked));
        await first.SendTextAsync(told.Trade(7));
        var id = (await feed.NextTradeAsync()).Id;
        await second.SendTextAsync(told.Accepted);
        await FeedHarness.AdvanceUntilAsync(clock, first.WaitForEndAsync());

        Assert.Equal(7, id);
        Assert.Equal([FeedState.Connecting, FeedState.Connected], feed.StatesSoFar());
    }

    [Fact]
    public async Task A_second_connection_that_is_announced_to_end_as_well_is_left_for_a_third()
    {
        var clock = new ManualClock();
        var told = Announcements["OKX"];
        await using var feed = FeedHarness.Patient(Fixtures.AdapterOf("OKX"), clock, told.Symbol);
        var first = await ConnectAsync(feed, clock, told);
        clock.Advance(TimeSpan.FromSeconds(10));

        await first.SendTextAsync(OkxNotice);
        var accepted = feed.Venue.AcceptPeerAsync();
        await FeedHarness.AdvanceUntilAsync(clock, accepted);
        await (await accepted).SendTextAsync(OkxNotice);
        var next = feed.Venue.AcceptPeerAsync();
        await FeedHarness.AdvanceUntilAsync(clock, next);
        var third = await next;
        await FeedHarness.AdvanceUntilAsync(clock, third.ReadUntilAsync(told.Asked));
        await third.SendTextAsync(told.Accepted);
        await FeedHarness.AdvanceUntilAsync(clock, first.WaitForEndAsync());

        Assert.Equal([FeedState.Connecting, FeedState.Connected], feed.StatesSoFar());
    }

    private static string OkxTrade(long id) =>
        $$$"""{"arg":{"channel":"trades","instId":"BTC-USDT"},"data":[{"instId":"BTC-USDT","tradeId":"{{{id}}}","px":"30000","sz":"0.5","side":"buy","ts":"1790000000000","count":"1"}]}""";

    private static async Task<Peer> ConnectAsync(FeedHarness feed, ManualClock clock, Announcement told)
    {
        feed.Connection.Start();
        var peer = await feed.Venue.AcceptPeerAsync();
        await FeedHarness.AdvanceUntilAsync(clock, peer.ReadUntilAsync(told.Asked));
        if (told.Greeting is { } greeting)
        {
            await peer.SendTextAsync(greeting);
        }

        await peer.SendTextAsync(told.Accepted);
        await feed.WaitForFramesAsync(told.Greeting is null ? 1 : 2);
        return peer;
    }

    private sealed record Announcement(string Symbol, string Asked, string Notice, string Accepted, Func<long, string> Trade)
    {
        public string? Greeting { get; init; }
    }
}
