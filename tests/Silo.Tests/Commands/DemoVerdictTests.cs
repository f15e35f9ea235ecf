using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Silo.Commands.Demo;
using SqueezeFlow.Silo.Commands.Summaries;
using SqueezeFlow.Silo.Tests.Api;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Silo.Tests.Commands;

/// <summary>What a demo says of a market that was taken away while it ran.</summary>
public sealed class DemoVerdictTests
{
    private const long End = World.StartUnixMs + 60_000;

    private static readonly MarketId Removed = new("BINANCE", "btcusdt");

    private readonly World _world = new(new(Seed: 3, 1, TradesPerSecond: 20));
    private readonly FakeStore _store = new();

    [Fact]
    public async Task A_market_that_was_taken_away_is_judged_up_to_its_last_trade()
    {
        var last = LastTradeBefore(World.StartUnixMs + 31_700);
        var received = Keep(last);

        var (truth, bars) = await JudgeAsync(received, last);

        Assert.Equal((received, last), (truth.Trades, truth.RemovedAfterUnixMs!.Value));
        Assert.Null(bars.FirstDifference);
        Assert.True(bars.Equal > 60, $"{bars.Equal} bars");
    }

    [Fact]
    public async Task A_trade_that_was_lost_before_is_missed()
    {
        var last = LastTradeBefore(World.StartUnixMs + 31_700);
        var received = Keep(last);

        var (truth, _) = await JudgeAsync(received - 5, last);

        Assert.Equal(received, truth.Trades);
    }

    [Fact]
    public async Task A_bar_that_was_lost_before_is_missed()
    {
        var last = LastTradeBefore(World.StartUnixMs + 31_700);
        var received = Keep(last);
        _store.Rows.RemoveAll(row => row.Market == Removed && row.Bar.OpenUnixMs == World.StartUnixMs + 10_000);

        var (_, bars) = await JudgeAsync(received, last);

        Assert.Equal(1, bars.Unequal);
    }

    [Fact]
    public async Task Of_a_market_that_was_not_taken_away_everything_is_asked()
    {
        var last = LastTradeBefore(World.StartUnixMs + 31_700);
        var received = Keep(last);

        var (truth, bars) = await JudgeAsync(received, last, removed: []);

        Assert.True(truth.Trades > received);
        Assert.True(bars.Unequal > 10);
    }

    [Fact]
    public async Task Of_a_market_that_was_taken_away_nobody_waits_for_more()
    {
        var sent = _world.Markets.ToDictionary(market => market.Id, _ => 100L);

        var receivable = await Verdict(7, null, [Removed.ToString()]).ReceivableAsync(sent, TestContext.Current.CancellationToken);

        Assert.Equal(107, receivable);
    }

    private async Task<(MarketTruth Truth, BarComparison Bars)> JudgeAsync(long received, long last, string[]? removed = null)
    {
        var (truths, bars) = await Verdict(received, last, removed ?? [Removed.ToString()])
            .JudgeAsync(World.StartUnixMs, End, new Dictionary<string, long>(), TestContext.Current.CancellationToken);
        return (truths[Removed], bars);
    }

    private DemoVerdict Verdict(long received, long? last, string[] removed) => new(_world, _store, new Flow(received, last, removed));

    private long LastTradeBefore(long unixMs)
    {
        while (_world.Report(Removed, unixMs, unixMs + 1).Trades == 0)
        {
            unixMs--;
        }

        return unixMs;
    }

    // What a faultless reader keeps whose market is taken away after that trade.
    private long Keep(long last)
    {
        foreach (var market in _world.Markets.Select(market => market.Id))
        {
            var bars = _world.Bars(market, Timeframe.S1, World.StartUnixMs, market == Removed ? last + 1 : End);
            _store.Rows.AddRange(bars.Select(bar => new BarRow(market, Timeframe.S1, bar)));
        }

        return _world.Report(Removed, World.StartUnixMs, last + 1).Trades;
    }

    private sealed class Flow(long received, long? last, string[] removed) : IPipeline
    {
        public Task<IReadOnlyDictionary<string, ExchangePlan>> GetPlansAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, ExchangePlan>>(new Dictionary<string, ExchangePlan> { ["BINANCE"] = new(true, ["BINANCE/0"], 1, null) { Removed = removed } });

        public Task<IReadOnlyList<MarketView>> GetMarketsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<MarketView>>(
            [new(Removed.ToString(), "BTC", "SPOT", true, null, received, 1, 1, 1, last is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, 0, 0, 0, 0, 0)]);

        public Task WaitUntilSubscribedAsync(TimeSpan timeout, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DrainAsync(long endUnixMs, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<SymbolView>> GetSymbolsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<FeedView>> GetFeedsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
