using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.TestSupport;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Routing;

/// <summary>What lanes keep for a symbol that comes back elsewhere.</summary>
public sealed class KeptTradesTests
{
    private const int Bound = 10_000;

    private static readonly TrackedMarket Btc = RoutedMarkets.Of("btcusdt");

    private readonly ManualClock _clock = new();
    private readonly CountingSymbol _symbol = new();
    private readonly KeptTrades _kept;
    private readonly SymbolLane _lane;
    private readonly MarketBuffer _buffer;
    private long _id;
    private int _questions;

    public KeptTradesTests()
    {
        _kept = new(Options.Create(new RouterOptions { KeptTrades = Bound }), _clock, NullLogger<KeptTrades>.Instance);
        var context = new RouterContext(
            new(), Timeframe.M5, _clock, NullLogger.Instance, Double.Of<IEvaluationSchedule>(static (_, _) => null), "test", static _ => Task.CompletedTask, static _ => { }, static _ => { })
        { Kept = _kept, ScheduleQuestion = _ => _questions++ };
        _lane = new("BTC", _symbol.Grain, context);
        _buffer = _lane.Add(Btc, "BINANCE/0");
    }

    [Fact]
    public async Task Batches_are_kept_until_they_are_stored_and_for_a_while_after_it()
    {
        await SendAsync(3);
        await SendAsync(2);
        await AskAsync(storedThrough: 0);
        Assert.Equal(5, _kept.Count);

        await AskAsync(storedThrough: 1);
        Assert.Equal(5, _kept.Count);
        _clock.Advance(TimeSpan.FromMilliseconds(KeptBatches.LeastMs));
        await AskAsync(storedThrough: 1);
        Assert.Equal(2, _kept.Count);
        await AskAsync(storedThrough: 2);

        Assert.Equal(0, _kept.Count);
    }

    [Fact]
    public async Task What_is_kept_is_delivered_when_it_has_been_counted_and_not_before()
    {
        var counting = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _symbol.Before = _ => new(counting.Task);
        var sending = SendAsync(2);
        var isDelivered = _buffer.IsDelivered;

        counting.SetResult(0);
        await sending;

        Assert.Equal((false, true), (isDelivered, _buffer.IsDelivered));
    }

    [Fact]
    public async Task One_question_is_on_its_way_however_many_markets_have_come()
    {
        _lane.Add(RoutedMarkets.Of("btcusdc"), "BINANCE/0");
        _lane.Add(RoutedMarkets.Of("btceur"), "BINANCE/0");
        var begun = _questions;
        await SendAsync(1);

        await AskAsync(storedThrough: 0);
        _lane.Add(RoutedMarkets.Of("btctry"), "BINANCE/0");

        Assert.Equal((1, 2), (begun, _questions));
    }

    [Fact]
    public async Task A_symbol_that_has_not_seen_what_is_kept_is_handed_all_of_it_in_order_before_what_is_new()
    {
        await SendAsync(1);
        await SendAsync(1);
        _symbol.Received.Clear();
        var told = _symbol.Told.Length;
        _symbol.Before = call => new(call == 3 ? -1 : 0);

        await SendAsync(1);

        Assert.Equal([(3, 2), (1, 0), (2, 1), (3, 2)], _symbol.Received);
        Assert.Equal(told + 1, _symbol.Told.Length);
        Assert.Equal([1, 2, 3], _symbol.CountedOf(Btc.Market));
    }

    [Fact]
    public async Task A_symbol_that_has_come_back_is_handed_what_is_kept_though_no_trade_comes()
    {
        await SendAsync(1);
        await SendAsync(1);
        _symbol.Received.Clear();

        await AskAsync(storedThrough: -1);
        await AskAsync(storedThrough: 0);

        Assert.Equal([(1, 0), (2, 1)], _symbol.Received);
    }

    [Fact]
    public async Task Beyond_the_bound_the_oldest_go_are_counted_and_leave_a_break_for_whoever_has_not_seen_them()
    {
        var kept = new KeptBatches(_kept);
        for (var i = 1; i <= 120; i++)
        {
            var trades = Enumerable.Range(0, 100).Select(_ => RoutedMarkets.Trade(++_id)).ToArray();
            kept.Add(new([new(Btc.Market, "BINANCE/0", 1, trades, trades.Length)], "test", i, i));
        }

        var first = kept.ToRepeat()[0];
        var health = await _kept.CheckAsync(TestContext.Current.CancellationToken);

        Assert.InRange(_kept.Count, Bound / 2, Bound);
        Assert.Equal(12_000, _kept.Count + _kept.LetGo);
        Assert.Equal((0L, _kept.LetGo), (first.Follows, first.Markets[0].DroppedBefore));
        Assert.Equal(0, kept.ToRepeat()[1].Markets[0].DroppedBefore);
        Assert.Equal("degraded", health.Level);
    }

    [Fact]
    public async Task What_is_kept_is_handed_over_in_few_calls()
    {
        for (var i = 0; i < 100; i++)
        {
            await SendAsync(1);
        }

        _symbol.Received.Clear();
        var calls = _symbol.KeptCalls;
        await AskAsync(storedThrough: -1);

        Assert.Equal((100, calls + 1), (_symbol.Received.Count, _symbol.KeptCalls));
    }

    [Theory]
    [InlineData(new[] { 2_000, 2_000, 1_000, 1, 4_999 }, new[] { 3, 2 })]
    [InlineData(new[] { 9_000, 1, 9_000 }, new[] { 1, 1, 1 })]
    [InlineData(new int[0], new int[0])]
    public void A_call_carries_as_many_batches_as_it_takes_well_and_one_at_least(int[] trades, int[] expected)
    {
        var batches = trades.Select((count, i) => new TradeBatch([new(Btc.Market, "BINANCE/0", 1, new Trade[count], count)], "test", i + 1, i)).ToList();

        var portions = KeptBatches.Portions(batches).ToList();

        Assert.Equal(expected, portions.Select(portion => portion.Length));
        Assert.Equal(batches, portions.SelectMany(portion => portion));
    }

    [Fact]
    public void What_is_let_go_and_was_stored_leaves_no_break()
    {
        var kept = new KeptBatches(_kept);
        for (var i = 1; i <= 99; i++)
        {
            Keep(kept, i);
        }

        kept.Release(99, 0);
        Keep(kept, 100);
        Keep(kept, 101);

        Assert.Equal(0, kept.ToRepeat()[0].Markets[0].DroppedBefore);
        Assert.Equal(0, _kept.LetGo);
        Assert.InRange(_kept.Count, Bound / 2, Bound);
    }

    private void Keep(KeptBatches kept, int sequence)
    {
        var trades = Enumerable.Range(0, 100).Select(_ => RoutedMarkets.Trade(++_id)).ToArray();
        kept.Add(new([new(Btc.Market, "BINANCE/0", 1, trades, trades.Length)], "test", sequence, sequence));
    }

    private async Task SendAsync(int trades)
    {
        for (var i = 0; i < trades; i++)
        {
            _buffer.Add(RoutedMarkets.Trade(++_id));
        }

        _lane.Flush(TestContext.Current.CancellationToken);
        await _lane.LastSending;
    }

    private async Task AskAsync(long storedThrough)
    {
        _symbol.StoredThrough = storedThrough;
        _lane.Ask(TestContext.Current.CancellationToken);
        await _lane.LastSending;
    }
}
