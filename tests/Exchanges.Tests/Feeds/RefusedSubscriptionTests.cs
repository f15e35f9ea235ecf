using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Adapters.Okx;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>A venue that is busy when a connection begins, through the real engine.</summary>
public sealed class RefusedSubscriptionTests
{
    private const string Busy = """{"event":"error","code":"60014","msg":"Requests too frequent","connId":"c1"}""";
    private const string Accepted = """{"event":"subscribe","arg":{"channel":"trades","instId":"BTC-USDT"},"connId":"c1"}""";

    [Fact]
    public async Task A_busy_venue_is_asked_until_it_takes_the_market()
    {
        var clock = new ManualClock();
        await using var feed = FeedHarness.Patient(new Okx(), clock, "BTC-USDT");
        feed.Connection.Start();
        var peer = await feed.Venue.AcceptPeerAsync();
        var asked = await peer.ReadUntilAsync("\"trades\"");

        await peer.SendTextAsync(Busy);
        await peer.SendTextAsync(Busy);
        await feed.WaitForFramesAsync(2);
        var refused = feed.Connection.Status.Unconfirmed;
        var again = peer.ReadUntilAsync("\"trades\"");
        await FeedHarness.AdvanceUntilAsync(clock, again);
        await peer.SendTextAsync(Accepted);
        await feed.WaitForFramesAsync(3);

        Assert.Equal(["OKX:BTC-USDT: Requests too frequent"], refused);
        Assert.Equal(asked, await again);
        Assert.Equal((1, 0, 0), (feed.Connection.Status.Acknowledged, feed.Connection.Status.Unconfirmed.Count, feed.Connection.Status.Overdue.Count));
        Assert.Equal(1, feed.Connection.Status.Connects);
    }

    [Fact]
    public async Task A_wanted_market_that_stays_refused_is_overdue_with_its_reason()
    {
        var clock = new ManualClock();
        await using var feed = FeedHarness.Patient(new Okx(), clock, "BTC-USDT", "ETH-USDT");
        feed.Connection.Start();
        var peer = await feed.Venue.AcceptPeerAsync();
        await peer.ReadUntilAsync("\"trades\"");
        await peer.SendTextAsync("""{"event":"error","code":"60018","msg":"channel:trades,instId:ETH-USDT doesn't exist","connId":"c1"}""");
        await peer.SendTextAsync(Accepted);
        await feed.WaitForFramesAsync(2);

        clock.Advance(TimeSpan.FromSeconds(20));
        var early = feed.Connection.Status.Overdue;
        clock.Advance(TimeSpan.FromSeconds(11));
        var late = feed.Connection.Status.Overdue;
        feed.Connection.Change([new Okx().Assume(new("OKX", "BTC-USDT"))!]);

        Assert.Empty(early);
        Assert.Equal(["OKX:ETH-USDT: channel:trades,instId:ETH-USDT doesn't exist"], late);
        Assert.Empty(feed.Connection.Status.Overdue);
    }

    [Fact]
    public async Task What_an_adapter_throws_on_the_timer_costs_the_connection_and_nothing_else()
    {
        var clock = new ManualClock();
        await using var feed = FeedHarness.Patient(new Faulty(new Binance()), clock, "btcusdt", "ethusdt");
        feed.Connection.Start();
        var peer = await feed.Venue.AcceptPeerAsync();
        await peer.ReadAsync();
        await feed.WaitForAsync(FeedState.Connected);

        // Once it reads it sends no more: the next that is said is said on the timer.
        await peer.SendTextAsync("""{"result":null,"id":1}""");
        await feed.WaitForFramesAsync(1);
        feed.Connection.Change([new Binance().Assume(new("BINANCE", "btcusdt"))!]);
        clock.Advance(TimeSpan.FromSeconds(6));
        var reason = await feed.WaitForAsync(FeedState.Waiting);
        var again = feed.Venue.AcceptPeerAsync();
        await FeedHarness.AdvanceUntilAsync(clock, again);

        Assert.Equal("failed: the adapter broke", reason);
        Assert.Contains("btcusdt", (await (await again).ReadAsync()).Text, StringComparison.Ordinal);
    }
}
