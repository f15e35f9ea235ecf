using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.Verdicts;
using SqueezeFlow.Lab.WalkForward;

namespace SqueezeFlow.Lab.Tests.Edges;

/// <summary>A small search and what is judged of it, as the console does it.</summary>
internal static class Laboratory
{
    private const int WindowBars = 96;
    private const int Trials = 32;

    private static readonly ParameterSpace Space = new(StrategyParameters.Corrected,
    [
        new("entry.minScore", 4, 8) { Step = 0.5 },
        new("divergence.flowBars", 6, 20),
        new("divergence.flowThresholdShare", 0.01, 0.2) { IsLogarithmic = true },
    ]);

    /// <summary>Evidence of the tests of a walk-forward.</summary>
    public static Evidence WalkForward(SymbolBar[] bars, WalkForwardOptions folds, ulong seed, double feeRate = 0.001)
    {
        var options = Options(bars) with { FeeRate = feeRate };
        var results = new WalkForwardRun(Plan(seed), Space, options).Run(
            WalkForwardPlan.Of(folds, bars[0].OpenUnixMs, options.Strategy.Timeframe.Close(bars[^1].OpenUnixMs)), bars, 2, TestContext.Current.CancellationToken);
        return OutOfSample.Of(results).ToEvidence(new() { Draws = 500, Seed = seed });
    }

    /// <summary>Evidence of the best of a search, on the data that it was found on.</summary>
    public static Evidence Sweep(SymbolBar[] bars, ulong seed)
    {
        var stretch = BarStretch.Of(bars, bars[WindowBars].OpenUnixMs, long.MaxValue, WindowBars)!;
        var trial = new ParameterTrial(Space, Options(bars), stretch);
        var entries = new Sweep(Plan(seed), trial).Run(null, 2, TestContext.Current.CancellationToken);
        var best = trial.RunWhole(SweepRanking.Of(Plan(seed), entries)[0].Values);
        var positions = new HeldPositions();
        positions.Add(best);
        return Evidence.Of([.. best.Profits], best.Returns, positions, Choice.Of(entries), new() { Draws = 500, Seed = seed });
    }

    private static SweepPlan Plan(ulong seed) => new(Space.Space, Objective.Parse("net_profit"), Trials, seed);

    private static BacktestOptions Options(SymbolBar[] bars) => new()
    {
        Strategy = new() { Timeframe = new(bars[1].OpenUnixMs - bars[0].OpenUnixMs), WindowBars = WindowBars },
    };
}
