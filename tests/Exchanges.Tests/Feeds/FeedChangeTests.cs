using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>What changes on a feed while it runs: its connection, its markets.</summary>
public sealed class FeedChangeTests
{
    private const string Acknowledgement = """{"result":null,"id":1}""";

    [Fact]
    public async Task Before_the_venue_cuts_a_connection_a_second_one_is_ready_and_then_the_first_is_closed()
    {
        var clock = new ManualClock();
        await using var feed = new FeedHarness(clock, "btcusdt");
        feed.Options.StaleAfter = TimeSpan.FromDays(2);
        var (first, _) = await feed.ConnectAsync();
        await first.SendTextAsync(Acknowledgement);
        await feed.WaitForFramesAsync(1);

        clock.Advance(TimeSpan.FromHours(23.6));
        var second = await feed.Venue.AcceptPeerAsync();
        await second.ReadAsync();
        await first.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 7));
        await second.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 8));
        var both = new[] { (await feed.NextTradeAsync()).Id, (await feed.NextTradeAsync()).Id };
        await second.SendTextAsync(Acknowledgement);
        await FeedHarness.AdvanceUntilAsync(clock, first.WaitForEndAsync());

        Assert.Equal([7, 8], both.Order());
        Assert.Equal((FeedState.Connected, 2, 2L), (feed.Connection.Status.State, feed.Connection.Status.Connects, feed.Connection.Status.Trades));
        Assert.Equal([FeedState.Connecting, FeedState.Connected], feed.StatesSoFar());
    }

    [Fact]
    public async Task A_connection_that_delivers_no_trades_any_more_is_replaced_long_before_it_is_stale()
    {
        var clock = new ManualClock();
        await using var feed = new FeedHarness(clock, "btcusdt");
        feed.Options.StaleAfter = TimeSpan.FromDays(2);
        var (peer, _) = await feed.ConnectAsync();
        await peer.SendTextAsync(Acknowledgement);
        for (var id = 1; id <= 25; id++)
        {
            await peer.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", id));
            await feed.NextTradeAsync();
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        clock.Advance(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(20));
        var reason = await feed.WaitForAsync(FeedState.Waiting);

        Assert.StartsWith("no trade for ", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_market_whose_size_has_changed_stays_subscribed()
    {
        var clock = new ManualClock();
        await using var feed = new FeedHarness(clock, "btcusdt", "ethusdt");
        var (peer, _) = await feed.ConnectAsync();
        await peer.SendTextAsync(Acknowledgement);
        await feed.WaitForFramesAsync(1);

        feed.Connection.Change([MarketOf("btcusdt") with { ContractSize = 2 }, MarketOf("ethusdt"), MarketOf("solusdt")]);
        clock.Advance(TimeSpan.FromSeconds(6));
        var (_, text) = await peer.ReadAsync();

        Assert.Contains("\"SUBSCRIBE\",\"params\":[\"solusdt@trade\"]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_market_is_added_and_another_taken_away_without_a_word_about_the_rest()
    {
        var clock = new ManualClock();
        await using var feed = new FeedHarness(clock, "btcusdt", "ethusdt");
        var (peer, _) = await feed.ConnectAsync();
        await peer.SendTextAsync(Acknowledgement);
        await feed.WaitForFramesAsync(1);

        feed.Connection.Change([MarketOf("btcusdt"), MarketOf("solusdt")]);
        clock.Advance(TimeSpan.FromSeconds(6));
        var texts = new[] { (await peer.ReadAsync()).Text, (await peer.ReadAsync()).Text };
        await peer.SendTextAsync(FeedHarness.TradeOf("ETHUSDT", 1));
        await peer.SendTextAsync(FeedHarness.TradeOf("SOLUSDT", 2));
        await peer.SendTextAsync(FeedHarness.TradeOf("BTCUSDT", 3));
        var trades = new[] { (await feed.NextTradeAsync()).Id, (await feed.NextTradeAsync()).Id };

        Assert.Contains("\"UNSUBSCRIBE\",\"params\":[\"ethusdt@trade\"]", texts[0], StringComparison.Ordinal);
        Assert.Contains("\"SUBSCRIBE\",\"params\":[\"solusdt@trade\"]", texts[1], StringComparison.Ordinal);
        Assert.Equal([2, 3], trades);
        Assert.Equal(1, feed.Connection.Status.Connects);
    }

    [Fact]
    public async Task After_a_change_a_new_connection_asks_for_the_changed_markets()
    {
        await using var feed = new FeedHarness(TimeProvider.System, "btcusdt");
        await feed.ConnectAsync();

        feed.Connection.Change([MarketOf("solusdt")]);
        feed.Connection.Restart();
        var peer = await feed.Venue.AcceptPeerAsync();

        Assert.Contains("[\"solusdt@trade\"]", (await peer.ReadAsync()).Text, StringComparison.Ordinal);
    }

    private static Instrument MarketOf(string symbol) => new Binance().Assume(new("BINANCE", symbol))!;
}
