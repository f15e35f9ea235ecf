using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Phases.Divergence;
using SqueezeFlow.Core.Signals.Phases.Exits;
using SqueezeFlow.Core.Signals.Phases.Reset;
using SqueezeFlow.Core.Signals.Phases.Scoring;

namespace SqueezeFlow.Core.Signals;

/// <summary>
/// The decision at the last pushed bar with everything it rests on. Holds no reference to the strategy: it stays valid
/// when further bars are pushed. An entry or an exit is enough to build a <see cref="Signal"/>.
/// </summary>
public record struct Evaluation
{
    /// <summary>What was decided.</summary>
    public StrategyDecision Decision { readonly get; internal set; }

    /// <summary>The last step that was reached.</summary>
    public EvaluationStage Stage { readonly get; internal set; }

    /// <summary>Open of the evaluated bar, milliseconds since 1970 UTC.</summary>
    public long BarOpenUnixMs { readonly get; internal set; }

    /// <summary>Close of the evaluated bar, milliseconds since 1970 UTC.</summary>
    public long BarCloseUnixMs { readonly get; internal set; }

    /// <summary>Bars in the window.</summary>
    public int Bars { readonly get; internal set; }

    /// <summary>Phase 4 total, 0 to 10 (Original: up to 12); 0 when phase 4 was not reached; 10 for a close.</summary>
    public double Score { readonly get; internal set; }

    /// <summary>Share of the base risk: 0.5, 1 or 1.5 on entries with the usual parameters; 1 for a close; else 0.</summary>
    public double PositionSizeFactor { readonly get; internal set; }

    /// <summary>Margin to stake, USD; 0 unless an entry.</summary>
    public double StakeUsd { readonly get; internal set; }

    /// <summary>Leverage, 1 to 5 with the usual parameters; 0 when nothing is to be done.</summary>
    public int Leverage { readonly get; internal set; }

    /// <summary>Base units before leverage on entries, the position's quantity on a close; else 0.</summary>
    public double Quantity { readonly get; internal set; }

    /// <summary>Close of the evaluated bar, quote units; NaN without a price.</summary>
    public double Price { readonly get; internal set; }

    /// <summary>0 to 1.</summary>
    public double Confidence { readonly get; internal set; }

    /// <summary>Never-reset cumulative volume delta of spot at the bar's close, USD.</summary>
    public double SpotCvd { readonly get; internal set; }

    /// <summary>Never-reset cumulative volume delta of perpetuals at the bar's close, USD.</summary>
    public double PerpCvd { readonly get; internal set; }

    /// <summary>Cumulative volume delta of spot from the first bar of the window, USD.</summary>
    public double WindowSpotCvd { readonly get; internal set; }

    /// <summary>Cumulative volume delta of perpetuals from the first bar of the window, USD.</summary>
    public double WindowPerpCvd { readonly get; internal set; }

    /// <summary>Phase 1.</summary>
    public ContextResult Context { readonly get; internal set; }

    /// <summary>Phase 2; default unless <see cref="Stage"/> is at least <see cref="EvaluationStage.Divergence"/>.</summary>
    public DivergenceResult Divergence { readonly get; internal set; }

    /// <summary>Phase 3; default unless <see cref="Stage"/> is <see cref="EvaluationStage.Scoring"/>.</summary>
    public ResetResult Reset { readonly get; internal set; }

    /// <summary>Phase 4; default unless <see cref="Stage"/> is <see cref="EvaluationStage.Scoring"/>.</summary>
    public ScoreResult Scoring { readonly get; internal set; }

    /// <summary>Phase 5; default unless <see cref="Stage"/> is <see cref="EvaluationStage.Exit"/>.</summary>
    public ExitResult Exit { readonly get; internal set; }

    /// <summary>Whether an order is to be given.</summary>
    public readonly bool HasOrder => Decision is StrategyDecision.Long or StrategyDecision.Short or StrategyDecision.Close;
}
