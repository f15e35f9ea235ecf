using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Tests.Backtest.Costs;

public sealed class LatencyTests
{
    [Theory]
    [InlineData(0, 101)]
    [InlineData(1, 102)]
    [InlineData(3, 104)]
    public void An_order_is_filled_so_many_bars_after_the_next_open(int bars, double expected)
    {
        var run = new DeskRun(new() { LatencyBars = bars });

        run.Flat(100, StrategyDecision.Long).Flat(101).Flat(102).Flat(103).Flat(104).Flat(105);

        Assert.Equal(expected, Assert.Single(run.Account.Orders).Price);
        Assert.Equal(DeskRun.OpenOf(1), run.Last.DecidedUnixMs);
    }

    [Fact]
    public void Where_orders_are_filled_at_the_close_that_decides_it_is_refused() =>
        Assert.Throws<ArgumentException>(() => new BacktestEngine(new() { Costs = new() { LatencyBars = 1 }, Strategy = new() { Profile = StrategyProfile.Original } }));

    [Fact]
    public void Nothing_else_is_decided_meanwhile()
    {
        var run = new DeskRun(new() { LatencyBars = 2 });

        run.Flat(100, StrategyDecision.Long).Flat(101, StrategyDecision.Short).Flat(102, StrategyDecision.Short).Flat(103);

        Assert.Equal((ExecutedSide.Buy, 103.0), (Assert.Single(run.Account.Orders).Side, run.Last.Price));
    }

    [Fact]
    public void An_order_that_is_on_its_way_at_the_end_is_told()
    {
        var run = new DeskRun(new() { LatencyBars = 2 });

        run.Flat(100, StrategyDecision.Long).Flat(101);
        run.Desk.DropPending();

        Assert.Equal((RefusalRule.NoBarAfter, "the recording ends before the order is filled"), (Assert.Single(run.Desk.Refused).Rule, run.Desk.Refused[0].Reason));
    }
}
