using SqueezeFlow.Core.Backtest.Measures;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Backtest;

/// <summary>
/// Runs the strategy over recorded bars: the very object that trades live, fed as fast as it takes them. Original fills an
/// order at the close that decided it, Corrected at the open of the next bar; costs move and delay that where they are asked for.
/// </summary>
public sealed class BacktestEngine
{
    private readonly SymbolRun _run;
    private bool _hasRun;

    /// <param name="options">Account, limits and strategy.</param>
    /// <param name="observer">Told of every evaluation; null for nobody.</param>
    public BacktestEngine(BacktestOptions options, IBacktestObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _run = new(options, observer, new(options.InitialBalanceUsd));
    }

    /// <summary>Two-hour change of open interest at a moment in milliseconds since 1970 UTC, percent; null when it is not used.</summary>
    public Func<long, double?>? OpenInterestChangePercent { get; init; }

    /// <summary>Runs over bars in time order. Once only.</summary>
    /// <exception cref="ArgumentException">The bars are not in time order.</exception>
    /// <exception cref="InvalidOperationException">The engine has run before.</exception>
    public BacktestResult Run(IReadOnlyList<SymbolBar> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (_hasRun)
        {
            throw new InvalidOperationException("A back-test engine runs once: make another one.");
        }

        _hasRun = true;
        _run.OpenInterestChangePercent = OpenInterestChangePercent;
        var curve = new EquityCurve(bars.Count);
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            _run.Leave(bar);
            _run.Enter(bar);
            _run.GoThrough(bar);
            _run.Decide(bar);
            curve.Read(bar.OpenUnixMs, _run.OwnUsd, _run.Coin.ValueUsd);
        }

        return _run.End(curve.Points);
    }
}
