using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>A whole back-test over bars of the vector: files <c>replay_*</c>.</summary>
internal sealed class ReplaySuite(VectorParameters parameters) : IVectorSuite
{
    public bool Handles(string name, VectorRow first) => name.StartsWith("replay", StringComparison.Ordinal);

    public IEnumerable<VectorVerdict> VerdictsOf(VectorRow row) => EvaluationSuite.Verdicts(row);

    public void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches)
    {
        var isOriginal = verdict == VectorVerdict.Original;
        var options = OptionsOf(row, parameters.Of(verdict));
        var trace = new ReplayTrace();
        var result = new BacktestEngine(options, trace).Run([.. VectorBars.Read(row).Rows.Select(item => item.Bar)]);
        if (isOriginal)
        {
            mismatches.Compare("", row.GetObject("expected").Json, ReplayTree.Original(options, result, trace), _ => false);
        }
        else
        {
            mismatches.Compare("", row.GetObject("corrected").Json, ReplayTree.Summary(result), _ => false);
        }
    }

    private static BacktestOptions OptionsOf(VectorRow row, StrategyParameters parameters)
    {
        var symbol = row.GetText("symbol");
        var balance = row.GetNumber("initial_balance");
        var oneSecond = BacktestOptions.OneSecond(symbol, balance);
        return row.GetFlag("mode_1s") ? oneSecond with { Strategy = oneSecond.Strategy with { Parameters = parameters } } : new()
        {
            Symbol = symbol,
            InitialBalanceUsd = balance,
            Strategy = new() { Parameters = parameters, Timeframe = VectorBars.TimeframeOf(row), WindowBars = 0, MinDataPoints = 0 },
        };
    }
}
