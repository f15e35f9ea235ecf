using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Tests.Backtest.Costs;

public sealed class FundingTests
{
    [Theory]
    [InlineData(StrategyDecision.Long, 0.001, 1.1)]
    [InlineData(StrategyDecision.Short, 0.001, -1.1)]
    [InlineData(StrategyDecision.Long, -0.001, -1.1)]
    public void A_long_pays_a_positive_rate_on_the_notional_and_a_short_receives_it(StrategyDecision side, double rate, double paid)
    {
        var with = Held(side, new FundingRate(DeskRun.OpenOf(2), rate));
        var without = Held(side);

        Assert.Equal(paid, with.Account.FundingPaidUsd, 9);
        Assert.Equal(without.Account.CashUsd - paid, with.Account.CashUsd, 9);
        Assert.Equal(paid, with.Last.FundingUsd, 9);
        Assert.Equal(without.Last.ProfitUsd!.Value - paid, with.Last.ProfitUsd!.Value, 9);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1.1)]
    [InlineData(3, 1.1)]
    [InlineData(4, 0)]
    public void It_is_paid_by_what_was_held_before_the_fills_of_its_moment(int bar, double paid) =>
        Assert.Equal(paid, Held(StrategyDecision.Long, new FundingRate(DeskRun.OpenOf(bar), 0.001)).Account.FundingPaidUsd, 9);

    [Fact]
    public void Payments_inside_a_bar_and_between_bars_are_paid_once_each()
    {
        var run = Held(StrategyDecision.Long, new(DeskRun.OpenOf(1) + 60_000, 0.001), new(DeskRun.OpenOf(2) - 1, 0.001), new(DeskRun.OpenOf(2), 0.001));

        Assert.Equal(1 + 1 + 1.1, run.Account.FundingPaidUsd, 9);
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(-0.001, 0)]
    public void In_a_bar_that_closes_the_position_it_pays_and_does_not_receive(double rate, double paid)
    {
        var run = new DeskRun(new() { StopShare = 0.02, Funding = [new(DeskRun.OpenOf(1) + 60_000, rate)] });

        run.Flat(100, StrategyDecision.Long).Bar(100, 101, 90, 95);

        Assert.Equal(paid, run.Last.FundingUsd, 9);
    }

    [Fact]
    public void A_bar_without_an_open_pays_by_the_close_before()
    {
        var run = new DeskRun(new() { Funding = [new(DeskRun.OpenOf(2), 0.001)] });

        run.Flat(100, StrategyDecision.Long).Bar(100, 120, 100, 120).Bar(double.NaN, double.NaN, double.NaN, double.NaN);

        Assert.Equal(1.2, run.Account.FundingPaidUsd, 9);
    }

    [Fact]
    public void What_is_open_tells_what_it_has_paid()
    {
        var run = new DeskRun(new() { Funding = [new(DeskRun.OpenOf(2), 0.001)] });

        run.Flat(100, StrategyDecision.Long).Flat(100).Flat(110);

        Assert.Equal(1.1, Assert.Single(run.Account.OpenAt(110)).FundingUsd, 9);
    }

    // Ten coins from bar 1 at 100 to bar 3 at 110.
    private static DeskRun Held(StrategyDecision side, params FundingRate[] rates) =>
        new DeskRun(new() { Funding = rates }).Flat(100, side).Flat(100).Flat(110, StrategyDecision.Close).Flat(110).Flat(110);
}
