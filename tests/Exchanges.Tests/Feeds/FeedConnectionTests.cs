using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Metrics;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

public sealed class FeedConnectionTests
{
    private const string Acknowledgement = """{"result":null,"id":1}""";

    [Fact]
    public async Task Subscribed_trades_reach_the_listener()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt", "ethusdt");

        var (peer, subscription) = await feed.ConnectAsync();
        await peer.SendTextAsync(Acknowledgement);
        await peer.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 7));
        var trade = await feed.NextTradeAsync();
        await feed.WaitForFramesAsync(2);

        Assert.Equal("""{"method":"SUBSCRIBE","params":["btcusdt@trade","ethusdt@trade"],"id":1}""", subscription);
        Assert.Equal(7, trade.Id);
        Assert.Equal((FeedState.Connected, 2, 1L, 1, 2), Digest(feed.Connection.Status));
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_own_payload()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();

        await peer.SendRawAsync(Peer.Frame(0x89, "echo"u8.ToArray()));
        var (first, text) = await peer.ReadAsync();

        Assert.Equal((0x8A, "echo"), (first, text));
    }

    [Fact]
    public async Task A_message_in_fragments_with_a_ping_between_is_one_message()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();
        var bytes = Encoding.UTF8.GetBytes(FeedHarness.TradeOf("BTCUSDT", 7));

        await peer.SendRawAsync([.. Peer.Frame(0x01, bytes[..9]), .. Peer.Frame(0x89, []), .. Peer.Frame(0x00, bytes[9..30]), .. Peer.Frame(0x80, bytes[30..])]);
        var trade = await feed.NextTradeAsync();

        Assert.Equal(7, trade.Id);
    }

    [Fact]
    public async Task A_message_above_the_limit_is_counted_and_passed_over()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();

        await peer.SendRawAsync(Peer.Frame(0x81, new byte[feed.Options.LongestMessage + 1]));
        await peer.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 8));
        var trade = await feed.NextTradeAsync();

        Assert.Equal(8, trade.Id);
        Assert.Equal(1, feed.Connection.Status.Rejected["oversize"]);
        Assert.Equal(1, feed.Connection.Status.Connects);
    }

    [Fact]
    public async Task A_malformed_frame_is_counted_and_its_neighbours_are_kept()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();

        await peer.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 7));
        await peer.SendTextAsync("""{"e":"trade","s":""");
        await peer.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 8));

        Assert.Equal(7, (await feed.NextTradeAsync()).Id);
        Assert.Equal(8, (await feed.NextTradeAsync()).Id);
        Assert.Equal(1, feed.Connection.Status.Rejected["syntax"]);
    }

    [Fact]
    public async Task A_closed_connection_is_made_again_and_subscribed_again()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        var (peer, subscription) = await feed.ConnectAsync();

        await peer.CloseAsync(1001);
        var reason = await feed.WaitForAsync(FeedState.Waiting);
        var next = await feed.Venue.AcceptPeerAsync();
        var again = (await next.ReadAsync()).Text;
        await next.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 9));

        Assert.Equal("closed by the venue: 1001", reason);
        Assert.Equal(subscription, again);
        Assert.Equal(9, (await feed.NextTradeAsync()).Id);
        Assert.Equal((2, "closed by the venue: 1001"), (feed.Connection.Status.Connects, feed.Connection.Status.LastError));
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x80, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xC1, 0x00 })]
    [InlineData(new byte[] { 0x83, 0x00 })]
    [InlineData(new byte[] { 0x09, 0x00 })]
    [InlineData(new byte[] { 0x80, 0x00 })]
    [InlineData(new byte[] { 0x82, 127, 0xFF, 0, 0, 0, 0, 0, 0, 0 })]
    public async Task A_venue_that_breaks_the_protocol_is_left(byte[] frame)
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();

        await peer.SendRawAsync(frame);

        Assert.Equal("the venue broke the WebSocket protocol", await feed.WaitForAsync(FeedState.Waiting));
    }

    [Theory]
    [InlineData("HTTP/1.1 429 Too Many Requests\r\n\r\n", "HTTP/1.1 429")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n", "Sec-WebSocket-Accept")]
    public async Task A_handshake_that_is_none_is_named(string answer, string named)
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        feed.Venue.Answer = answer;

        feed.Connection.Start();

        Assert.Contains(named, await feed.WaitForAsync(FeedState.Waiting), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_subscription_is_halved_until_the_market_at_fault_stands_alone()
    {
        var clock = new ManualClock();
        await using var feed = new FeedHarness(clock, "btcusdt", "ethusdt");
        var (peer, _) = await feed.ConnectAsync();

        await peer.SendTextAsync("""{"error":{"code":2,"msg":"Invalid request"},"id":1}""");
        await feed.WaitForFramesAsync(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        string[] halves = [(await peer.ReadAsync()).Text, (await peer.ReadAsync()).Text];
        await peer.SendTextAsync("""{"result":null,"id":2}""");
        await peer.SendTextAsync("""{"error":{"code":2,"msg":"Invalid request"},"id":3}""");
        await feed.WaitForFramesAsync(3);

        Assert.Equal(["""{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":2}""", """{"method":"SUBSCRIBE","params":["ethusdt@trade"],"id":3}"""], halves);
        Assert.Equal(1, feed.Connection.Status.Acknowledged);
        Assert.Equal(["BINANCE:ethusdt: Invalid request"], feed.Connection.Status.Unconfirmed);
    }

    [Fact]
    public async Task A_subscription_without_answer_is_repeated_once_and_then_reported()
    {
        var clock = new ManualClock();
        await using var feed = new FeedHarness(clock, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();
        await feed.WaitForAsync(FeedState.Connected);

        clock.Advance(TimeSpan.FromSeconds(10));
        var repeated = (await peer.ReadAsync()).Text;
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("""{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":2}""", repeated);
        Assert.Equal(["BINANCE:btcusdt: no answer to the subscription"], feed.Connection.Status.Unconfirmed);
        Assert.Equal(FeedState.Connected, feed.Connection.Status.State);
    }

    [Fact]
    public async Task A_venue_that_acknowledges_and_delivers_nothing_is_doubted()
    {
        var clock = new ManualClock();
        await using var feed = new FeedHarness(clock, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();
        await peer.SendTextAsync(Acknowledgement);
        await feed.WaitForFramesAsync(1);

        clock.Advance(TimeSpan.FromSeconds(35));

        Assert.StartsWith("acknowledged, but no trade", feed.Connection.Status.LastError, StringComparison.Ordinal);
        Assert.Equal(FeedState.Connected, feed.Connection.Status.State);
    }

    [Fact]
    public async Task A_silent_connection_is_replaced()
    {
        var clock = new ManualClock();
        await using var feed = new FeedHarness(clock, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();
        await peer.SendTextAsync(Acknowledgement);
        await feed.WaitForFramesAsync(1);

        clock.Advance(TimeSpan.FromSeconds(66));
        var reason = await feed.WaitForAsync(FeedState.Waiting);

        Assert.StartsWith("silent for ", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_that_breaks_does_not_end_the_feed()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();

        feed.Throws = true;
        await peer.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 7));
        var told = await feed.WaitForAsync(FeedState.Failed);
        var next = await feed.Venue.AcceptPeerAsync();
        await next.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 8));

        Assert.Equal("failed: the listener broke", told);
        Assert.Equal(8, (await feed.NextTradeAsync()).Id);
        Assert.Equal("the listener broke", feed.Connection.Status.LastError);
    }

    [Fact]
    public async Task A_restart_dials_again()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        await feed.ConnectAsync();

        feed.Connection.Restart();

        Assert.Equal("restart asked for", await feed.WaitForAsync(FeedState.Waiting));
        Assert.NotNull(await feed.Venue.AcceptPeerAsync());
    }

    [Fact]
    public async Task Stopping_ends_a_blocked_read()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        await feed.ConnectAsync();
        await feed.WaitForAsync(FeedState.Connected);

        await feed.StopAsync();

        Assert.Equal(FeedState.Stopped, feed.Connection.Status.State);
        Assert.Throws<ObjectDisposedException>(feed.Connection.Start);
    }

    [Fact]
    public async Task Stopping_ends_a_handshake_without_answer()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        feed.Venue.Answer = string.Empty;
        feed.Connection.Start();
        await feed.Venue.AcceptPeerAsync();

        await feed.StopAsync();

        Assert.Equal((FeedState.Stopped, 0), (feed.Connection.Status.State, feed.Connection.Status.Connects));
    }

    [Fact]
    public async Task A_handshake_without_answer_is_given_up()
    {
        var clock = new ManualClock();
        await using var feed = new FeedHarness(clock, "btcusdt");
        feed.Venue.Answer = string.Empty;
        feed.Connection.Start();
        await feed.Venue.AcceptPeerAsync();

        clock.Advance(TimeSpan.FromSeconds(16));

        Assert.Equal("no connection within 00:00:15", await feed.WaitForAsync(FeedState.Waiting));
    }

    [Fact]
    public async Task A_TLS_handshake_without_answer_is_given_up()
    {
        await using var feed = FeedHarness.WithTls(TimeProvider.System, "btcusdt");
        feed.Options.ConnectTimeout = TimeSpan.FromSeconds(1);

        feed.Connection.Start();

        Assert.Equal("no connection within 00:00:01", await feed.WaitForAsync(FeedState.Waiting));
    }

    [Fact]
    public async Task Trades_are_counted_by_venue_in_the_metrics()
    {
        var counted = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ExchangeMetrics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted[$"{instrument.Name} {tags[0].Value}"] = value);
        meters.Start();
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        var (peer, _) = await feed.ConnectAsync();

        await peer.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 7));
        await feed.WaitForFramesAsync(1);
        meters.RecordObservableInstruments();

        Assert.True(counted["feed.trades BINANCE"] > 0);
        Assert.True(counted["feed.bytes BINANCE"] > 100);
    }

    private static (FeedState State, int Acknowledged, long Trades, int Connects, long Frames) Digest(FeedStatus status) =>
        (status.State, status.Acknowledged, status.Trades, status.Connects, status.Frames);
}
