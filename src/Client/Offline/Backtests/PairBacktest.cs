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
    /// <summary>How it is run: the whole history as window, every bar asked.</summary>
    public BacktestOptions Options => new()
    {
        Symbol = Symbol,
        InitialBalanceUsd = InitialBalanceUsd,
        Strategy = new()
        {
            Profile = Profile,
            Timeframe = Timeframe,
            WindowBars = 0,
            MinDataPoints = 0,
            UseOpenInterest = OpenInterestFile is not null,
        },
    };

    /// <summary>Reads both markets and pairs them.</summary>
    /// <exception cref="VectorFormatException">A file cannot be read, or the two have no bar in common.</exception>
    public IReadOnlyList<SymbolBar> ReadBars()
    {
        var bars = PairedBars.Pair(BarFile.Read(SpotFile), BarFile.Read(PerpFile), Timeframe);
        return bars.Count > 0
            ? bars
            : throw new VectorFormatException(
                Path.GetFileName(SpotFile), "time_s", "no bar in common with " + Path.GetFileName(PerpFile), "two files of the same period");
    }

    /// <summary>Runs over bars of <see cref="ReadBars"/>.</summary>
    /// <exception cref="VectorFormatException">The open interest cannot be read.</exception>
    public BacktestResult Run(IReadOnlyList<SymbolBar> bars, IBacktestObserver? observer = null)
    {
        var openInterest = OpenInterestFile is null ? null : new OpenInterestChanges(OpenInterestFile);
        return new BacktestEngine(Options, observer) { OpenInterestChangePercent = openInterest is null ? null : openInterest.At }.Run(bars);
    }
}
