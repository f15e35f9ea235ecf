using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Tests.Backtest.Costs;

public sealed class InsideExitTests
{
    private static readonly TradingCosts StopAndTarget = new() { StopShare = 0.02, TargetShare = 0.03 };

    [Theory]
    [InlineData(StrategyDecision.Long, 101, 97.5, ExitReasons.StopLoss, 98)]
    [InlineData(StrategyDecision.Long, 103.5, 99, ExitReasons.TakeProfit, 103)]
    [InlineData(StrategyDecision.Short, 102.5, 99, ExitReasons.StopLoss, 102)]
    [InlineData(StrategyDecision.Short, 101, 96, ExitReasons.TakeProfit, 97)]
    public void A_level_that_the_bar_reached_closes_the_position_at_its_price(StrategyDecision side, double high, double low, ExitReasons reason, double price)
    {
        var run = new DeskRun(StopAndTarget);

        run.Flat(100, side).Flat(100).Bar(100, high, low, 100);

        Assert.Equal((reason, price, DeskRun.OpenOf(2)), (run.Last.ExitReasons, Math.Round(run.Last.Price, 9), run.Last.BarOpenUnixMs));
        Assert.Null(run.Account.Position);
    }

    [Theory]
    [InlineData(StrategyDecision.Long, 96, ExitReasons.StopLoss)]
    [InlineData(StrategyDecision.Long, 104, ExitReasons.TakeProfit)]
    [InlineData(StrategyDecision.Short, 104, ExitReasons.StopLoss)]
    [InlineData(StrategyDecision.Short, 95, ExitReasons.TakeProfit)]
    public void A_bar_that_opens_beyond_a_level_closes_it_at_the_open(StrategyDecision side, double open, ExitReasons reason)
    {
        var run = new DeskRun(StopAndTarget);

        run.Flat(100, side).Flat(100).Bar(open, open + 0.5, open - 0.5, open);

        Assert.Equal((reason, open), (run.Last.ExitReasons, run.Last.Price));
    }

    [Theory]
    [InlineData(StrategyDecision.Long)]
    [InlineData(StrategyDecision.Short)]
    public void A_bar_with_both_is_decided_against_the_trader(StrategyDecision side)
    {
        var run = new DeskRun(StopAndTarget);

        run.Flat(100, side).Bar(100, 105, 95, 100);

        Assert.Equal(ExitReasons.StopLoss, run.Last.ExitReasons);
    }

    [Theory]
    [InlineData(101, 99.5, 104, 100, ExitReasons.TakeProfit)]
    [InlineData(101, 97, 104, 100, ExitReasons.StopLoss)]
    [InlineData(101, 99.5, 104, 97, ExitReasons.StopLoss)]
    [InlineData(101, 99.5, 101, 99.5, ExitReasons.StopLoss)]
    public void Finer_bars_tell_what_came_first_and_what_one_of_them_does_not_tell_is_decided_against_the_trader(
        double high, double low, double nextHigh, double nextLow, ExitReasons expected)
    {
        PriceBar[] finer = [new(DeskRun.OpenOf(0), 1, 1, 1, 1), new(DeskRun.OpenOf(1), 100, high, low, 100), new(DeskRun.OpenOf(1) + 60_000, 100, nextHigh, nextLow, 100)];
        var run = new DeskRun(StopAndTarget with { FinerBars = finer });

        run.Flat(100, StrategyDecision.Long).Bar(100, 105, 95, 100);

        Assert.Equal(expected, run.Last.ExitReasons);
    }

    [Fact]
    public void A_stop_slips_and_a_target_does_not()
    {
        var costs = StopAndTarget with { Slippage = new() { FixedShare = 0.001 } };
        var (stopped, reached) = (new DeskRun(costs), new DeskRun(costs));

        var entry = stopped.Flat(100, StrategyDecision.Long).Bar(100, 101, 99, 100).Last.Price;
        stopped.Bar(100, 101, 90, 95);
        reached.Flat(100, StrategyDecision.Long).Bar(100, 101, 99, 100).Bar(100, 110, 99, 105);

        Assert.Equal(entry * 0.98 * 0.999, stopped.Last.Price, 9);
        Assert.Equal(entry * 1.03, reached.Last.Price, 9);
    }

    [Fact]
    public void An_exit_that_is_on_its_way_ends_with_the_position()
    {
        var run = new DeskRun(StopAndTarget with { LatencyBars = 3 });

        run.Flat(100, StrategyDecision.Long).Flat(100).Flat(100).Flat(100).Flat(100, StrategyDecision.Close).Bar(100, 100, 90, 100).Flat(100).Flat(100).Flat(100);
        run.Desk.DropPending();

        Assert.Equal((2, ExitReasons.StopLoss), (run.Account.Orders.Count, run.Last.ExitReasons));
        Assert.Empty(run.Desk.Refused);
    }
}
