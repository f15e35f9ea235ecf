using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Symbols;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Routing;

/// <summary>When trades leave for their symbol, on a clock that stands still until it is moved.</summary>
public sealed class TradeRouterTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TrackedMarket Btc = RoutedMarkets.Of("btcusdt");

    private readonly WatchedClock _clock = new();
    private readonly CountingSymbol _symbol = new();
    private readonly TradeRouter _router;
    private MarketBuffer _buffer = null!;

    public TradeRouterTests()
    {
        _router = new(
            Double.Grains(_symbol.Grain),
            new FreeSchedule(),
            Options.Create(new RouterOptions { FlushInterval = Interval }),
            Options.Create(new EvaluationOptions()),
            _clock,
            NullLogger<TradeRouter>.Instance);
    }

    // The symbol knows its first market.
    public async ValueTask InitializeAsync()
    {
        await _router.StartAsync(CancellationToken.None);
        _buffer = _router.Open("BTC", Btc, "BINANCE/0");
        await NextAsync();
        await _symbol.UntilAsync(() => _symbol.Told.Length == 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _clock.AdvanceUntilAsync(_router.StopAsync(CancellationToken.None), TimeSpan.FromMilliseconds(5));
        _router.Dispose();
    }

    [Fact]
    public async Task Enough_trades_leave_without_waiting()
    {
        _buffer.Add([.. Enumerable.Range(1, SymbolLane.EnoughTrades).Select(id => RoutedMarkets.Trade(id))]);

        await _symbol.UntilAsync(() => _symbol.CountOf(Btc.Market) == SymbolLane.EnoughTrades);
        Assert.Equal(1, _symbol.Calls);
    }

    [Fact]
    public async Task A_trade_that_passes_the_end_of_a_strategy_bar_leaves_without_waiting()
    {
        _buffer.Add(RoutedMarkets.Trade(1));
        await _symbol.UntilAsync(() => _symbol.CountOf(Btc.Market) == 1);
        _buffer.Add(RoutedMarkets.Trade(2));
        _buffer.Add(RoutedMarkets.Trade(3, bar: 1));

        await _symbol.UntilAsync(() => _symbol.CountOf(Btc.Market) == 3);
        Assert.Equal(2, _symbol.Calls);
    }

    [Fact]
    public async Task Any_other_leaves_within_the_interval_together_with_what_came_meanwhile()
    {
        _buffer.Add(RoutedMarkets.Trade(1));
        await _symbol.UntilAsync(() => _symbol.CountOf(Btc.Market) == 1);
        var began = _clock.NowUnixMs;

        _buffer.Add(RoutedMarkets.Trade(2));
        await _clock.ArmedAsync();
        _clock.Advance(Interval / 2);
        _buffer.Add(RoutedMarkets.Trade(3));
        Assert.Equal(1, _symbol.Calls);
        _clock.Advance(Interval / 2);

        await _symbol.UntilAsync(() => _symbol.CountOf(Btc.Market) == 3);
        Assert.Equal((2, Interval.TotalMilliseconds), (_symbol.Calls, _clock.NowUnixMs - began));
    }

    [Fact]
    public async Task An_empty_router_sleeps()
    {
        for (var bar = 0; bar < 3; bar++)
        {
            var looks = _clock.Looks;
            for (var i = 0; i < 600; i++)
            {
                _clock.Advance(Interval / 5);
            }

            _buffer.Add(RoutedMarkets.Trade(bar + 1, bar));
            await _symbol.UntilAsync(() => _symbol.CountOf(Btc.Market) == bar + 1);

            // One look for the time of sending.
            Assert.Equal(1, _clock.Looks - looks);
        }
    }

    [Fact]
    public async Task A_market_that_comes_changes_or_ends_while_nothing_trades_is_told()
    {
        var second = RoutedMarkets.Of("btcfdusd");
        var buffer = _router.Open("BTC", second, "BINANCE/0");
        await NextAsync();
        await _symbol.UntilAsync(() => _symbol.Told.Length == 2);

        var changed = RoutedMarkets.Of("btcusdt", contractSize: 10);
        Assert.Same(_buffer, _router.Open("BTC", changed, "BINANCE/0"));
        await NextAsync();
        await _symbol.UntilAsync(() => _symbol.Told.Length == 3);

        buffer.End();
        await NextAsync();
        await _symbol.UntilAsync(() => _symbol.Untold.Length == 1);

        Assert.Equal([Btc, second], _symbol.Told[1]);
        Assert.Equal([changed, second], _symbol.Told[2]);
        Assert.Equal([second.Market], _symbol.Untold[0]);
        Assert.Equal(0, _symbol.Calls);
    }

    [Fact]
    public async Task A_market_that_two_feeds_read_is_told_to_have_ended_with_the_last_of_them()
    {
        var other = _router.Open("BTC", Btc, "BINANCE/1");
        await NextAsync();
        await _symbol.UntilAsync(() => _symbol.Told.Length == 2);

        _buffer.End();
        await NextAsync();
        Assert.True(SpinWait.SpinUntil(() => _router.Lanes.Single().Buffers.Length == 1, TimeSpan.FromSeconds(30)));
        Assert.Empty(_symbol.Untold);
        other.End();

        // The flush that tells of the first may still be to come, and then tells of both: nobody need wait for the clock again.
        await _clock.AdvanceUntilAsync(_symbol.UntilAsync(() => _symbol.Untold.Length == 1), Interval);
        Assert.Equal([Btc.Market], _symbol.Untold[0]);
    }

    // What waits leaves with the next beat.
    private async Task NextAsync()
    {
        await _clock.ArmedAsync();
        _clock.Advance(Interval);
    }
}
