using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Phases.Divergence;
using SqueezeFlow.Core.Signals.Phases.Exits;
using SqueezeFlow.Core.Signals.Phases.Reset;
using SqueezeFlow.Core.Signals.Phases.Scoring;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals;

/// <summary>
/// The five-phase strategy of one symbol, computed bar by bar: the cost of a bar and of an evaluation does not depend on
/// the length of the window, and neither allocates once the window is warm. Not thread-safe.
/// </summary>
public sealed class SqueezeStrategy
{
    private readonly StrategyRules _rules;
    private readonly BarWindow _window;
    private readonly BarGrid? _grid;
    private readonly SqueezeStrategy? _owner;
    private Evaluation _last;
    private string? _parametersHash;
    private long _lastOpenMs = long.MinValue;

    private enum Depth
    {
        Decision,
        All,
    }

    /// <param name="symbol">Base coin, e.g. <c>BTC</c>.</param>
    /// <param name="options">Profile, window and thresholds.</param>
    public SqueezeStrategy(string symbol, StrategyOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(symbol);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.WindowBars, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Timeframe.Milliseconds, 1, nameof(options));
        ParameterCheck.Demand(options.Parameters);
        Symbol = symbol;
        Options = options;
        _rules = StrategyRules.Of(options);
        _window = new BarWindow(options, _rules);
        _grid = _rules.IsCorrected ? new BarGrid(_window, options.Timeframe, options.WindowBars) : null;
    }

    /// <summary>One whose window remembers what others look back at too: see <see cref="Beside"/>.</summary>
    internal SqueezeStrategy(string symbol, StrategyOptions options, Reach reach)
        : this(symbol, options)
    {
        _window = new BarWindow(options, _rules, reach);
        _grid = _rules.IsCorrected ? new BarGrid(_window, options.Timeframe, options.WindowBars) : null;
    }

    // One that decides by the window of another.
    private SqueezeStrategy(SqueezeStrategy owner, StrategyOptions options)
    {
        ParameterCheck.Demand(options.Parameters);
        Symbol = owner.Symbol;
        Options = options;
        _rules = StrategyRules.Of(options);
        _window = owner._window;
        _owner = owner;
    }

    /// <summary>Base coin.</summary>
    public string Symbol { get; }

    /// <summary>Profile, window and thresholds.</summary>
    public StrategyOptions Options { get; }

    /// <summary>Hash of the parameters, see <see cref="ParameterHash"/>.</summary>
    public string ParametersHash => _parametersHash ??= ParameterHash.Of(Options.Parameters);

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
    public Evaluation Evaluate(in PortfolioState portfolio)
    {
        Run(portfolio, Depth.All);
        return _last;
    }

    /// <summary>
    /// The same decision as <see cref="Evaluate"/>, by reference until the next call; phase 3 is left out where nothing
    /// rests on it. For replays that ask at every bar of months.
    /// </summary>
    internal ref readonly Evaluation Decide(in PortfolioState portfolio)
    {
        Run(portfolio, Depth.Decision);
        return ref _last;
    }

    /// <summary>
    /// A strategy with other parameters over the bars of this one: it is never pushed, and decides at the last bar that was pushed here. The window has to remember
    /// what the parameters look back at, and both count the same stagnant bars.
    /// </summary>
    internal SqueezeStrategy Beside(StrategyParameters parameters) => new(this, Options with { Parameters = parameters });

    /// <summary>Every condition of the last evaluation with its numbers, and the first one that failed.</summary>
    public Explanation Explain() => EvaluationExplainer.Explain(Symbol, Options, _last);

    private void Run(in PortfolioState portfolio, Depth depth)
    {
        if (portfolio.Position is { } position)
        {
            EvaluateExit(position);
        }
        else
        {
            EvaluateEntry(portfolio, depth);
        }
    }

    private void EvaluateEntry(in PortfolioState portfolio, Depth depth)
    {
        Begin(StrategyDecision.None, EvaluationStage.Data);
        if (_window.Bars < Options.MinDataPoints)
        {
            return;
        }

        var context = ContextPhase.Evaluate(_window, _rules);
        _last.Context = context;
        _last.Stage = EvaluationStage.Context;
        if (context.Stage != ContextStage.Ok)
        {
            return;
        }

        var input = new ScoreInput
        {
            Window = _window,
            Rules = _rules,
            Context = context,
            Divergence = DivergencePhase.Evaluate(_window, _rules, context.Bias),
            OpenInterestChangePercent = Options.UseOpenInterest ? OpenInterestChangePercent : null,
        };
        _last.Stage = EvaluationStage.Scoring;
        _last.Divergence = input.Divergence;
        if (depth == Depth.All || input.Divergence.HasDivergence)
        {
            input.Reset = ResetPhase.Evaluate(_window, _rules);
            _last.Reset = input.Reset;
            _last.Scoring = ScoringPhase.Evaluate(input);
        }

        EntrySizing.Apply(ref _last, Options.Parameters.Entry, portfolio.TotalValueUsd);
    }

    private void EvaluateExit(OpenPosition position)
    {
        Begin(StrategyDecision.Hold, EvaluationStage.Exit);
        _last.Exit = ExitPhase.Evaluate(_window, _rules, position);
        if (_last.Exit.ShouldExit)
        {
            _last.Decision = StrategyDecision.Close;
            _last.Score = 10;
            _last.PositionSizeFactor = 1;
            _last.Leverage = 1;
            _last.Quantity = position.Quantity;
            _last.Confidence = 1;
        }
    }

    private void Begin(StrategyDecision decision, EvaluationStage stage)
    {
        _last = default;
        _lastOpenMs = _owner?._lastOpenMs ?? _lastOpenMs;
        _last.Decision = decision;
        _last.Stage = stage;
        _last.BarOpenUnixMs = _lastOpenMs;
        _last.BarCloseUnixMs = Options.Timeframe.Close(_lastOpenMs);
        _last.Bars = _window.Bars;
        _last.Price = _window.Bars == 0 ? double.NaN : _window.Close.Last;
        _last.SpotCvd = SpotCvd;
        _last.PerpCvd = PerpCvd;
        _last.WindowSpotCvd = WindowSpotCvd;
        _last.WindowPerpCvd = WindowPerpCvd;
    }
}
