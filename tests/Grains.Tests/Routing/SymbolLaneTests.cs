using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.TestSupport;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Routing;

/// <summary>What a lane looks like from outside while its trades are on their way.</summary>
public sealed class SymbolLaneTests
{
    private static readonly TrackedMarket Btc = RoutedMarkets.Of("btcusdt");

    private readonly WatchedClock _clock = new();
    private readonly CountingSymbol _symbol = new();
    private readonly List<(string Where, bool IsIdle, int Counted)> _seen = [];
    private readonly SymbolLane _lane;
    private readonly MarketBuffer _buffer;
    private readonly List<string> _schedule = [];
    private Action _onLeave = static () => { };
    private int _hurries;

    public SymbolLaneTests()
    {
        var context = new RouterContext(
            new(), Timeframe.M5, _clock, NullLogger.Instance, Double.Of<IEvaluationSchedule>(Note), "test", RegisterAsync, static _ => { }, _ => _hurries++);
        _lane = new("BTC", _symbol.Grain, context);
        _buffer = _lane.Add(Btc, "BINANCE/0");
    }

    [Theory]
    [InlineData("counts", "added clock call")]
    [InlineData("refuses", "added clock call track register call")]
    [InlineData("throws", "added clock call call")]
    [InlineData("answers nobody", "added clock call")]
    public async Task It_never_looks_idle_between_taking_trades_and_having_them_counted(string behaviour, string way)
    {
        // A market that is still to be told would hide what the trades show.
        _lane.Flush(TestContext.Current.CancellationToken);
        await _lane.LastSending;
        Assert.True(_lane.IsIdle);
        _seen.Clear();
        _clock.OnLook = () => Look("clock");
        _symbol.OnTrack = () => Look("track");
        _symbol.Before = call =>
        {
            Look("call");
            return call > 1 ? new(0) : behaviour switch { "refuses" => new(-1), "throws" => throw new TimeoutException("test"), _ => new(0) };
        };
        _symbol.After = call => behaviour == "answers nobody" && call == 1 ? throw new TimeoutException("test") : default;
        _buffer.Add(RoutedMarkets.Trade(1));
        _buffer.Add(RoutedMarkets.Trade(2));
        Look("added");

        _lane.Flush(TestContext.Current.CancellationToken);
        await _clock.AdvanceUntilAsync(_lane.LastSending, TimeSpan.FromMilliseconds(100));

        Assert.All(_seen.Where(look => look.Counted < 2), look => Assert.False(look.IsIdle, look.Where));
        Assert.Equal(way, string.Join(' ', _seen.Where(look => look.Counted < 2).Select(look => look.Where)));
        Assert.Equal([1, 2], _symbol.CountedOf(Btc.Market));
        Assert.True(_lane.IsIdle);
    }

    [Fact]
    public void A_batch_costs_no_memory_for_markets_that_are_not_in_it()
    {
        var one = Cost();
        for (var i = 0; i < 200; i++)
        {
            _lane.Add(RoutedMarkets.Of($"quiet{i}"), "BINANCE/0");
        }

        var many = Cost();

        Assert.InRange(many - one, -512, 512);
    }

    [Fact]
    public async Task A_flush_asked_for_while_a_call_is_under_way_follows_it()
    {
        var answer = new TaskCompletionSource<long>();
        _symbol.Before = call => call == 1 ? new(answer.Task) : new(0);
        _buffer.Add(RoutedMarkets.Trade(1));
        _lane.Flush(TestContext.Current.CancellationToken);

        _buffer.Add(RoutedMarkets.Trade(2));
        _lane.Flush(TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (_symbol.Calls, _symbol.CountOf(Btc.Market)));
        answer.SetResult(0);
        await _lane.LastSending;

        Assert.Equal((2, 2), (_symbol.Calls, _symbol.CountOf(Btc.Market)));
        Assert.True(_lane.IsIdle);
    }

