using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Grains.Tests.Routing;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>What one read of a connection brings, on its way to the buffers of its markets.</summary>
public sealed class ConnectionSinkTests() : SinkBench(1)
{
    private readonly MarketSlot _btc = new(Btc.Market, Btc.Instrument);
    private readonly MarketSlot _eth = new(Eth.Market, Eth.Instrument);

    [Fact]
    public void Trades_of_one_read_are_handed_over_together_when_it_is_complete()
    {
        for (var id = 1; id <= 3; id++)
        {
            Add(_btc, id);
            Add(_eth, 10 + id);
        }

        Assert.Equal((0, 0), (Feed.BufferOf(Btc.Market).Count, Feed.BufferOf(Eth.Market).Count));
        Sink.OnReadCompleted(0);

        Assert.Equal("1 2 3", Taken(Btc));
        Assert.Equal("11 12 13", Taken(Eth));
        Sink.OnReadCompleted(0);
        Assert.Equal("", Taken(Btc));
    }

    [Fact]
    public void A_subscription_that_was_away_is_a_break_of_its_market_before_its_next_trade()
    {
        Add(_btc, 1);
        Add(_eth, 11);
        _btc.FollowsBreak = true;
        Add(_btc, 2);
        Add(_btc, 3);
        Add(_eth, 12);
        Sink.OnReadCompleted(0);

        Assert.Equal("1 | 2 3", Taken(Btc));
        Assert.Equal("11 12", Taken(Eth));
        Assert.False(_btc.FollowsBreak);
    }

    [Fact]
    public void A_miss_in_one_market_keeps_its_place_among_the_trades_of_a_read()
    {
        Add(_btc, 1);
        Add(_eth, 11);
        Sink.OnMissed(_btc);
        Add(_btc, 2);
        Add(_eth, 12);
        Sink.OnReadCompleted(0);

        Assert.Equal("1 | 2", Taken(Btc));
        Assert.Equal("11 12", Taken(Eth));
    }

    [Fact]
    public void A_miss_in_all_markets_keeps_its_place_among_the_trades_of_a_read()
    {
        Add(_btc, 1);
        Add(_eth, 11);
        Sink.OnMissed();
        Add(_btc, 2);
        Add(_eth, 12);
        Sink.OnReadCompleted(0);

        Assert.Equal("1 | 2", Taken(Btc));
        Assert.Equal("11 | 12", Taken(Eth));
    }

    [Fact]
    public void Several_breaks_in_one_read_keep_their_places()
    {
        for (var id = 1; id <= 4; id++)
        {
            Add(_btc, id);
            Sink.OnMissed(_btc);
        }

        Sink.OnReadCompleted(0);

        Assert.Equal("1 | 2", Taken(Btc));
        Assert.Equal("| 3", Taken(Btc));
        Assert.Equal("| 4", Taken(Btc));
        Add(_btc, 5);
        Sink.OnReadCompleted(0);
        Assert.Equal("| 5", Taken(Btc));
    }

    [Fact]
    public void A_market_that_was_away_in_the_middle_of_a_read_has_a_way_of_its_own_too()
    {
        Add(_btc, 1);
        Feed.Keep([Eth.Instrument]);
        Feed.Follow([Btc.Instrument], []);
        _btc.FollowsBreak = true;
        Add(_btc, 2);
        Sink.OnReadCompleted(0);

        Assert.EndsWith("2", Taken(Btc), StringComparison.Ordinal);
    }

    [Fact]
    public void A_market_that_was_taken_away_and_came_back_has_a_way_of_its_own()
    {
        Add(_btc, 1);
        Sink.OnReadCompleted(0);
        Feed.Keep([Eth.Instrument]);
        Add(_btc, 2);
        Sink.OnReadCompleted(0);
        Assert.Equal("1", Taken(Btc));

        Feed.Follow([Btc.Instrument], []);
        Add(_btc, 3);
        Sink.OnReadCompleted(0);

        Assert.Equal("3", Taken(Btc));
    }

    [Fact]
    public void Markets_are_unread_from_a_break_to_their_next_trade_since_the_latest_one_before()
    {
        Assert.Empty(Feed.Unread);
        Feed.OnStateChanged(FeedState.Connected, null);
        Assert.Empty(Feed.Unread);
        Add(_btc, 1);
        Sink.OnReadCompleted(0);
        Assert.Empty(Feed.Unread);

        Feed.OnStateChanged(FeedState.Waiting, "closed");
        Assert.Equal([(Btc.Market.ToString(), RoutedMarkets.Trade(1).UnixMs)], Unread());
        Feed.OnStateChanged(FeedState.Connecting, null);
        Feed.OnStateChanged(FeedState.Connected, null);
        Assert.Equal([(Btc.Market.ToString(), RoutedMarkets.Trade(1).UnixMs)], Unread());

        // A market without a trade before has nothing that could be missed, and a trade of another one tells nothing.
        Add(_eth, 11);
        Sink.OnReadCompleted(0);
        Assert.Equal([Btc.Market.ToString()], Feed.Unread.Keys);
        Add(_btc, 2);
        Sink.OnReadCompleted(0);
        Assert.Empty(Feed.Unread);
    }

    [Fact]
    public void A_market_that_is_read_no_longer_is_not_unread()
    {
        Add(_btc, 1);
        Add(_eth, 11);
        Sink.OnReadCompleted(0);
        Feed.OnStateChanged(FeedState.Waiting, "closed");
        Assert.Equal(2, Feed.Unread.Count);

        Feed.Keep([Eth.Instrument]);

        Assert.Equal([Eth.Market.ToString()], Feed.Unread.Keys);
    }

    private (string Market, long SinceUnixMs)[] Unread() => [.. Feed.Unread.Select(one => (one.Key, one.Value))];

    private void Add(MarketSlot slot, long id) => Sink.Add(slot, RoutedMarkets.Trade(id));

    // Ids, with a bar before the one that follows a break.
    private string Taken(TrackedMarket market)
    {
        var buffer = Feed.BufferOf(market.Market);
        var item = buffer.Take();
        var ids = item is null ? [] : item.Trades.ToArray().Select((trade, i) => i == item.ResumedAt ? $"| {trade.Id}" : $"{trade.Id}").ToArray();
        buffer.Recycle();
        return string.Join(' ', ids);
    }
}
