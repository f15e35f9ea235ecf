using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Lab.WalkForward;

/// <summary>Searches in each training window and trades the best in the test that follows.</summary>
/// <param name="plan">What is searched; its space is that of <paramref name="space"/>.</param>
/// <param name="space">From values to parameters.</param>
/// <param name="options">How back-tests are run; the window of the strategy is read before each training and test.</param>
/// <param name="openInterest">Two-hour change of open interest at a moment, asked from several threads; null without.</param>
public sealed class WalkForwardRun(SweepPlan plan, ParameterSpace space, BacktestOptions options, Func<long, double?>? openInterest = null)
{
    /// <summary>Called after each candidate of any fold with how many are done in all.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Runs all folds. Bars are in time order.</summary>
    /// <returns>Folds of which both windows have bars.</returns>
    public IReadOnlyList<FoldResult> Run(IReadOnlyList<WalkForwardFold> folds, SymbolBar[] bars, int cores, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folds);
        List<FoldResult> results = [];
        for (var i = 0; i < folds.Count; i++)
        {
            var fold = folds[i];
            var train = BarStretch.Of(bars, fold.TrainFromUnixMs, fold.TrainToUnixMs, options.Strategy.WindowBars);
            var test = BarStretch.Of(bars, fold.TestFromUnixMs, fold.TestToUnixMs, options.Strategy.WindowBars);
            if (train is not null && test is not null)
            {
                results.Add(RunFold(i, fold, train, test, cores, cancellationToken));
            }
        }

        return results;
    }

    private FoldResult RunFold(int number, WalkForwardFold fold, BarStretch train, BarStretch test, int cores, CancellationToken cancellationToken)
    {
        var seeded = plan with { Seed = RandomSource.Fork(plan.Seed, number).NextBits() };
        var before = (long)number * plan.Count;
        var sweep = new Sweep(seeded, new ParameterTrial(space, options, train, openInterest)) { Progress = done => Progress?.Invoke(before + done) };
        var entries = sweep.Run(null, cores, cancellationToken);
        var ranking = SweepRanking.Of(seeded, entries);
        var choice = Choice.Of(entries);
        return ranking.Count == 0
            ? new(fold, null, choice, null) { Entries = entries }
            : new(fold, ranking[0], choice, new ParameterTrial(space, options, test, openInterest).RunWhole(ranking[0].Values)) { Entries = entries };
    }
}
