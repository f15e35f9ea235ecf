using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Tests.Edges;
using SqueezeFlow.Lab.Trials;

namespace SqueezeFlow.Lab.Tests.Trials;

public sealed class BacktestRunTests
{
    private const int WindowBars = 96;
    private static readonly SymbolBar[] Bars = new PlantedMarket(1).Make(30 * 96);
    private static readonly BacktestOptions Options = new() { Strategy = new() { Timeframe = PlantedMarket.Timeframe, WindowBars = WindowBars } };

    [Fact]
    public void Ratios_are_those_of_the_back_test_itself()
    {
        var run = BacktestRun.Of(Options, Stretch(0, Bars.Length));

        var (measures, whole) = (run.ToMeasures(), run.Result.Statistics);
        Assert.Equal(whole.Days, run.Returns.Length);
        Assert.Equal(whole.SharpeRatio!.Value, measures[Measure.Sharpe], 1e-9);
        Assert.Equal(whole.SortinoRatio!.Value, measures[Measure.Sortino], 1e-9);
        Assert.Equal(((whole.MarkedEquityUsd / 10_000) - 1) * 100, measures[Measure.Return], 1e-9);
        Assert.Equal(100 * whole.ExposureShare, measures[Measure.Exposure], 1e-9);
        Assert.Equal(run.Result.Metrics.NetProfitUsd, measures[Measure.NetProfit]);
        Assert.Equal((Math.Pow(1 + (measures[Measure.Return] / 100), 365.0 / 30) - 1) / (ReturnMeasures.MaxDrawdownPercent(run.Returns) / 100), measures[Measure.Calmar], 1e-6);
    }

    /// <summary>With a window signals do not depend on where it began, so neither does what is traded.</summary>
    [Fact]
    public void What_is_read_before_is_not_traded_and_changes_nothing_beyond_the_window()
    {
        var from = Bars[500].OpenUnixMs;

        var (near, far) = (Run(WindowBars), Run(400));

        Assert.NotEmpty(near.Result.Orders);
        Assert.All(near.Result.Orders, order => Assert.True(order.BarOpenUnixMs > from));
        Assert.Equal(near.Result.Orders.Select(order => order with { Reason = "" }), far.Result.Orders.Select(order => order with { Reason = "" }));
        Assert.Equal(near.Returns, far.Returns);

        BacktestRun Run(int warmUp) => BacktestRun.Of(Options, BarStretch.Of(Bars, from, long.MaxValue, warmUp)!);
    }

    [Fact]
    public void Positions_are_those_of_the_orders_run_after_run()
    {
        var (first, second) = (BacktestRun.Of(Options, Stretch(200, 1_400)), BacktestRun.Of(Options, Stretch(1_500, Bars.Length)));
        var positions = new HeldPositions();

        positions.Add(first);
        positions.Add(second);

        Assert.Equal(first.Stretch.Traded + second.Stretch.Traded, positions.Prices.Count);
        Assert.Equal(first.Result.Metrics.Closed + second.Result.Metrics.Closed, positions.Trades.Count);
        var gains = positions.Trades.Sum(trade => trade.Exposure * ((positions.Prices[trade.ExitBar] / positions.Prices[trade.EntryBar]) - 1));
        Assert.Equal(Gains(first) + Gains(second), gains, 1e-6);
    }

    [Fact]
    public void Values_that_are_not_allowed_together_have_no_outcome()
    {
        var space = new ParameterSpace(StrategyParameters.Corrected, [new("entry.highScore", 5, 10)]);
        var trial = new ParameterTrial(space, Options, Stretch(0, Bars.Length));

        Assert.Equal(double.NaN, trial.Run([9], 1).Measures[Measure.NetProfit]);
        Assert.NotEqual(double.NaN, trial.Run([7], 1).Measures[Measure.NetProfit]);
    }

    [Fact]
    public void A_share_of_the_data_is_its_beginning()
    {
        var trial = new ParameterTrial(new(StrategyParameters.Corrected, [new("entry.minScore", 4, 8)]), Options, Stretch(100, Bars.Length));

        var part = trial.Run([6], 0.5).Measures;

        Assert.Equal(BacktestRun.Of(Options, Stretch(100, 100 + ((Bars.Length - 100) / 2))).ToMeasures()[Measure.NetProfit], part[Measure.NetProfit]);
    }

    [Theory]
    [InlineData(0, 10, 0, 10)]
    [InlineData(5, 10, 5, 5)]
    [InlineData(300, 400, 96, 100)]
    public void A_stretch_has_as_many_bars_before_it_as_there_are(int from, int to, int warmUp, int traded)
    {
        var stretch = Stretch(from, to);

        Assert.Equal((warmUp, traded, Bars[from].OpenUnixMs), (stretch.WarmUp, stretch.Traded, stretch.FromUnixMs));
        Assert.Null(BarStretch.Of(Bars, Bars[^1].OpenUnixMs + 1, long.MaxValue, 5));
    }

    private static BarStretch Stretch(int from, int to) =>
        BarStretch.Of(Bars, Bars[from].OpenUnixMs, to < Bars.Length ? Bars[to].OpenUnixMs : long.MaxValue, WindowBars)!;

    private static double Gains(BacktestRun run)
    {
        var fees = run.Result.Orders.Where(order => order.IsExit).Sum(order => order.FeeUsd + run.Result.Orders.First(entry => entry.TradeId == order.TradeId && !entry.IsExit).FeeUsd);
        return run.Result.Metrics.NetProfitUsd + fees;
    }
}
