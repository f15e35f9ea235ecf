using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest;

/// <summary>
/// Runs the strategy over recorded bars: the very object that trades live, fed as fast as it takes them. Original fills an
/// order at the close that decided it, Corrected at the open of the next bar.
/// </summary>
public sealed class BacktestEngine
{
    private const int CurvePoints = 1_000;
    private readonly BacktestOptions _options;
    private readonly IBacktestObserver? _observer;
    private readonly SqueezeStrategy _strategy;
    private readonly BacktestAccount _account;
    private Evaluation _pending;
    private int _evaluations;

    /// <param name="options">Account, limits and strategy.</param>
    /// <param name="observer">Told of every evaluation; null for nobody.</param>
    public BacktestEngine(BacktestOptions options, IBacktestObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FlatStride, 1, nameof(options));
        _options = options;
        _observer = observer;
        _strategy = new SqueezeStrategy(options.Symbol, options.Strategy);
        _account = new BacktestAccount(options);
    }

    /// <summary>Two-hour change of open interest at a moment in milliseconds since 1970 UTC, percent; null when it is not used.</summary>
    public Func<long, double?>? OpenInterestChangePercent { get; init; }

    private bool FillsNextOpen => _options.Strategy.Profile == StrategyProfile.Corrected;

    /// <summary>Runs over bars in time order. Once only.</summary>
    /// <exception cref="ArgumentException">The bars are not in time order.</exception>
    /// <exception cref="InvalidOperationException">The engine has run before.</exception>
    public BacktestResult Run(IReadOnlyList<SymbolBar> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (_evaluations > 0)
        {
            throw new InvalidOperationException("A back-test engine runs once: make another one.");
        }

        var curve = new List<EquityPoint>();
        var stride = Math.Max(1, bars.Count / CurvePoints);
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            Step(bar, i);
            if (i % stride == 0 || i == bars.Count - 1)
            {
                curve.Add(new(bar.OpenUnixMs, _account.ValueAt(bar.Close)));
            }
        }

        var equity = bars.Count == 0 ? _account.CashUsd : _account.ValueAt(bars[^1].Close);
        return new(
            _account.Orders, bars.Count, _evaluations, _account.CashUsd, equity, _account.ExposureUsd,
            BacktestMetrics.Of(_account.Orders, _options.InitialBalanceUsd), curve);
    }

    private void Step(in SymbolBar bar, int index)
    {
        if (_pending.HasOrder)
        {
            Fill(_pending, bar.Open, bar.OpenUnixMs);
            _pending = default;
        }

        _strategy.Push(bar);
        var isDue = _account.Position is not null || (index + 1) % _options.FlatStride == 0;
        if (index < _options.SkipBars || !isDue)
        {
            return;
        }

        _strategy.OpenInterestChangePercent =
            OpenInterestChangePercent?.Invoke(_options.Strategy.Timeframe.Close(bar.OpenUnixMs));
        ref readonly var evaluation = ref _strategy.Decide(new(_account.ValueAt(bar.Close), _account.Position));
        _evaluations++;
        _observer?.Evaluated(evaluation);
        if (evaluation.HasOrder && FillsNextOpen)
        {
            _pending = evaluation;
        }
        else if (evaluation.HasOrder)
        {
            Fill(evaluation, bar.Close, bar.OpenUnixMs);
        }
    }

    private void Fill(in Evaluation decision, double price, long barOpenMs)
    {
        if (decision.Decision == StrategyDecision.Close)
        {
            _account.Exit(price, barOpenMs);
        }
        else
        {
            _account.Enter(decision, price, barOpenMs);
        }
    }
}
