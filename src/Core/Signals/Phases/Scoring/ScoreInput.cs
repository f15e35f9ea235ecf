using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Phases.Divergence;
using SqueezeFlow.Core.Signals.Phases.Reset;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>What phase 4 looks at: the window and the results of the phases before.</summary>
internal struct ScoreInput
{
    public required BarWindow Window { readonly get; init; }

    public required StrategyRules Rules { readonly get; init; }

    public required ContextResult Context { readonly get; init; }

    public required DivergenceResult Divergence { readonly get; init; }

    public ResetResult Reset { readonly get; set; }

    /// <summary>Change of open interest, percent; null when it is not used or not known.</summary>
    public double? OpenInterestChangePercent { readonly get; init; }

    /// <summary>Whether the mirrored rules for a short apply.</summary>
    public readonly bool IsMirrored => Rules.IsCorrected && Divergence.Setup == TradeSetup.ShortSetup;
}
