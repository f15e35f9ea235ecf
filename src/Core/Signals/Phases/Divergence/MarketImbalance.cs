namespace SqueezeFlow.Core.Signals.Phases.Divergence;

/// <summary>Label of the imbalance; informational.</summary>
public enum MarketImbalance
{
    /// <summary>None.</summary>
    Balanced,

    /// <summary>Divergence up to 2.</summary>
    ModerateImbalance,

    /// <summary>Divergence up to 3.</summary>
    HighImbalance,

    /// <summary>Divergence above 3.</summary>
    ExtremeImbalance,
}
