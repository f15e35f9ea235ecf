using SqueezeFlow.Core.Backtest.Measures;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Backtest;

/// <summary>
/// Runs the strategy over recorded bars: the very object that trades live, fed as fast as it takes them. Original fills an
/// order at the close that decided it, Corrected at the open of the next bar; costs move and delay that where they are asked for.
/// </summary>
public sealed class BacktestEngine
{
    private const int CurvePoints = 20_000;
    private readonly BacktestOptions _options;
    private readonly IBacktestObserver? _observer;
    private readonly SqueezeStrategy _strategy;
    private readonly BacktestAccount _account;
    private readonly BacktestDesk _desk;
    private readonly StatisticsCounter _statistics;
    private int _evaluations;

    /// <param name="options">Account, limits and strategy.</param>
    /// <param name="observer">Told of every evaluation; null for nobody.</param>
    public BacktestEngine(BacktestOptions options, IBacktestObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FlatStride, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Costs.LatencyBars, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Costs.Slippage.ImpactBars, 2, nameof(options));
        if (options.Costs.LatencyBars > 0 && options.Strategy.Profile == StrategyProfile.Original)
        {
            throw new ArgumentException("Original fills at the close that decides: it has no latency.", nameof(options));
        }

        _options = options;
        _observer = observer;
        _strategy = new SqueezeStrategy(options.Symbol, options.Strategy);
        _account = new BacktestAccount(options);
        _desk = new BacktestDesk(options, _account);
        _statistics = new StatisticsCounter(options);
    }

    /// <summary>Two-hour change of open interest at a moment in milliseconds since 1970 UTC, percent; null when it is not used.</summary>
    public Func<long, double?>? OpenInterestChangePercent { get; init; }

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
        var stride = Math.Max(1, (bars.Count + CurvePoints - 1) / CurvePoints);
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            Step(bar, i);
            var equity = _statistics.Read(bar, _account);
            if (i % stride == 0 || i == bars.Count - 1)
            {
                curve.Add(new(bar.OpenUnixMs, equity, _statistics.HeldInCoinUsd));
            }
        }

        _desk.DropPending();
        return Result(bars, curve);
    }

    private BacktestResult Result(IReadOnlyList<SymbolBar> bars, List<EquityPoint> curve) => new(
        _account.Orders, bars.Count, _evaluations, _account.CashUsd,
        bars.Count == 0 ? _account.CashUsd : _account.ValueAt(bars[^1].Close), _account.ExposureUsd,
        BacktestMetrics.Of(_account.Orders, _options.InitialBalanceUsd), curve)
    {
        OpenTrades = _account.OpenAt(_statistics.Mark),
        Refused = _desk.Refused,
        Costs = new(
            _account.Orders.Sum(order => order.FeeUsd),
            _account.Orders.Sum(order => order.SlippageUsd),
            _account.FundingPaidUsd,
            _account.Orders.Count(order => order.ExitReasons == ExitReasons.Liquidation),
            _desk.HeldFills),
        Statistics = _statistics.Finish(_account.Orders),
    };

    private void Step(in SymbolBar bar, int index)
    {
        _desk.Begin(bar);
        _strategy.Push(bar);
        Decide(bar, index);
        _desk.End(bar);
    }

    private void Decide(in SymbolBar bar, int index)
    {
        var isDue = _account.Position is not null || (index + 1) % _options.FlatStride == 0;
        if (index < _options.SkipBars || !isDue || _desk.IsWaiting)
        {
            return;
        }

        _strategy.OpenInterestChangePercent =
            OpenInterestChangePercent?.Invoke(_options.Strategy.Timeframe.Close(bar.OpenUnixMs));
        ref readonly var evaluation = ref _strategy.Decide(new(_account.ValueAt(bar.Close), _account.Position));
        _evaluations++;
        _observer?.Evaluated(evaluation);
        if (evaluation.HasOrder)
        {
            _desk.Take(evaluation, bar);
        }
    }
}
