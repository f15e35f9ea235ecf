using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Tests.Backtest.Costs;

public sealed class LiquidationTests
{
    private static readonly TradingCosts Levered = new() { Margin = new(0.005) };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void At_the_price_of_liquidation_margin_and_gain_are_the_maintenance_margin(int leverage)
    {
        var margin = new IsolatedMargin(0.005);
        const double Entry = 64_000, Quantity = 0.5;
        var posted = Entry * Quantity / leverage;

        var (ofLong, ofShort) = (margin.OfLong(Entry, leverage), margin.OfShort(Entry, leverage));

        Assert.Equal(0.005 * Quantity * ofLong, posted + (Quantity * (ofLong - Entry)), 6);
        Assert.Equal(0.005 * Quantity * ofShort, posted + (Quantity * (Entry - ofShort)), 6);
    }

    [Fact]
    public void A_position_ties_up_its_notional_over_its_leverage()
    {
        var run = new DeskRun(Levered);

        run.Flat(100, StrategyDecision.Long).Flat(100);

        Assert.Equal((10_000 - 200 - 1, 200.0), (Math.Round(run.Account.CashUsd, 9), run.Account.ExposureUsd));
        Assert.Equal(10_000 - 1 + 50, run.Account.MarkedAt(105), 9);
        Assert.Equal(80 / 0.995, Assert.Single(run.Account.OpenAt(105)).LiquidationPrice!.Value, 9);
    }

    [Theory]
    [InlineData(StrategyDecision.Long, 100, 80)]
    [InlineData(StrategyDecision.Short, 120, 100)]
    public void What_reaches_it_has_lost_its_margin_and_no_more(StrategyDecision side, double high, double low)
    {
        var run = new DeskRun(Levered);

        run.Flat(100, side).Flat(100).Bar(100, high, low, 100);

        Assert.Equal(ExitReasons.Liquidation, run.Last.ExitReasons);
        Assert.Equal((-201, 10_000 - 201), (Math.Round(run.Last.ProfitUsd!.Value, 9), Math.Round(run.Account.CashUsd, 9)));
        Assert.Equal(side == StrategyDecision.Long ? 80 / 0.995 : 120 / 1.005, run.Last.Price, 9);
    }

    [Fact]
    public void A_gap_beyond_it_loses_no_more_than_the_margin()
    {
        var run = new DeskRun(Levered);

        run.Flat(100, StrategyDecision.Long).Flat(100).Flat(40);

        Assert.Equal((40.0, -201.0), (run.Last.Price, Math.Round(run.Last.ProfitUsd!.Value, 9)));
    }

    [Theory]
    [InlineData(0.05, ExitReasons.StopLoss)]
    [InlineData(0.5, ExitReasons.Liquidation)]
    public void What_is_nearer_to_the_entry_comes_first(double stop, ExitReasons expected)
    {
        var run = new DeskRun(Levered with { StopShare = stop });

        run.Flat(100, StrategyDecision.Long).Flat(100).Bar(100, 100, 10, 50);

        Assert.Equal(expected, run.Last.ExitReasons);
    }

    [Fact]
    public void Without_margin_nothing_is_liquidated()
    {
        var run = new DeskRun(TradingCosts.None);

        run.Flat(100, StrategyDecision.Long).Flat(100).Flat(1);

        Assert.NotNull(run.Account.Position);
        Assert.Equal(1_000, run.Account.ExposureUsd);
    }
}
