using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.Phases;
using SqueezeFlow.Core.Signals.Phases.Outcomes;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals;

/// <summary>
/// The five-phase strategy of one symbol, computed bar by bar: the cost of a bar and of an evaluation does not depend on
/// the length of the window, and neither allocates once the window is warm. Not thread-safe.
/// </summary>
public sealed class SqueezeStrategy
{
    private readonly StrategyRules _rules;
    private readonly StrategyWindow _window;
    private readonly BarGrid? _grid;
    private Evaluation _last;
    private long _lastOpenMs = long.MinValue;

    /// <param name="symbol">Base coin, e.g. <c>BTC</c>.</param>
    /// <param name="options">Profile, window and thresholds.</param>
    public SqueezeStrategy(string symbol, StrategyOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(symbol);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.WindowBars, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Timeframe.Milliseconds, 1, nameof(options));
        Symbol = symbol;
        Options = options;
        _rules = StrategyRules.Of(options);
        _window = new StrategyWindow(options, _rules);
        _grid = _rules.IsCorrected ? new BarGrid(_window, options.Timeframe.Milliseconds, options.WindowBars) : null;
    }

    /// <summary>Base coin.</summary>
    public string Symbol { get; }

    /// <summary>Profile, window and thresholds.</summary>
    public StrategyOptions Options { get; }

    /// <summary>Bars in the window.</summary>
    public int Bars => _window.Bars;

    /// <summary>Cumulative volume delta of spot over all bars ever pushed (and restored), USD.</summary>
    public double SpotCvd => _window.Spot.Total;

    /// <summary>Cumulative volume delta of perpetuals over all bars ever pushed (and restored), USD.</summary>
    public double PerpCvd => _window.Perp.Total;

    /// <summary>Cumulative volume delta of spot from the first bar of the window, USD.</summary>
    public double WindowSpotCvd => _window.Spot.Total - _window.Spot.Anchor;

    /// <summary>Cumulative volume delta of perpetuals from the first bar of the window, USD.</summary>
    public double WindowPerpCvd => _window.Perp.Total - _window.Perp.Anchor;

    /// <summary>
    /// Change of the open interest of all exchanges over the last two hours, percent; null when unknown. Read only with
    /// <see cref="StrategyOptions.UseOpenInterest"/>.
    /// </summary>
    public double? OpenInterestChangePercent { get; set; }

    /// <summary>Continues the never-reset cumulative deltas of an earlier life, USD. Before the first bar only.</summary>
    /// <exception cref="InvalidOperationException">A bar was pushed already.</exception>
    public void RestoreCvd(double spotCvd, double perpCvd)
    {
        if (_lastOpenMs != long.MinValue)
        {
            throw new InvalidOperationException("The cumulative deltas can be restored only before the first bar.");
        }

        _window.Restore(spotCvd, perpCvd);
    }

    /// <summary>Adds a closed bar. Bars come in time order; Corrected fills the gaps of the grid.</summary>
    /// <exception cref="ArgumentException">The bar does not open after the one before.</exception>
    public void Push(in SymbolBar bar) => Push(bar, BarSides.All);

    /// <summary>Adds a closed bar of which only some sides were delivered.</summary>
    /// <exception cref="ArgumentException">The bar does not open after the one before.</exception>
    public void Push(in SymbolBar bar, BarSides sides)
    {
        if (bar.OpenUnixMs <= _lastOpenMs)
        {
            throw new ArgumentException($"Expected a bar that opens after {_lastOpenMs} ms, found {bar.OpenUnixMs} ms.", nameof(bar));
        }

        _lastOpenMs = bar.OpenUnixMs;
        if (_grid is null)
        {
            _window.Add(bar, sides);
        }
        else
        {
            _grid.Add(bar, sides);
        }
    }

    /// <summary>
    /// Decides at the last pushed bar: phases 1 to 4 when flat, phase 5 with an open position. Changes nothing but what
    /// <see cref="Explain"/> tells.
    /// </summary>
    public Evaluation Evaluate(in PortfolioState portfolio) =>
        _last = portfolio.Position is { } position ? EvaluateExit(position) : EvaluateEntry(portfolio);

    /// <summary>Every condition of the last evaluation with its numbers, and the first one that failed.</summary>
    public Explanation Explain() => EvaluationExplainer.Explain(Symbol, Options, _last);

    private Evaluation EvaluateEntry(in PortfolioState portfolio)
    {
        var result = Begin(StrategyDecision.None);
        if (_window.Bars < Options.MinDataPoints)
        {
            return result;
        }

        var context = ContextPhase.Evaluate(_window, _rules);
        if (context.Stage != ContextStage.Ok)
        {
            return result with { Stage = EvaluationStage.Context, Context = context };
        }

        var divergence = DivergencePhase.Evaluate(_window, Options, _rules, context.Bias);
        var reset = ResetPhase.Evaluate(_window, _rules);
        var scoring = ScoringPhase.Evaluate(new()
        {
            Window = _window,
            Options = Options,
            Rules = _rules,
            Context = context,
            Divergence = divergence,
            Reset = reset,
            OpenInterestChangePercent = Options.UseOpenInterest ? OpenInterestChangePercent : null,
        });
        return EntrySizing.Apply(
            result with
            {
                Stage = EvaluationStage.Scoring,
                Context = context,
                Divergence = divergence,
                Reset = reset,
                Scoring = scoring,
                Score = scoring.Total,
                Confidence = scoring.Confidence,
            },
            portfolio.TotalValueUsd * Options.RiskFraction);
    }

    private Evaluation EvaluateExit(OpenPosition position)
    {
        var result = Begin(StrategyDecision.Hold);
        var exit = ExitPhase.Evaluate(_window, _rules, position);
        result = result with { Stage = EvaluationStage.Exit, Exit = exit };
        return !exit.ShouldExit ? result : result with
        {
            Decision = StrategyDecision.Close,
            Score = 10,
            PositionSizeFactor = 1,
            Leverage = 1,
            Quantity = position.Quantity,
            Confidence = 1,
        };
    }

    private Evaluation Begin(StrategyDecision decision) => new()
    {
        Decision = decision,
        BarOpenUnixMs = _lastOpenMs,
        BarCloseUnixMs = _lastOpenMs + Options.Timeframe.Milliseconds,
        Bars = _window.Bars,
        Price = _window.Bars == 0 ? double.NaN : _window.Close.Last,
        SpotCvd = SpotCvd,
        PerpCvd = PerpCvd,
        WindowSpotCvd = WindowSpotCvd,
        WindowPerpCvd = WindowPerpCvd,
    };
}
