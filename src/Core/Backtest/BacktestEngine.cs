using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Backtest.Measures;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest;

/// <summary>
/// Runs the strategy over recorded bars: the very object that trades live, fed as fast as it takes them. Original fills an
/// order at the close that decided it, Corrected at the open of the next bar.
/// </summary>
public sealed class BacktestEngine
{
    private const int CurvePoints = 20_000;
    private readonly BacktestOptions _options;
    private readonly IBacktestObserver? _observer;
    private readonly SqueezeStrategy _strategy;
    private readonly BacktestAccount _account;
    private readonly EntryGate _gate;
    private readonly StatisticsCounter _statistics;
    private readonly List<RefusedOrder> _refused = [];
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
        _gate = new EntryGate(options.EntryLimits, options.Strategy);
        _statistics = new StatisticsCounter(options);
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

        DropPending();
        return Result(bars, curve);
    }

    private BacktestResult Result(IReadOnlyList<SymbolBar> bars, List<EquityPoint> curve) => new(
        _account.Orders, bars.Count, _evaluations, _account.CashUsd,
        bars.Count == 0 ? _account.CashUsd : _account.ValueAt(bars[^1].Close), _account.ExposureUsd,
        BacktestMetrics.Of(_account.Orders, _options.InitialBalanceUsd), curve)
    {
        OpenTrades = _account.OpenAt(_statistics.Mark),
        Refused = _refused,
        Statistics = _statistics.Finish(_account.Orders),
    };

    private void Step(in SymbolBar bar, int index)
    {
        FillPending(bar);
        _gate.Read(bar.OpenUnixMs);
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
        if (evaluation.HasOrder)
        {
            Take(evaluation, bar);
        }
    }

    private void Take(in Evaluation decision, in SymbolBar bar)
    {
        if (IsEntry(decision) && _gate.CheckDecision(decision) is { } refused)
        {
            _refused.Add(refused);
        }
        else if (FillsNextOpen)
        {
            _pending = decision;
        }
        else
        {
            Fill(decision, bar.Close, bar.OpenUnixMs, decision.BarCloseUnixMs);
        }
    }

    private void FillPending(in SymbolBar bar)
    {
        if (!_pending.HasOrder)
        {
            return;
        }

        // A position is closed at the first price that there is; an entry does not wait for one.
        var hasPrice = double.IsFinite(bar.Open) && bar.Open > 0;
        if (!hasPrice && !IsEntry(_pending))
        {
            return;
        }

        var order = _pending;
        _pending = default;
        if (hasPrice)
        {
            Fill(order, bar.Open, bar.OpenUnixMs, bar.OpenUnixMs);
        }
        else
        {
            _refused.Add(EntryGate.Refuse(order, RefusalRule.NoPrice, "the next bar has no price above 0", bar.OpenUnixMs));
        }
    }

    private void Fill(in Evaluation decision, double price, long barOpenMs, long fillUnixMs)
    {
        if (!IsEntry(decision))
        {
            _account.Exit(decision, price, barOpenMs);
        }
        else if ((_gate.CheckFill(decision, price, fillUnixMs) ?? _account.Enter(decision, price, barOpenMs, fillUnixMs)) is { } refused)
        {
            _refused.Add(refused);
        }
    }

    private void DropPending()
    {
        if (_pending.HasOrder)
        {
            var exit = IsEntry(_pending) ? (ExecutedSide?)null : _account.ExitSide();
            _refused.Add(EntryGate.Refuse(_pending, RefusalRule.NoBarAfter, "the recording ends with the deciding bar", exit: exit));
        }
    }

    private static bool IsEntry(in Evaluation decision) => decision.Decision != StrategyDecision.Close;
}
