using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Tests.Routing;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>What a connection brings while the one that it takes over from, on another silo, is there still.</summary>
public sealed class HeldSinkTests : SinkBench
{
    private readonly MarketSlot _btc = new(Btc.Market, Btc.Instrument);
    private readonly FeedHold _hold;

    public HeldSinkTests()
        : this(new(new ManualClock()))
    {
    }

    private HeldSinkTests(FeedHold hold)
        : base(2, hold) => _hold = hold;

    [Fact]
    public void Trades_are_kept_until_the_other_connection_has_ended_and_follow_no_break_when_nothing_was_missed()
    {
        Feed.OnStateChanged(FeedState.Connected, null);
        var ready = Feed.Misses;
        Read(1, 2);
        var before = Feed.BufferOf(Btc.Market).Count;

        _hold.Release(ready);
        Read(3);

        Assert.Equal((0, "1 2 3", -1), (before, Taken(Btc, out var resumedAt), resumedAt));
    }

    [Fact]
    public void Trades_follow_a_break_when_the_other_connection_has_missed_something()
    {
        Feed.OnStateChanged(FeedState.Connected, null);
        Read(1, 2);

        _hold.Release(null);

        Assert.Equal(("1 2", 0), (Taken(Btc, out var resumedAt), resumedAt));
    }

    [Fact]
    public void Trades_follow_a_break_when_the_new_connection_was_lost_meanwhile()
    {
        Feed.OnStateChanged(FeedState.Connected, null);
        var ready = Feed.Misses;
        Read(1);
        Feed.OnStateChanged(FeedState.Waiting, "lost");
        Feed.OnStateChanged(FeedState.Connected, null);
        Read(5);

        _hold.Release(ready);

        Assert.Equal(("1 5", 0), (Taken(Btc, out var resumedAt), resumedAt));
    }

    [Fact]
    public void A_market_that_brought_nothing_yet_follows_the_break_too()
    {
        Feed.OnStateChanged(FeedState.Connected, null);
        _hold.Release(null);

        Feed.BufferOf(Eth.Market).Add(RoutedMarkets.Trade(7));

        Assert.Equal(("7", 0), (Taken(Eth, out var resumedAt), resumedAt));
    }

    [Fact]
    public void Breaks_after_the_release_are_told_at_once()
    {
        Feed.OnStateChanged(FeedState.Connected, null);
        _hold.Release(Feed.Misses);
        Read(1);
        _ = Taken(Btc, out _);

        Feed.OnStateChanged(FeedState.Waiting, "lost");
        Read(4);

        Assert.Equal(("4", 0), (Taken(Btc, out var resumedAt), resumedAt));
    }

    [Fact]
    public void More_than_can_be_kept_goes_its_way_after_a_break()
    {
        for (var id = 1; id <= FeedHold.MostTrades; id += 100)
        {
            Read([.. Enumerable.Range(id, 100).Select(i => (long)i)]);
        }

        var isHeld = _hold.IsHeld;
        Read(FeedHold.MostTrades + 1);

        Assert.Equal((true, false), (isHeld, _hold.IsHeld));
        Assert.Equal(FeedHold.MostTrades + 1, Feed.BufferOf(Btc.Market).Total);
    }

    private void Read(params long[] ids)
    {
        foreach (var id in ids)
        {
            Sink.Add(_btc, RoutedMarkets.Trade(id));
        }

        Sink.OnReadCompleted(0);
    }

    private string Taken(TrackedMarket market, out int resumedAt)
    {
        var item = Feed.BufferOf(market.Market).Take();
        resumedAt = item?.ResumedAt ?? -1;
        return string.Join(' ', item?.Trades.ToArray().Select(trade => trade.Id) ?? []);
    }
}