    [Fact]
    public async Task What_a_second_break_has_left_behind_follows_at_once()
    {
        for (var id = 1; id <= 4; id++)
        {
            _buffer.Add(RoutedMarkets.Trade(id));
            _buffer.Resume();
        }

        _lane.Flush(TestContext.Current.CancellationToken);
        await _lane.LastSending;

        Assert.Equal([1, 2, 3, 4], _symbol.CountedOf(Btc.Market));
        Assert.Equal(3, _symbol.Batches);
        Assert.True(_lane.IsIdle);
    }

    [Fact]
    public async Task A_symbol_that_goes_on_refusing_what_it_was_told_of_is_not_asked_without_pause()
    {
        _symbol.Before = call => new(call <= 6 ? -1 : 0);
        _buffer.Add(RoutedMarkets.Trade(1));

        _lane.Flush(TestContext.Current.CancellationToken);
        await _clock.ArmedAsync();
        Assert.Equal((2, 2), (_symbol.Calls, _symbol.Told.Length));
        await _clock.AdvanceUntilAsync(_lane.LastSending, TimeSpan.FromMilliseconds(100));

        Assert.Equal([1], _symbol.CountedOf(Btc.Market));
        Assert.True(_lane.IsIdle);
    }

    [Fact]
    public async Task A_market_that_comes_while_the_last_one_leaves_is_expected()
    {
        _buffer.Add(RoutedMarkets.Trade(1));
        _lane.Flush(TestContext.Current.CancellationToken);
        await _lane.LastSending;
        _schedule.Clear();
        _onLeave = () => _lane.Add(RoutedMarkets.Of("btcusdc"), "BINANCE/0");
        _buffer.End();

        _lane.Flush(TestContext.Current.CancellationToken);
        await _lane.LastSending;

        Assert.Equal(["Expect", "Leave", "Expect"], _schedule);
    }

    [Fact]
    public async Task What_follows_a_break_leaves_at_once()
    {
        _buffer.Add(RoutedMarkets.Trade(1));
        _lane.Flush(TestContext.Current.CancellationToken);
        await _lane.LastSending;
        var before = _hurries;
        _buffer.Resume();
        Assert.Equal(before, _hurries);
        _buffer.Add(RoutedMarkets.Trade(2));
        Assert.Equal(before + 1, _hurries);

        _lane.Flush(TestContext.Current.CancellationToken);
        await _lane.LastSending;
        _buffer.Add(RoutedMarkets.Trade(3));

        Assert.Equal(before + 1, _hurries);
    }

    [Fact]
    public void A_batch_is_called_for_with_enough_trades_and_with_one_that_passes_a_bar_and_otherwise_not()
    {
        _buffer.Add(RoutedMarkets.Trade(1));
        Assert.Equal(1, _hurries);
        for (var id = 2; id < SymbolLane.EnoughTrades; id++)
        {
            _buffer.Add(RoutedMarkets.Trade(id));
        }

        Assert.Equal(1, _hurries);
        _buffer.Add(RoutedMarkets.Trade(SymbolLane.EnoughTrades));
        Assert.Equal(2, _hurries);
        _lane.Flush(TestContext.Current.CancellationToken);
        _buffer.Add(RoutedMarkets.Trade(1_000));
        Assert.Equal(2, _hurries);
        _buffer.Add(RoutedMarkets.Trade(1_001, bar: 1));

        Assert.Equal(3, _hurries);
    }

    // Bytes a batch of one trade.
    private long Cost() => Allocation.Of(_ =>
    {
        _buffer.Add(RoutedMarkets.Trade(1));
        _lane.Flush(TestContext.Current.CancellationToken);
        Assert.True(_lane.LastSending.IsCompletedSuccessfully);
    });

    private object? Note(MethodInfo method, object?[] args)
    {
        if (method.Name == nameof(IEvaluationSchedule.Leave))
        {
            _onLeave();
        }

        _schedule.Add(method.Name);
        return null;
    }

    private Task RegisterAsync(string symbol)
    {
        Look("register");
        return Task.CompletedTask;
    }

    private void Look(string where) => _seen.Add((where, _lane.IsIdle, _symbol.CountOf(Btc.Market)));
}
