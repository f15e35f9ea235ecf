using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Tests.Backtest.Costs;

public sealed class SlippageTests
{
    [Theory]
    [InlineData(StrategyDecision.Long, 100.4)]
    [InlineData(StrategyDecision.Short, 99.6)]
    public void The_parts_add_up_against_the_trader(StrategyDecision side, double expected)
    {
        var run = new DeskRun(new() { Slippage = new() { FixedShare = 0.001, SpreadShare = 0.002, RangeShare = 0.1 } });

        run.Flat(100, side).Bar(open: 100, high: 101, low: 99, close: 100);

        Assert.Equal(expected, run.Last.Price, 9);
        Assert.Equal(1_000 / expected * 0.4, run.Last.SlippageUsd, 9);
        Assert.Equal(0, run.Desk.HeldFills);
    }

    [Fact]
    public void An_exit_pays_too()
    {
        var run = new DeskRun(new() { Slippage = new() { FixedShare = 0.001 } });

        run.Flat(100, StrategyDecision.Long).Bar(100, 101, 99, 100, StrategyDecision.Close).Bar(100, 101, 99, 100);

        Assert.Equal(99.9, run.Last.Price, 9);
    }

    [Theory]
    [InlineData(StrategyDecision.Long, 100.5)]
    [InlineData(StrategyDecision.Short, 99.8)]
    public void No_fill_is_beyond_what_the_bar_traded(StrategyDecision side, double expected)
    {
        var run = new DeskRun(new() { Slippage = new() { FixedShare = 0.05 } });

        run.Flat(100, side).Bar(open: 100, high: 100.5, low: 99.8, close: 100);

        Assert.Equal((expected, 1), (run.Last.Price, run.Desk.HeldFills));
    }

    [Fact]
    public void The_impact_is_factor_times_volatility_times_the_root_of_notional_over_turnover_of_the_bars_before()
    {
        double[] closes = [100, 102, 101, 103, 100];
        double[] turnovers = [1e6, 50_000, 60_000, 70_000, 80_000];
        var run = new DeskRun(new() { Slippage = new() { ImpactFactor = 0.7, ImpactBars = 3 } });

        for (var i = 0; i < closes.Length; i++)
        {
            run.Bar(closes[i], closes[i], closes[i], closes[i], i == closes.Length - 1 ? StrategyDecision.Long : StrategyDecision.None, turnovers[i]);
        }

        run.Bar(100, 200, 50, 180, turnover: 9e9);

        double[] returns = [(101.0 / 102) - 1, (103.0 / 101) - 1, (100.0 / 103) - 1];
        var volatility = Math.Sqrt(returns.Sum(r => Math.Pow(r - returns.Average(), 2)) / 2);
        Assert.Equal(100 * (1 + (0.7 * volatility * Math.Sqrt(1_000 / 70_000.0))), run.Last.Price, 9);
    }

    [Fact]
    public void Four_times_the_size_has_twice_the_impact()
    {
        var pricer = new FillPricer(new() { ImpactFactor = 1 });
        for (var i = 0; i < 30; i++)
        {
            var close = 100 + (i % 3);
            pricer.Read(new(i, close, close, close, close, 0, 0, 0, 1e6, 1e6));
        }

        var fill = new Core.Bars.SymbolBar(31, 100, 200, 50, 100, 0, 0, 0, 0, 0);

        Assert.Equal(2 * (pricer.PriceOf(isBuy: true, 100, 1_000, fill) - 100), pricer.PriceOf(isBuy: true, 100, 4_000, fill) - 100, 9);
    }

    [Theory]
    [InlineData(101)]
    [InlineData(100)]
    public void Where_nothing_was_traded_before_the_worst_price_of_the_bar_is_paid(double price)
    {
        var run = new DeskRun(new() { Slippage = new() { ImpactFactor = 1 } });

        run.Bar(100, 100, 100, 100, turnover: 0).Bar(price, price, price, price, turnover: 0).Bar(100, 100, 100, 100, StrategyDecision.Long, turnover: 0).Bar(100, 103, 99, 100);

        Assert.Equal(103, run.Last.Price);
    }

    [Fact]
    public void A_bar_that_tells_its_open_alone_is_filled_there()
    {
        var run = new DeskRun(new() { Slippage = new() { FixedShare = 0.001, RangeShare = 0.1 } });

        run.Flat(100, StrategyDecision.Long).Bar(100, double.NaN, double.NaN, 100);

        Assert.Equal(100, run.Last.Price);
    }

    [Fact]
    public void Without_slippage_the_recorded_price_is_paid()
    {
        var run = new DeskRun(TradingCosts.None);

        run.Flat(100, StrategyDecision.Long).Bar(100.1, 101, 99, 100);

        Assert.Equal((100.1, 0.0), (run.Last.Price, run.Last.SlippageUsd));
    }
}
