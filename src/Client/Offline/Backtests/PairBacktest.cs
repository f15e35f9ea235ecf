using SqueezeFlow.Client.Offline.Vectors;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>What a back-test over two recorded markets was asked for.</summary>
/// <param name="SpotFile">Bars of the spot market.</param>
/// <param name="PerpFile">Bars of the perpetual, the reference market.</param>
/// <param name="Symbol">Base coin.</param>
/// <param name="Timeframe">Timeframe of the evaluated bars.</param>
/// <param name="Profile">Reading of the strategy, and how orders are filled.</param>
/// <param name="InitialBalanceUsd">Account at the start, USD.</param>
/// <param name="OpenInterestFile">Open interest to score with; null for none.</param>
internal sealed record PairBacktest(
    string SpotFile,
    string PerpFile,
    string Symbol,
    Timeframe Timeframe,
    StrategyProfile Profile,
    double InitialBalanceUsd,
    string? OpenInterestFile = null)
{
    /// <summary>Reads the files and runs.</summary>
    /// <exception cref="VectorFormatException">A file cannot be read, or the two have no bar in common.</exception>
    public BacktestResult Run()
    {
        var bars = PairedBars.Pair(BarFile.Read(SpotFile), BarFile.Read(PerpFile), Timeframe);
        if (bars.Count == 0)
        {
            throw new VectorFormatException(
                Path.GetFileName(SpotFile), "time_s", "no bar in common with " + Path.GetFileName(PerpFile), "two files of the same period");
        }

        var openInterest = OpenInterestFile is null ? null : new OpenInterestChanges(OpenInterestFile);
        var options = new BacktestOptions
        {
            Symbol = Symbol,
            InitialBalanceUsd = InitialBalanceUsd,
            Strategy = new()
            {
                Profile = Profile,
                Timeframe = Timeframe,
                WindowBars = 0,
                MinDataPoints = 0,
                UseOpenInterest = openInterest is not null,
            },
        };
        return new BacktestEngine(options) { OpenInterestChangePercent = openInterest is null ? null : openInterest.At }.Run(bars);
    }
}
