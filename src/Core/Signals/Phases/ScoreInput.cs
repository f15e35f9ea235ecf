using SqueezeFlow.Core.Signals.Phases.Outcomes;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases;

/// <summary>What phase 4 looks at: the window and the results of the phases before.</summary>
internal readonly struct ScoreInput
{
    public required StrategyWindow Window { get; init; }

    public required StrategyOptions Options { get; init; }

    public required StrategyRules Rules { get; init; }

    public required ContextResult Context { get; init; }

    public required DivergenceResult Divergence { get; init; }

    public required ResetResult Reset { get; init; }

    /// <summary>Change of open interest, percent; null when it is not used or not known.</summary>
    public double? OpenInterestChangePercent { get; init; }

    /// <summary>Whether the mirrored rules for a short apply.</summary>
    public bool IsMirrored => Rules.IsCorrected && Divergence.Setup == TradeSetup.ShortSetup;
}
