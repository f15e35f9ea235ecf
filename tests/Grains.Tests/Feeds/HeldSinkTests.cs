using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Routing;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.TestSupport;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>What a connection brings while the one that it takes over from, on another silo, is there still.</summary>
public sealed class HeldSinkTests : IDisposable
{
    private static readonly TrackedMarket Btc = RoutedMarkets.Of("btcusdt");
    private static readonly TrackedMarket Eth = RoutedMarkets.Of("ethusdt", "ETH");

    private readonly MarketSlot _btc = new(Btc.Market, Btc.Instrument);
    private readonly TradeRouter _router;
    private readonly FeedHold _hold = new(new ManualClock());
    private readonly FeedSink _feed;
    private readonly ITradeSink _sink;

    public HeldSinkTests()
    {
        _router = new(
            Double.Grains(Double.Of<ISymbolGrain>(static (method, _) => throw new NotSupportedException(method.Name))),
            new FreeSchedule(),
            Options.Create(new RouterOptions()),
            Options.Create(new EvaluationOptions()),
            TimeProvider.System,
            NullLogger<TradeRouter>.Instance);
        ExchangeCatalog.TryGet("BINANCE", out var adapter);
        _feed = new("BINANCE/0", 2, new("BINANCE", "main", new("ws://127.0.0.1:1/"), []), adapter!, _router, static (_, _) => { }) { Hold = _hold };
        _feed.Follow([Btc.Instrument, Eth.Instrument], []);
        _sink = _feed.OpenSink();
    }

    public void Dispose() => _router.Dispose();

    [Fact]
    public void Trades_are_kept_until_the_other_connection_has_ended_and_follow_no_break_when_nothing_was_missed()
    {
        _feed.OnStateChanged(FeedState.Connected, null);
        var ready = _feed.Misses;
        Read(1, 2);
        var before = _feed.BufferOf(Btc.Market).Count;

        _hold.Release(ready);
        Read(3);

        Assert.Equal((0, "1 2 3", -1), (before, Taken(Btc, out var resumedAt), resumedAt));
    }

    [Fact]
    public void Trades_follow_a_break_when_the_other_connection_has_missed_something()
    {
        _feed.OnStateChanged(FeedState.Connected, null);
        Read(1, 2);

        _hold.Release(null);

        Assert.Equal(("1 2", 0), (Taken(Btc, out var resumedAt), resumedAt));
    }

    [Fact]
    public void Trades_follow_a_break_when_the_new_connection_was_lost_meanwhile()
    {
        _feed.OnStateChanged(FeedState.Connected, null);
        var ready = _feed.Misses;
        Read(1);
        _feed.OnStateChanged(FeedState.Waiting, "lost");
        _feed.OnStateChanged(FeedState.Connected, null);
        Read(5);

        _hold.Release(ready);

        Assert.Equal(("1 5", 0), (Taken(Btc, out var resumedAt), resumedAt));
    }

    [Fact]
    public void A_market_that_brought_nothing_yet_follows_the_break_too()
    {
        _feed.OnStateChanged(FeedState.Connected, null);
        _hold.Release(null);

        _feed.BufferOf(Eth.Market).Add(RoutedMarkets.Trade(7));

        Assert.Equal(("7", 0), (Taken(Eth, out var resumedAt), resumedAt));
    }

    [Fact]
    public void Breaks_after_the_release_are_told_at_once()
    {
        _feed.OnStateChanged(FeedState.Connected, null);
        _hold.Release(_feed.Misses);
        Read(1);
        _ = Taken(Btc, out _);

        _feed.OnStateChanged(FeedState.Waiting, "lost");
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
        Assert.Equal(FeedHold.MostTrades + 1, _feed.BufferOf(Btc.Market).Total);
    }

    private void Read(params long[] ids)
    {
        foreach (var id in ids)
        {
            _sink.Add(_btc, RoutedMarkets.Trade(id));
        }

        _sink.OnReadCompleted(0);
    }

    private string Taken(TrackedMarket market, out int resumedAt)
    {
        var item = _feed.BufferOf(market.Market).Take();
        resumedAt = item?.ResumedAt ?? -1;
        return string.Join(' ', item?.Trades.ToArray().Select(trade => trade.Id) ?? []);
    }
}
