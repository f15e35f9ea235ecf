using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Lab.Leaks;

/// <summary>The strategy's signals, for checks.</summary>
public static class StrategySignals
{
    /// <summary>What is decided at every bar by an account without a position.</summary>
    public static SignalSource Entries(string symbol, StrategyOptions options, Func<long, double?>? openInterest = null) => bars =>
    {
        var strategy = new SqueezeStrategy(symbol, options);
        List<SignalMark> marks = [];
        foreach (var bar in bars)
        {
            strategy.Push(bar);
            strategy.OpenInterestChangePercent = openInterest?.Invoke(options.Timeframe.Close(bar.OpenUnixMs));
            Add(marks, strategy.Evaluate(new(10_000)));
        }

        return marks;
    };

    /// <summary>What a back-test decides, exits of its own positions included.</summary>
    public static SignalSource Decisions(BacktestOptions options, Func<long, double?>? openInterest = null) => bars =>
    {
        var keeper = new Keeper();
        new BacktestEngine(options, keeper) { OpenInterestChangePercent = openInterest }.Run(bars);
        return keeper.Marks;
    };

    private static void Add(List<SignalMark> marks, in Evaluation evaluation)
    {
        if (evaluation.HasOrder)
        {
            marks.Add(new(evaluation.BarCloseUnixMs, evaluation.Decision, evaluation.Score));
        }
    }

    private sealed class Keeper : IBacktestObserver
    {
        public List<SignalMark> Marks { get; } = [];

        public void Evaluated(in Evaluation evaluation) => Add(Marks, evaluation);
    }
}
