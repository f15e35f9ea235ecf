using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Tests.Edges;
using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.WalkForward;

namespace SqueezeFlow.Lab.Tests.WalkForward;

public sealed class WalkForwardRunTests
{
    private const int WindowBars = 96;
    private static readonly SymbolBar[] Bars = new PlantedMarket(2).Make(40 * 96);
    private static readonly WalkForwardOptions Folds = new() { Train = TimeSpan.FromDays(10), Test = TimeSpan.FromDays(10), Purge = TimeSpan.FromDays(1), Embargo = TimeSpan.FromHours(6) };
    private static readonly BacktestOptions Options = new() { Strategy = new() { Timeframe = PlantedMarket.Timeframe, WindowBars = WindowBars } };

    [Fact]
    public void Each_test_trades_the_best_of_its_training_within_its_own_time()
    {
        var results = Run(Bars, 2);

        Assert.Equal(3, results.Count);
        Assert.All(results, result =>
        {
            var train = BarStretch.Of(Bars, result.Fold.TrainFromUnixMs, result.Fold.TrainToUnixMs, WindowBars)!;
            Assert.Equal(TrialOver(train).Run(result.Chosen!.Values, 1).Measures[Measure.NetProfit], result.Chosen.Outcome.Measures[Measure.NetProfit]);
            Assert.NotEmpty(result.Test!.Result.Orders);
            Assert.All(result.Test.Result.Orders, order => Assert.InRange(order.BarOpenUnixMs, result.Fold.TestFromUnixMs, result.Fold.TestToUnixMs - 1));
        });
    }

    [Fact]
    public void What_comes_later_changes_no_fold()
    {
        var whole = Run(Bars, 2);

        var cut = Run(Bars[..(20 * 96)], 3);

        Assert.Single(cut);
        Assert.Equal(whole[0].Chosen!.Values, cut[0].Chosen!.Values);
        Assert.Equal(whole[0].Test!.Returns, cut[0].Test!.Returns);
    }

    [Fact]
    public void All_tests_are_one_account()
    {
        var results = Run(Bars, 2);

        var all = OutOfSample.Of(results);

        Assert.Equal(results.Sum(result => result.Test!.Result.Metrics.Closed), all.Trades);
        Assert.Equal(results.Sum(result => result.Test!.Returns.Length), all.Returns.Length);
        Assert.Equal(all.Trades, all.ToEvidence(new() { Draws = 50 }).Trades);
        Assert.Equal(1, all.ToEvidence(new() { Draws = 50 }).Trials);
    }

    [Fact]
    public void A_training_that_ranks_nothing_trades_nothing()
    {
        var results = Run(Bars, 2, new() { MinTrades = 10_000 });

        Assert.All(results, result => Assert.Equal((null, null), (result.Chosen, result.Test)));
        Assert.Equal((0, 0), (OutOfSample.Of(results).Trades, OutOfSample.Of(results).Returns.Length));
        Assert.Equal(1, OutOfSample.Of(results).ToEvidence(new()).Permutation);
    }

    private static readonly ParameterSpace Space = new(StrategyParameters.Corrected, [new("entry.minScore", 4, 8) { Step = 1 }, new("divergence.flowBars", 6, 16)]);

    private static ParameterTrial TrialOver(BarStretch stretch) => new(Space, Options, stretch);

    private static IReadOnlyList<FoldResult> Run(SymbolBar[] bars, int cores, Constraints? constraints = null)
    {
        var plan = new SweepPlan(Space.Space, Objective.Parse("net_profit"), 20, 3) { Constraints = constraints ?? new() };
        var folds = WalkForwardPlan.Of(Folds, bars[0].OpenUnixMs, PlantedMarket.Timeframe.Close(bars[^1].OpenUnixMs));
        return new WalkForwardRun(plan, Space, Options).Run(folds, bars, cores, TestContext.Current.CancellationToken);
    }
}
